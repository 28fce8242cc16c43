import type { Toloka } from "../../../server/toloka/client.ts";
import type { Outcome } from "../../../server/toloka/exchange/exchange.ts";
import type { CreatedTask, CreateTaskParameters } from "../../../shared/task.ts";
import type { Operation } from "../../../shared/toloka.ts";
import type { JsonObject } from "../../../shared/values/json.ts";

/** The faults that one request can have. */
export const SCRIPTED_FAULTS = [
  "never-left",
  "lost-before",
  "lost-after",
  "too-many",
  "token",
  "archived",
  "died-before",
  "died-after",
] as const;
export type ScriptedFault = (typeof SCRIPTED_FAULTS)[number] | "none";

interface Stored {
  task: CreatedTask;
  operationId: string;
}

/**
 * A Toloka client without HTTP, for tests of the status machine: each request has the next of `faults`. With `died-…` it is
 * never answered, as when the process is killed while it waits.
 */
export class ScriptedToloka {
  readonly stored: Stored[] = [];
  readonly operations = new Map<string, Operation & { taskId: string }>();
  faults: ScriptedFault[] = [];
  #count = 0;
  #onDeath: () => void = () => {};

  onDeath(died: () => void): void {
    this.#onDeath = died;
  }

  /** How many tasks one submission has created. */
  createdFor(operationId: string): number {
    return this.stored.filter((entry) => entry.operationId === operationId).length;
  }

  /** Moves every creation time `ms` into the past. */
  age(ms: number): void {
    for (const { task } of this.stored) task.created = plain(Date.parse(`${task.created}Z`) - ms);
  }

  async #exchange<T>(effect: () => Outcome<T>): Promise<Outcome<T>> {
    const fault = this.faults.shift() ?? "none";
    const lost: Outcome<T> = { kind: "lost", status: null, reason: "ECONNRESET", retry_after_ms: null, ms: 1 };
    const refused = (status: number, code: string): Outcome<T> => ({
      kind: "refused",
      status,
      error: { code, message: code, request_id: "scripted" },
      retry_after_ms: null,
      ms: 1,
    });
    switch (fault) {
      case "none":
        return effect();
      case "never-left":
        return { kind: "never-left", reason: "ECONNREFUSED", ms: 1 };
      case "lost-before":
        return lost;
      case "lost-after":
        effect();
        return lost;
      case "too-many":
        return refused(429, "TOO_MANY_REQUESTS");
      case "token":
        return refused(401, "AUTHENTICATION_ERROR");
      case "archived":
        return refused(404, "DOES_NOT_EXIST");
      case "died-after":
        effect();
        break;
      case "died-before":
        break;
    }
    this.#onDeath();
    return new Promise(() => {});
  }

  #create(body: JsonObject, operationId: string): CreatedTask {
    const { __item_idx: _index, ...asked } = body;
    this.#count += 1;
    const id = `00001-${String(this.#count).padStart(8, "0")}`;
    const task = { ...asked, id, created: plain(Date.now()), remaining_overlap: 1 } as unknown as CreatedTask;
    this.stored.push({ task, operationId });
    return task;
  }

  #createTasks(body: JsonObject, parameters: CreateTaskParameters): Outcome<Operation | CreatedTask> {
    const { operation_id, async_mode } = parameters;
    if (!async_mode) return answered(201, this.#create(body, operation_id));
    if (this.operations.has(operation_id))
      return {
        kind: "refused",
        status: 409,
        error: { code: "OPERATION_ALREADY_EXISTS", message: "exists", request_id: "scripted" },
        retry_after_ms: null,
        ms: 1,
      };
    const { id } = this.#create(body, operation_id);
    const operation = { id: operation_id, type: "TASK.BATCH_CREATE", status: "RUNNING", taskId: id };
    this.operations.set(operation_id, operation);
    return answered(202, operation);
  }

  #operation(id: string): Outcome<Operation> {
    const operation = this.operations.get(id);
    if (!operation) return missing();
    operation.status = "SUCCESS";
    return answered(200, { ...operation });
  }

  client(): Toloka {
    const list = () => ({ items: [...this.stored].reverse().map(({ task }) => task), has_more: false });
    return {
      listPools: async () => missing(),
      getPool: async () => missing(),
      listProjects: async () => missing(),
      getProject: async () => missing(),
      getRequester: async () => answered(200, { id: "requester" }),
      createTasks: (body, parameters) => this.#exchange(() => this.#createTasks(body as JsonObject, parameters)),
      getOperation: (id) => this.#exchange(() => this.#operation(id)),
      getOperationLog: (id) =>
        this.#exchange(() => {
          const operation = this.operations.get(id);
          const output = { task_id: operation?.taskId ?? "" };
          return operation
            ? answered(200, [{ type: "TASK_CREATE", success: true, input: { __item_idx: "0" }, output }])
            : missing();
        }),
      getTask: (id) =>
        this.#exchange(() => {
          const entry = this.stored.find(({ task }) => task.id === id);
          return entry ? answered(200, entry.task) : missing();
        }),
      listTasks: () => this.#exchange(() => answered(200, list())),
      patchTask: async () => missing(),
      setOverlapOrMin: (id) =>
        this.#exchange(() => {
          const entry = this.stored.find(({ task }) => task.id === id);
          return entry ? answered(200, Object.assign(entry.task, { overlap: 0 })) : missing();
        }),
      tokenFingerprint: () => "mark",
      clock: { known: () => true, earliest: Date.now, latest: Date.now },
      close: async () => {},
    };
  }
}

const plain = (time: number): string => new Date(time).toISOString().slice(0, -1);
const answered = <T>(status: number, value: T): Outcome<T> => ({
  kind: "answered",
  status,
  value,
  ms: 1,
  request_id: null,
});
const missing = <T>(): Outcome<T> => ({
  kind: "refused",
  status: 404,
  error: { code: "DOES_NOT_EXIST", message: "none", request_id: "scripted" },
  retry_after_ms: null,
  ms: 1,
});
