import { isJsonObject, type Json, type JsonObject, stringifyJson } from "../../../shared/values/json.ts";

export interface Answer {
  status: number;
  body: Json;
}

interface StoredOperation {
  operation: JsonObject;
  /** The time at which it ends, as in `Date.now()`; infinite while it hangs. */
  ends: number;
  log: JsonObject[];
}

export const SMALL_POOL = "1080020";
const plain = (time: number): string => new Date(time).toISOString().replace("Z", "");

/** A further pool of a small Toloka, with its fields. */
export interface SmallPool {
  id: string;
  name: string;
  input_spec: JsonObject;
  output_spec: JsonObject;
  /** Of the project's classic view. */
  markup?: string;
  script?: string;
  /** Of the project's Template Builder view, instead of a classic one. */
  config?: JsonObject;
}

const seedPool: SmallPool = {
  id: SMALL_POOL,
  name: "Cats vs dogs",
  input_spec: {
    image: { type: "url", required: true, hidden: false },
    anything: { type: "json", required: false, hidden: false },
    note: { type: "string", required: false, hidden: false },
    count: { type: "float", required: false, hidden: false },
  },
  output_spec: {
    result: { type: "string", required: true, hidden: false, allowed_values: ["cat", "dog"] },
    share: { type: "float", required: false, hidden: false },
  },
};

const projectOf = ({ id, name, input_spec, output_spec, markup = "", script = "", config }: SmallPool): JsonObject => ({
  id: `9${id}`,
  public_name: name,
  public_description: `Project of pool ${id}`,
  status: "ACTIVE",
  created: "2026-01-01T00:00:00",
  task_spec: {
    input_spec,
    output_spec,
    view_spec:
      config === undefined
        ? { type: "classic", markup, script, styles: "" }
        : { type: "tb", config: stringifyJson(config), settings: {} },
  },
});

const poolOf = ({ id, name }: SmallPool): JsonObject => ({
  id,
  project_id: `9${id}`,
  private_name: `${name}, pool ${id}`,
  status: "OPEN",
  type: "REGULAR",
  may_contain_adult_content: true,
  will_expire: "2036-01-01T00:00:00",
  reward_per_assignment: 0.02,
  created: "2026-01-01T00:00:00",
  defaults: { default_overlap_for_new_tasks: 3, default_overlap_for_new_task_suites: 3 },
  mixer_config: { real_tasks_count: 1, golden_tasks_count: 0, training_tasks_count: 0 },
});

const refusal = (status: number, code: string, message: string, payload: Json = null): Answer => ({
  status,
  body: { request_id: `small-${code.toLowerCase()}`, code, message, payload },
});
const unknown = (): Answer => refusal(404, "DOES_NOT_EXIST", "There are no results for such parameters");

/**
 * The state of a Toloka, independent of the built-in one so that the two do not share mistakes. It refuses tasks with the
 * note "poison" and validates nothing else. A synchronous request creates a task each time it is sent.
 */
