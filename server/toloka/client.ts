import * as z from "zod/mini";
import { CreatedTask, type PartParameters, type Task } from "../../shared/task.ts";
import { listOf, Operation, OperationLogItem, Pool, Project, Requester } from "../../shared/toloka.ts";
import { isJsonObject, type Json, type JsonObject, sameJson } from "../../shared/values/json.ts";
import { jsonObject } from "../../shared/values/schemas.ts";
import { isTaskAskedFor } from "./content.ts";
import { type Ask, type ExchangeOptions, type Outcome, openExchange } from "./exchange/exchange.ts";

type Query = Record<string, string>;

/** What POST /tasks answers: an operation (asynchronous), a task (synchronous, one task) or `{items}` (synchronous, a list). */
export type CreationAnswer = Operation | CreatedTask | CreatedList;

const CreatedList = z.looseObject({ items: jsonObject, validation_errors: z.nullish(jsonObject) });
type CreatedList = z.infer<typeof CreatedList>;

/** Chosen by what only one of them has: a union of all would try one after the other. */
function creationSchema(answer: Json): z.ZodMiniType<CreationAnswer> {
  if (!isJsonObject(answer)) return CreatedList;
  return isOperation(answer) ? Operation : "id" in answer ? CreatedTask : CreatedList;
}

/** Whether it has what every operation has, and no task. */
export const isOperation = (answer: object): answer is Operation => "type" in answer && "status" in answer;

const idPath = (folder: string, id: string, action = ""): string => `/${folder}/${encodeURIComponent(id)}${action}`;

/**
 * Toloka's API, one function for each endpoint (https://toloka.ai/docs/api/). Every answer is checked: one that has another
 * shape, or answers another request, counts as lost. Nothing is retried here.
 */
export function createTolokaClient(options: ExchangeOptions) {
  const exchange = openExchange(options);

  /** `schemaFor`: the shape that an answer has to have. */
  async function ask<T>(schemaFor: (answer: Json) => z.ZodMiniType<T>, request: Ask): Promise<Outcome<T>> {
    const outcome = await exchange(request);
    if (outcome.kind !== "answered") return outcome;
    const checked = schemaFor(outcome.value).safeParse(outcome.value);
    if (checked.success) return { ...outcome, value: checked.data };
    const { status, ms } = outcome;
    return { kind: "lost", status, reason: "unexpected response", retry_after_ms: null, ms };
  }
  const get = <T>(schema: z.ZodMiniType<T>, caller: string, path: string, more: Partial<Ask> = {}) =>
    ask(() => schema, { method: "GET", path, query: {}, caller, ...more });

  return {
    listPools: (query: Query) => get(listOf(Pool), "find_pools", "/pools", { query }),
    getPool: (id: string) => get(Pool, "get_pool", idPath("pools", id), { answers: hasId(id) }),
    listProjects: (query: Query) => get(listOf(Project), "find_projects", "/projects", { query }),
    getProject: (id: string) => get(Project, "get_project", idPath("projects", id), { answers: hasId(id) }),
    getRequester: () => get(Requester, "get_requester", "/requester"),
    getTask: (id: string) => get(CreatedTask, "create_task", idPath("tasks", id), { answers: hasId(id) }),
    /** Tasks of one pool. `fresh`: on a new connection. */
    listTasks: (query: Query & { pool_id: string }, fresh = false) =>
      get(listOf(CreatedTask), "find_tasks", "/tasks", { query, fresh, answers: areOfPool(query.pool_id) }),
    getOperation: (id: string, fresh = false) =>
      get(Operation, "create_task", idPath("operations", id), { fresh, answers: hasId(id) }),
    /** The log of an operation that creates `tasks`. */
    getOperationLog: (id: string, tasks: readonly Task[]) =>
      get(z.array(OperationLogItem), "create_task", idPath("operations", id, "/log"), { answers: echoes(tasks) }),
    /** `body` is one task or a list of them, as Toloka takes it. */
    createTasks: (body: Json, parameters: PartParameters) =>
      ask(creationSchema, {
        method: "POST",
        path: "/tasks",
        query: creationQuery(parameters),
        body,
        caller: "create_task",
        answers: (answer) => answersCreation(answer, body, parameters.operation_id),
      }),
    patchTask: (id: string, patch: JsonObject) =>
      ask(() => CreatedTask, {
        method: "PATCH",
        path: idPath("tasks", id),
        body: patch,
        caller: "patch_task",
        answers: hasId(id),
      }),
    setOverlapOrMin: (id: string, patch: JsonObject) =>
      ask(() => CreatedTask, {
        method: "PATCH",
        path: idPath("tasks", id, "/set-overlap-or-min"),
        body: patch,
        caller: "patch_task_overlap_or_min",
        answers: hasId(id),
      }),
    tokenFingerprint: exchange.tokenFingerprint,
    clock: exchange.clock,
    close: exchange.close,
  };
}
export type Toloka = ReturnType<typeof createTolokaClient>;

const hasId =
  (id: string) =>
  (answer: Json): boolean =>
    isJsonObject(answer) && String(answer.id) === id;

const areOfPool =
  (poolId: string) =>
  (answer: Json): boolean =>
    isJsonObject(answer) &&
    Array.isArray(answer.items) &&
    answer.items.every((item) => isJsonObject(item) && item.pool_id === poolId);

/** Whether the answer is an operation with our id, or the requested tasks. */
function answersCreation(answer: Json, body: Json, operationId: string): boolean {
  if (!isJsonObject(answer)) return false;
  if (isOperation(answer)) return answer.id === operationId;
  if (!isJsonObject(answer.items)) return isTaskAskedFor(body, answer);
  const asked = Array.isArray(body) ? body : [body];
  return Object.entries(answer.items).every(([index, task]) => isTaskAskedFor(asked[Number(index)], task));
}

/** Whether a log is about these tasks: it repeats each of them in `input`, with its `__item_idx`. */
const echoes =
  (tasks: readonly Task[]) =>
  (log: Json): boolean =>
    Array.isArray(log) &&
    log.every((item) => {
      const input = isJsonObject(item) && isJsonObject(item.input) ? item.input : {};
      if (input.input_values === undefined || input.__item_idx === undefined) return true;
      const task = tasks[Number(input.__item_idx)];
      return (
        task !== undefined &&
        task.pool_id === String(input.pool_id ?? task.pool_id) &&
        sameJson((task.input_values ?? {}) as Json, input.input_values ?? {})
      );
    });

/** The query as toloka-kit sends it: id and mode always, other flags only if they are true. */
function creationQuery(parameters: PartParameters): Query {
  return {
    operation_id: parameters.operation_id,
    async_mode: String(parameters.async_mode),
    ...(parameters.allow_defaults ? { allow_defaults: "true" } : {}),
    ...(parameters.open_pool ? { open_pool: "true" } : {}),
    ...(parameters.skip_invalid_items ? { skip_invalid_items: "true" } : {}),
  };
}
