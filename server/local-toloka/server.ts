import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isJsonObject, type Json, JsonError, parseJson, stringifyJson } from "../../shared/json.ts";
import { createTasks } from "./create.ts";
import { getOperation, getOperationLog, listOperations } from "./operations.ts";
import { findPicture } from "./pictures.ts";
import { getDocument, listOf, type PoolAction, patchPool, poolAction } from "./pools.ts";
import { invalid, isRefusal, type Refusal, refusalBody, refuse } from "./refusal.ts";
import { seed } from "./seed.ts";
import { openState, type State } from "./state.ts";
import { getTask, listTasks, patchTask, setOverlapOrMin, takeAssignments } from "./tasks.ts";

export interface LocalTolokaOptions {
  /** Where its own small database lies. */
  dataDir: string;
  /** On 127.0.0.1; 0 takes a free one. */
  port: number;
  /** The requester's token; anything else gets 401. */
  token?: string;
  /** How long an operation takes. Milliseconds. */
  operationMs?: number;
  /** Over so many requests a second the answer is 429; without it, never. */
  requestsPerSecond?: number;
}

/** Longest request body: 5,000 tasks with the most that Toloka takes. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/**
 * Starts the built-in Toloka: a real HTTP server on loopback with the part of Toloka's API that creating tasks needs, good
 * enough that toloka-kit works against it unchanged. Its state outlives it.
 */
export async function startLocalToloka(options: LocalTolokaOptions): Promise<{ url: string; close(): Promise<void> }> {
  mkdirSync(options.dataDir, { recursive: true });
  const state = openState(options.dataDir);
  seed(state, Date.now());
  await state.committed();
  const context = {
    state,
    operationMs: options.operationMs ?? 30,
    token: options.token ?? "local",
    tooMany: limiter(options.requestsPerSecond),
  };
  const server = createServer((request, response) => {
    handle(request, response, context).catch(() => send(response, 500, refusalBody(refuse("INTERNAL_ERROR"))));
  });
  server.keepAliveTimeout = 75_000;
  server.listen(options.port, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await state.committed();
      state.close();
    },
  };
}

interface Context {
  state: State;
  operationMs: number;
  token: string;
  tooMany: () => boolean;
}

type Answer = { status: number; body: Json | null } | Refusal;

async function handle(request: IncomingMessage, response: ServerResponse, context: Context): Promise<void> {
  const url = new URL(request.url ?? "/", "http://toloka");
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(request.headers.host ?? ""))
    return send(response, 403, refusalBody(refuse("ACCESS_DENIED")));
  if (url.pathname.startsWith("/pictures/"))
    return sendPicture(request, response, url.pathname.slice("/pictures/".length));
  const text = await bodyOf(request);
  const answer = judge(request, url, text, context);
  await context.state.committed();
  if ("code" in answer) return send(response, answer.status, refusalBody(answer));
  return send(response, answer.status, answer.body);
}

function judge(request: IncomingMessage, url: URL, text: string | null, context: Context): Answer {
  const { authorization } = request.headers;
  if (authorization !== `OAuth ${context.token}` && authorization !== `ApiKey ${context.token}`)
    return refuse("AUTHENTICATION_ERROR");
  if (context.tooMany()) return refuse("TOO_MANY_REQUESTS");
  if (text === null) return refuse("ENTITY_TOO_LARGE");
  const parts = url.pathname.split("/").slice(1).map(decodeURIComponent);
  if (parts[0] === "_local" && request.method === "POST") return localRoute(parts.slice(1), url, context);
  if (parts[0] !== "api" || parts[1] !== "v1") return refuse("NOT_FOUND");
  const path = parts.slice(2);
  if (request.method === "GET") return read(path, url.searchParams, context);
  if (request.method !== "POST" && request.method !== "PATCH") return refuse("METHOD_NOT_ALLOWED");
  if (path[0] === "pools" || path[0] === "trainings") if (request.method === "POST") return act(path, context);
  const body = readBody(request, text);
  if (isRefusal(body)) return body;
  return request.method === "POST" ? post(path, body.value, url, context) : patch(path, body.value, context);
}