export function openSmallToloka(operationMs: number, ownPools: SmallPool[] = []) {
  const pools = [seedPool, ...ownPools];
  const tasks: (JsonObject & { id: string })[] = [];
  const byId = new Map<string, JsonObject>();
  const operations = new Map<string, StoredOperation>();

  function store(asked: JsonObject, allowDefaults: boolean): JsonObject & { id: string } {
    const now = Date.now();
    const seconds = Math.floor(now / 1000).toString(16);
    const poolHex = Number(asked.pool_id).toString(16).padStart(10, "0");
    const { __item_idx: _index, ...rest } = asked;
    const infinite = asked.infinite_overlap === true;
    const overlap = infinite ? null : (asked.overlap ?? (allowDefaults ? 3 : 1));
    const id = `${poolHex}--${seconds}${tasks.length.toString(16).padStart(16, "0")}`;
    const task = { ...rest, id, created: plain(now), overlap, infinite_overlap: infinite, remaining_overlap: overlap };
    tasks.push(task);
    byId.set(id, task);
    return task;
  }

  function create(body: Json, query: URLSearchParams, hangs = false): Answer {
    const items = (Array.isArray(body) ? body : [body]).filter(isJsonObject);
    const asynchronous = query.get("async_mode") === "true";
    const id = query.get("operation_id");
    if (asynchronous && id !== null && operations.has(id))
      return refusal(409, "OPERATION_ALREADY_EXISTS", "Operation already exists");
    const isPoisoned = (item: JsonObject) => isJsonObject(item.input_values) && item.input_values.note === "poison";
    const poisoned = items.some(isPoisoned);
    const skip = query.get("skip_invalid_items") === "true";
    const fault = { "input_values.note": { code: "VALUE_NOT_ALLOWED", message: "Value is not allowed" } };
    const defaults = query.get("allow_defaults") === "true";
    if (!asynchronous) {
      if (poisoned) return refusal(400, "VALIDATION_ERROR", "Validation failed", fault);
      const made = items.map((item) => store(item, defaults));
      return { status: 201, body: Array.isArray(body) ? { items: { ...made }, validation_errors: {} } : made[0]! };
    }
    // One invalid task stops the others, which are then not in the log, unless invalid ones are skipped.
    const log = items.flatMap((input): JsonObject[] => {
      if (isPoisoned(input)) return [{ type: "TASK_VALIDATE", success: false, input, output: fault }];
      if (poisoned && !skip) return [];
      return [{ type: "TASK_CREATE", success: true, input, output: { task_id: store(input, defaults).id } }];
    });
    const now = Date.now();
    const operation: JsonObject = {
      id: id ?? `0000${now}`,
      type: "TASK.BATCH_CREATE",
      status: "RUNNING",
      submitted: plain(now),
      started: plain(now),
      progress: 0,
      parameters: { skip_invalid_items: skip, allow_defaults: defaults, open_pool: query.get("open_pool") === "true" },
    };
    const ends = hangs ? Number.POSITIVE_INFINITY : now + operationMs;
    operations.set(String(operation.id), { operation, ends, log });
    return { status: 202, body: operation };
  }

  function readOperation(id: string): Answer {
    const stored = operations.get(id);
    if (!stored) return unknown();
    if (Date.now() < stored.ends) return { status: 200, body: stored.operation };
    const failed = !stored.log.some((item) => item.success === true);
    const finished = { finished: plain(stored.ends), progress: 100, status: failed ? "FAIL" : "SUCCESS" };
    return { status: 200, body: { ...stored.operation, ...finished } };
  }

  function listTasks(query: URLSearchParams): Answer {
    const bounds = { gt: (a: string, b: string) => a > b, gte: (a: string, b: string) => a >= b } as const;
    const opposite = { lt: (a: string, b: string) => a < b, lte: (a: string, b: string) => a <= b } as const;
    const order = (query.get("sort") ?? "id").split(",")[0]!;
    const newestFirst = order.startsWith("-");
    const limit = Number(query.get("limit") ?? 50);
    const tests = Object.entries({ ...bounds, ...opposite }).flatMap(([name, holds]) =>
      (["id", "created"] as const).flatMap((key) => {
        const bound = query.get(`${key}_${name}`);
        return bound === null ? [] : [(task: JsonObject) => holds(String(task[key]), bound.replace(/Z$/, ""))];
      }),
    );
    const found: JsonObject[] = [];
    // Tasks are stored in the order of both ids and creation times.
    for (let step = 0; step < tasks.length && found.length <= limit; step++) {
      const task = tasks[newestFirst ? tasks.length - 1 - step : step]!;
      if (query.get("pool_id") === task.pool_id && tests.every((test) => test(task))) found.push(task);
    }
    return { status: 200, body: { items: found.slice(0, limit), has_more: found.length > limit } };
  }

  function patch(id: string, body: Json): Answer {
    const task = byId.get(id);
    if (!task) return unknown();
    return { status: 200, body: Object.assign(task, isJsonObject(body) ? body : {}) };
  }

  /** Answers one request. `path` begins after `/api/v1`. */
  function answer(method: string, path: string, query: URLSearchParams, body: Json): Answer {
    const [, folder, id = "", action = ""] = path.split("/").map(decodeURIComponent);
    if (method === "POST" && path === "/tasks") return create(body, query);
    if (method === "PATCH" && folder === "tasks") return patch(id, body);
    if (method !== "GET") return refusal(405, "METHOD_NOT_ALLOWED", "Method not allowed");
    if (folder === "operations")
      return action === "log" ? { status: 200, body: operations.get(id)?.log ?? [] } : readOperation(id);
    if (path === "/tasks") return listTasks(query);
    if (folder === "tasks") return byId.has(id) ? { status: 200, body: byId.get(id)! } : unknown();
    if (path === "/requester")
      return { status: 200, body: { id: "small", balance: 100, public_name: { EN: "Small" } } };
    const kept = pools.map(folder === "pools" ? poolOf : projectOf);
    if (id === "") return { status: 200, body: { items: query.has("id_gt") ? [] : kept, has_more: false } };
    const found = kept.find((item) => item.id === id);
    return found ? { status: 200, body: found } : unknown();
  }

  return {
    answer,
    create,
    tasks,
    knows: (operationId: string) => operations.has(operationId),
    /** Ends every operation that hangs. */
    release(): void {
      for (const stored of operations.values()) if (stored.ends === Number.POSITIVE_INFINITY) stored.ends = Date.now();
    },
  };
}
export type SmallToloka = ReturnType<typeof openSmallToloka>;
