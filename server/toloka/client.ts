import * as z from "zod/mini";
import type { Json, JsonObject } from "../../shared/json.ts";
import { jsonObject } from "../../shared/schemas.ts";
import { CreatedTask, type CreateTaskParameters } from "../../shared/task.ts";
import { listOf, Operation, OperationLogItem, Pool, Project, Requester } from "../../shared/toloka.ts";
import { type Ask, type Outcome, openExchange } from "./exchange.ts";

type Query = Record<string, string>;

/** What POST /tasks may answer: an operation (asynchronous), a task (one, synchronous), or `{items}` (many, synchronous). */
export const CreationAnswer = z.union([
  Operation,
  CreatedTask,
  z.looseObject({ items: jsonObject, validation_errors: z.nullish(jsonObject) }),
]);
export type CreationAnswer = z.infer<typeof CreationAnswer>;

const idPath = (folder: string, id: string, action = ""): string => `/${folder}/${encodeURIComponent(id)}${action}`;

/**
 * Toloka's API, a function an endpoint (https://toloka.ai/docs/api/). Every answer is checked; one that is not of its
 * shape counts as lost. Nothing is retried here.
 */
export function createTolokaClient(options: { url: string; token: () => string; timeoutMs: number }) {
  const exchange = openExchange(options);

  async function ask<S extends z.ZodMiniType>(schema: S, request: Ask): Promise<Outcome<z.output<S>>> {
    const outcome = await exchange(request);
    if (outcome.kind !== "answered") return outcome;
    const checked = schema.safeParse(outcome.value);
    if (checked.success) return { ...outcome, value: checked.data };
    const { status, ms } = outcome;
    return { kind: "lost", status, reason: "the answer has an unknown shape", retry_after_ms: null, ms };
  }
  const get = <S extends z.ZodMiniType>(schema: S, caller: string, path: string, query: Query = {}) =>
    ask(schema, { method: "GET", path, query, caller });

  return {
    listPools: (query: Query) => get(listOf(Pool), "find_pools", "/pools", query),
    getPool: (id: string) => get(Pool, "get_pool", idPath("pools", id)),
    listProjects: (query: Query) => get(listOf(Project), "find_projects", "/projects", query),
    getProject: (id: string) => get(Project, "get_project", idPath("projects", id)),
    getRequester: () => get(Requester, "get_requester", "/requester"),
    getTask: (id: string) => get(CreatedTask, "create_task", idPath("tasks", id)),
    listTasks: (query: Query) => get(listOf(CreatedTask), "find_tasks", "/tasks", query),
    getOperation: (id: string) => get(Operation, "create_task", idPath("operations", id)),
    getOperationLog: (id: string) => get(z.array(OperationLogItem), "create_task", idPath("operations", id, "/log")),
    /** `body` is one task or a list of them, as it travels. */
    createTasks: (body: Json, parameters: CreateTaskParameters) =>
      ask(CreationAnswer, {
        method: "POST",
        path: "/tasks",
        query: creationQuery(parameters),
        body,
        caller: "create_task",
      }),
    patchTask: (id: string, patch: JsonObject) =>
      ask(CreatedTask, { method: "PATCH", path: idPath("tasks", id), body: patch, caller: "patch_task" }),
    setOverlapOrMin: (id: string, patch: JsonObject) =>
      ask(CreatedTask, {
        method: "PATCH",
        path: idPath("tasks", id, "/set-overlap-or-min"),
        body: patch,
        caller: "patch_task_overlap_or_min",
      }),
    tokenMark: exchange.tokenMark,
    clockOffset: exchange.clockOffset,
    close: exchange.close,
  };
}
export type Toloka = ReturnType<typeof createTolokaClient>;

/** The query toloka-kit sends: id and mode always, flags only when they are on. */
function creationQuery(parameters: CreateTaskParameters): Query {
  return {
    operation_id: parameters.operation_id,
    async_mode: String(parameters.async_mode),
    ...(parameters.allow_defaults ? { allow_defaults: "true" } : {}),
    ...(parameters.open_pool ? { open_pool: "true" } : {}),
  };
}
