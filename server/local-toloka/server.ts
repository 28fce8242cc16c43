import { mkdirSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { loadPatterns } from "../../shared/fields/pattern.ts";
import { type Json, stringifyJson } from "../../shared/values/json.ts";
import { findPicture } from "./pictures/pictures.ts";
import { limitRate, type RateLimit } from "./rate-limit.ts";
import { isRefusal, refusalBody, refuse } from "./refusal.ts";
import { listenOnPort } from "./remembered-port.ts";
import { answer, type Context } from "./routes.ts";
import { seed } from "./seed/seed.ts";
import { openState } from "./state.ts";

export interface LocalTolokaOptions {
  /** The folder of its own small database. */
  dataDir: string;
  /** On 127.0.0.1; 0 for the port of the last start, or any free one. */
  port: number;
  /** The requester's token, `local` by default. Any other token gets 401. */
  token?: string;
  /** How long an operation takes, in milliseconds. */
  operationMs?: number;
  /** By default there is no limit. */
  rateLimit?: RateLimit;
  /** Called with an unexpected error, after which the request is answered 500. The request comes without its headers. */
  onError?: (error: unknown, request: { request_id: string; method: string; path: string }) => void;
}

export interface LocalToloka {
  url: string;
  token: string;
  close(): Promise<void>;
}

/** The largest request body that is read, in bytes. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/**
 * Starts the built-in Toloka: an HTTP server on loopback with the part of Toloka's API that creating tasks needs.
 * toloka-kit works with it unchanged. Its state is kept between starts.
 */
export async function startLocalToloka(options: LocalTolokaOptions): Promise<LocalToloka> {
  const token = options.token ?? "local";
  await loadPatterns();
  mkdirSync(options.dataDir, { recursive: true });
  const state = openState(options.dataDir);
  seed(state, Date.now());
  await state.committed();
  const context: Context = {
    state,
    operationMs: options.operationMs ?? 30,
    token,
    tooMany: limitRate(options.rateLimit),
  };
  const server = createServer((request, response) => {
    handle(request, response, context).catch((error: unknown) => {
      // The client has closed the connection; nothing went wrong here.
      if (request.destroyed && !request.complete) return response.destroy();
      const body = refusalBody(refuse("INTERNAL_ERROR"));
      const path = request.url?.split("?")[0] ?? "";
      options.onError?.(error, { request_id: String(body.request_id), method: request.method ?? "", path });
      send(response, 500, body);
    });
  });
  server.keepAliveTimeout = 75_000;
  const port = await listenOnPort(server, options.port, options.dataDir).catch((error: unknown) => {
    state.close();
    throw error;
  });
  return {
    url: `http://127.0.0.1:${port}`,
    token,
    async close() {
      server.close();
      server.closeAllConnections();
      await state.committed();
      state.close();
    },
  };
}

async function handle(request: IncomingMessage, response: ServerResponse, context: Context): Promise<void> {
  const { method = "GET", headers } = request;
  // Protects from DNS rebinding: another site's page may reach this server under a name of its own.
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(headers.host ?? ""))
    return send(response, 403, refusalBody(refuse("ACCESS_DENIED")));
  const url = URL.parse(request.url ?? "/", "http://toloka");
  if (url === null) return send(response, 404, refusalBody(refuse("NOT_FOUND")));
  if (url.pathname.startsWith("/pictures/"))
    return sendPicture(request, response, url.pathname.slice("/pictures/".length));
  const text = await bodyOf(request);
  const answered = answer({ method, url, headers, text }, context);
  await context.state.committed();
  if (!isRefusal(answered)) return send(response, answered.status, answered.body);
  return send(response, answered.status, refusalBody(answered), answered.headers);
}

/** `null`: too large. */
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

function send(response: ServerResponse, status: number, body: Json | null, headers: Record<string, string> = {}): void {
  if (status === 204) {
    response.writeHead(204).end();
    return;
  }
  const text = stringifyJson(body);
  response
    .writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text), ...headers })
    .end(text);
}

/** Pictures need no token and any page may read them, as with pictures elsewhere on the web. */
function sendPicture(request: IncomingMessage, response: ServerResponse, name: string): void {
  const open = { "access-control-allow-origin": "*", "x-content-type-options": "nosniff" };
  const picture = findPicture(name);
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { ...open, allow: "GET, HEAD" }).end();
    return;
  }
  if (!picture) {
    response
      .writeHead(404, { ...open, "cache-control": "no-store", "content-type": "text/plain" })
      .end("no such picture");
    return;
  }
  const { etag, type, bytes } = picture;
  const cacheable = { ...open, "cache-control": "public, max-age=86400", etag };
  if (request.headers["if-none-match"] === etag) response.writeHead(304, cacheable).end();
  else
    response
      .writeHead(200, { ...cacheable, "content-type": type, "content-length": bytes.length })
      .end(request.method === "HEAD" ? undefined : bytes);
}