function readBody(request: IncomingMessage, text: string): { value: Json } | Refusal {
  if (text === "") return invalid({ body: { code: "NOT_NULL_BODY", message: "Body must not be null" } });
  if (!/^application\/json\b/i.test(request.headers["content-type"] ?? "")) return refuse("UNSUPPORTED_MEDIA_TYPE");
  try {
    return { value: parseJson(text) };
  } catch (error) {
    if (error instanceof JsonError) return { ...invalid({}), message: error.message };
    throw error;
  }
}

/** An object or list as the answer 200, a refusal as it is. */
function ok(value: Json | Refusal): Answer {
  if (isRefusal(value)) return value;
  return { status: 200, body: value as Json };
}

function read(path: string[], query: URLSearchParams, { state }: Context): Answer {
  const [folder, id, more] = path;
  if (path.length > 3) return refuse("NOT_FOUND");
  if (folder === "requester" && id === undefined) return ok(getDocument(state, "requester", "local"));
  if (folder === "operations" && id !== undefined && more === "log") return ok(getOperationLog(state, id));
  if (more !== undefined) return refuse("NOT_FOUND");
  switch (folder) {
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

function act([folder, id, action]: string[], { state, operationMs }: Context): Answer {
  if (id === undefined || action === undefined || !ACTIONS.has(action)) return refuse("NOT_FOUND");
  const outcome = poolAction(
    state,
    folder === "trainings" ? "training" : "pool",
    id,
    action as PoolAction,
    operationMs,
  );
  if (outcome === null) return { status: 204, body: null };
  return isRefusal(outcome) ? outcome : { status: 202, body: outcome };
}

function post(path: string[], body: Json, url: URL, { state, operationMs }: Context): Answer {
  if (path.length !== 1 || path[0] !== "tasks") return refuse("NOT_FOUND");
  return createTasks(state, body, url.searchParams, operationMs);
}

function patch([folder, id, action]: string[], body: Json, { state }: Context): Answer {
  if (id === undefined) return refuse("METHOD_NOT_ALLOWED");
  if (!isJsonObject(body)) return invalid({ body: { code: "OBJECT_EXPECTED", message: "Value must be an object" } });
  if (folder === "tasks" && action === undefined) return ok(patchTask(state, id, body));
  if (folder === "tasks" && action === "set-overlap-or-min") return ok(setOverlapOrMin(state, id, body));
  if (folder === "pools" && action === undefined) return ok(patchPool(state, id, body));
  return refuse("NOT_FOUND");
}

/** `POST /_local/tasks/{id}/take?count=2`: not Toloka's; as if so many assignments were taken. */
function localRoute([folder, id, action]: string[], url: URL, { state }: Context): Answer {
  const count = Number(url.searchParams.get("count") ?? "1");
  if (folder !== "tasks" || id === undefined || action !== "take" || !Number.isInteger(count))
    return refuse("NOT_FOUND");
  return ok(takeAssignments(state, id, count));
}

function limiter(requestsPerSecond: number | undefined): () => boolean {
  if (requestsPerSecond === undefined) return () => false;
  let second = 0;
  let used = 0;
  return () => {
    const now = Math.floor(Date.now() / 1_000);
    if (now !== second) [second, used] = [now, 0];
    used += 1;
    return used > requestsPerSecond;
  };
}

/** `null`: longer than is read. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  if (request.method === "GET") return "";
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return size > MAX_BODY_BYTES ? null : Buffer.concat(chunks).toString("utf8");
}

function send(response: ServerResponse, status: number, body: Json | null): void {
  if (status === 204) {
    response.writeHead(204).end();
    return;
  }
  const text = stringifyJson(body);
  response
    .writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text) })
    .end(text);
}

function sendPicture(request: IncomingMessage, response: ServerResponse, name: string): void {
  const picture = findPicture(name);
  const common = { "access-control-allow-origin": "*", "cache-control": "public, max-age=86400" };
  if (!picture) response.writeHead(404, { ...common, "content-type": "text/plain" }).end("no such picture");
  else if (request.headers["if-none-match"] === picture.etag)
    response.writeHead(304, { ...common, etag: picture.etag }).end();
  else
    response
      .writeHead(200, {
        ...common,
        etag: picture.etag,
        "content-type": picture.type,
        "content-length": picture.bytes.length,
      })
      .end(request.method === "HEAD" ? undefined : picture.bytes);
}
