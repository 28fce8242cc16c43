import type { IncomingHttpHeaders } from "node:http";
import { isJsonObject, type Json, JsonError, parseJson } from "../../shared/values/json.ts";
import { getOperation, getOperationLog, listOperations } from "./operations.ts";
import { getDocument, listOf, type PoolAction, patchPool, poolAction } from "./pools.ts";
import { faulty, invalid, isRefusal, type Refusal, refuse } from "./refusal.ts";
import type { State } from "./state.ts";
import { createTasks, readFlags } from "./tasks/create-tasks.ts";
import { patchTask, setOverlapOrMin } from "./tasks/patch-task.ts";
import { getTask, listTasks, takeAssignments } from "./tasks/tasks.ts";

export interface Context {
  state: State;
  /** How long an operation takes, in milliseconds. */
  operationMs: number;
  token: string;
  /** The refusal of this request if there are too many; `null` if not. */
  tooMany: () => Refusal | null;
}

export interface Asked {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  /** `null`: too large. */
  text: string | null;
}

export type Answer = { status: number; body: Json | null } | Refusal;

/** Answers one request as Toloka does. Checks in this order: token, rate, path and method, body. */
export function answer({ method, url, headers, text }: Asked, context: Context): Answer {
  const { authorization } = headers;
  if (authorization !== `OAuth ${context.token}` && authorization !== `ApiKey ${context.token}`)
    return refuse("AUTHENTICATION_ERROR");
  const tooMany = context.tooMany();
  if (tooMany) return tooMany;
  if (text === null) return refuse("ENTITY_TOO_LARGE");
  const parts = pathOf(url);
  if (parts === null) return refuse("NOT_FOUND");
  if (parts[0] === "_local" && method === "POST") return localRoute(parts.slice(1), url, context);
  if (parts[0] !== "api" || parts[1] !== "v1") return refuse("NOT_FOUND");
  const path = parts.slice(2);
  if (method === "GET") return read(path, url.searchParams, context);
  const changes = method === "POST" || (method === "PATCH" && path.length > 1);
  if (!changes) return refuse("METHOD_NOT_ALLOWED");
  if (method === "POST" && (path[0] === "pools" || path[0] === "trainings")) return act(path, context);
  const body = readBody(headers, text);
  if (isRefusal(body)) return body;
  return method === "POST" ? post(path, body.value, url, context) : patch(path, body.value, url, context);
}

function pathOf(url: URL): string[] | null {
  try {
    return url.pathname.split("/").slice(1).map(decodeURIComponent);
  } catch {
    return null;
  }
}

function readBody(headers: IncomingHttpHeaders, text: string): { value: Json } | Refusal {
  if (text === "") return faulty({ body: { code: "NOT_NULL_BODY" } });
  if (!/^application\/json\b/i.test(headers["content-type"] ?? "")) return refuse("UNSUPPORTED_MEDIA_TYPE");
  try {
    return { value: parseJson(text) };
  } catch (error) {
    if (error instanceof JsonError) return invalid({}, error.message);
    throw error;
  }
}

/** 200 with the value; a refusal unchanged. */
const ok = (value: Json | Refusal): Answer => (isRefusal(value) ? value : { status: 200, body: value });

function read([folder, id, more, ...rest]: string[], query: URLSearchParams, { state }: Context): Answer {
  if (folder === "operations" && id && more === "log" && rest.length === 0) return ok(getOperationLog(state, id));
  if (more !== undefined || id === "") return refuse("NOT_FOUND");
  switch (folder) {
    case "requester":
      return id === undefined ? ok(getDocument(state, "requester", "local")) : refuse("NOT_FOUND");
    case "tasks":
      return ok(id === undefined ? listTasks(state, query) : getTask(state, id));
    case "operations":
      return ok(id === undefined ? listOperations(state, query) : getOperation(state, id));
    case "pools":
      return ok(id === undefined ? listOf(state, "pool", query) : getDocument(state, "pool", id));
    case "trainings":
      return ok(id === undefined ? listOf(state, "training", query) : getDocument(state, "training", id));
    case "projects":
      return ok(id === undefined ? listOf(state, "project", query) : getDocument(state, "project", id));
    default:
      return refuse("NOT_FOUND");
  }
}

const ACTIONS = new Set(["open", "close", "close-for-update", "archive"]);

function act([folder, id, action, ...rest]: string[], { state, operationMs }: Context): Answer {
  if (id === undefined) return refuse("METHOD_NOT_ALLOWED");
  if (action === undefined || !ACTIONS.has(action) || rest.length > 0) return refuse("NOT_FOUND");
  const kind = folder === "trainings" ? "training" : "pool";
  const outcome = poolAction(state, { kind, id, action: action as PoolAction }, operationMs);
  if (outcome === null) return { status: 204, body: null };
  return isRefusal(outcome) ? outcome : { status: 202, body: outcome };
}

function post(path: string[], body: Json, url: URL, { state, operationMs }: Context): Answer {
  if (path.length !== 1 || path[0] !== "tasks") return refuse("NOT_FOUND");
  return createTasks(state, body, url.searchParams, operationMs);
}

function patch([folder, id = "", action, ...rest]: string[], body: Json, url: URL, { state }: Context): Answer {
  if (!isJsonObject(body)) return faulty({ body: { code: "OBJECT_EXPECTED" } });
  if (rest.length > 0) return refuse("NOT_FOUND");
  if (folder === "tasks" && action === undefined) {
    const flags = readFlags(url.searchParams);
    return isRefusal(flags) ? flags : ok(patchTask(state, id, body, flags.open_pool));
  }
  if (folder === "tasks" && action === "set-overlap-or-min") return ok(setOverlapOrMin(state, id, body));
  if (folder === "pools" && action === undefined) return ok(patchPool(state, id, body));
  return refuse("NOT_FOUND");
}

/** `POST /_local/tasks/{id}/take?count=2`, which Toloka does not have: sets how many assignments are taken. */
function localRoute([folder, id, action]: string[], url: URL, { state }: Context): Answer {
  const count = Number(url.searchParams.get("count") ?? "1");
  if (folder !== "tasks" || id === undefined || action !== "take" || !Number.isInteger(count) || count < 0)
    return refuse("NOT_FOUND");
  return ok(takeAssignments(state, id, count));
}
