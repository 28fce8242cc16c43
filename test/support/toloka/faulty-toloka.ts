import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type Json, parseJson, stringifyJson } from "../../../shared/values/json.ts";
import { freePort } from "../ports.ts";
import type { Fault } from "./faults.ts";
import { type Answer, openSmallToloka, type SmallPool, type SmallToloka } from "./small-toloka.ts";

export interface Recorded {
  method: string;
  /** After `/api/v1`. */
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage["headers"];
  text: string;
  at: number;
}

type FaultFor = (method: string, path: string, query: URLSearchParams) => Fault | null;

export interface FaultyToloka {
  url: string;
  token: string;
  store: SmallToloka;
  requests: Recorded[];
  /** How many exchanges each fault was injected into. */
  faultCounts: Map<string, number>;
  /** Answers every later request with the fault that `faultFor` returns for it. `null`: without faults. */
  intercept(faultFor: FaultFor | null): void;
  /** Whether Toloka accepts the token. */
  acceptToken(accepted: boolean): void;
  /** Refuses connections until `listen`. */
  refuse(): Promise<void>;
  listen(): Promise<void>;
  close(): Promise<void>;
}

export interface FaultyTolokaOptions {
  /** How long an operation runs, in milliseconds. */
  operationMs?: number;
  record?: boolean;
  token?: string;
  pools?: SmallPool[];
}

/**
 * A small Toloka on a free port of 127.0.0.1 that injects faults on request. `store` holds what was created, whatever was
 * answered. `record: false` saves memory in long runs.
 */
export async function startFaultyToloka(options: FaultyTolokaOptions = {}): Promise<FaultyToloka> {
  const { operationMs = 5, record = true, token = "faulty-toloka-token" } = options;
  const store = openSmallToloka(operationMs, options.pools);
  const requests: Recorded[] = [];
  const faultCounts = new Map<string, number>();
  /** The last answer without a fault to each kind of request. */
  const lastAnswers = new Map<string, Answer>();
  let faultFor: FaultFor | null = null;
  let tokenAccepted = true;

  const server = createServer((request, response) => {
    void handle(request, response);
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await bodyOf(request);
    if (text === null) return;
    const { pathname, searchParams: query } = new URL(request.url ?? "/", "http://toloka");
    const method = request.method ?? "GET";
    const path = pathname.replace(/^\/api\/v1/, "");
    if (record) requests.push({ method, path, query, headers: request.headers, text, at: performance.now() });
    if (!tokenAccepted || !request.headers.authorization?.endsWith(` ${token}`)) {
      count("401");
      return send(response, error(401, "AUTHENTICATION_ERROR"));
    }
    const fault = faultFor?.(method, path, query) ?? null;
    if (fault) count(fault.kind === "status" ? `${fault.status} ${fault.when}` : nameOf(fault));
    const act = () => store.answer(method, path, query, text === "" ? null : parseJson(text));
    const kind = `${method} ${path.replace(/^(\/\w+\/)[^/]+/, "$1*")}`;
    if (fault === null) {
      const answer = act();
      lastAnswers.set(kind, answer);
      return send(response, answer);
    }
    await injectFault(fault, response, act, { kind, path, query, text });
  }

  const count = (name: string): void => void faultCounts.set(name, (faultCounts.get(name) ?? 0) + 1);

  async function injectFault(
    fault: Fault,
    response: ServerResponse,
    act: () => Answer,
    asked: { kind: string; path: string; query: URLSearchParams; text: string },
  ): Promise<void> {
    switch (fault.kind) {
      case "reset":
        if (fault.when === "after") act();
        return void response.socket?.resetAndDestroy();
      case "half-body": {
        const body = stringifyJson(act().body);
        response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
        response.write(body.slice(0, body.length / 2), () => response.socket?.destroy());
        return;
      }
      case "not-json":
        if (fault.when === "after") act();
        response.writeHead(fault.status, { "content-type": "text/html" });
        return void response.end("<html><body><h1>Balancer</h1></body></html>");
      case "status":
        if (fault.when === "after") act();
        return send(
          response,
          error(fault.status, fault.status === 503 ? "REMOTE_SERVICE_UNAVAILABLE" : "INTERNAL_ERROR"),
        );
      case "gateway":
        if (fault.when === "after") act();
        response.writeHead(fault.status, { "content-type": "text/html", location: "https://login.example/" });
        return void response.end("<html><body><h1>Gateway</h1></body></html>");
      case "refused-after":
        act();
        return send(response, error(fault.status, fault.code));
      case "misdirected": {
        const own = act();
        return send(response, lastAnswers.get(asked.kind) ?? own);
      }
      case "stray": {
        const { socket } = response;
        send(response, act());
        const [other] = [...lastAnswers.values()].slice(-1);
        if (other) setTimeout(() => socket?.writable && socket.write(rawAnswer(other)), 1);
        return;
      }
      case "limit": {
        if (fault.retryAfter !== null) response.setHeader("retry-after", fault.retryAfter);
        return send(response, error(429, "TOO_MANY_REQUESTS", fault.payload));
      }
      case "slow":
        await sleep(fault.ms);
        return send(response, act());
      case "late":
        response.socket?.resetAndDestroy();
        await sleep(fault.ms);
        return void act();
      case "forgotten":
        return send(response, openSmallToloka(0).answer("POST", "/tasks", asked.query, parseJson(asked.text)));
      case "hangs":
        return send(response, store.create(parseJson(asked.text), asked.query, true));
      case "not-found":
        return send(response, error(404, "DOES_NOT_EXIST"));
      case "log-archived":
        return send(response, error(409, "OPERATION_LOGS_ARCHIVED"));
      case "log-empty":
        return send(response, { status: 200, body: [] });
    }
  }

  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, "127.0.0.1", () => {
        server.off("error", reject);
        resolve();
      });
    });
  const shut = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const port = await freePort();
  await listen(port);

  return {
    url: `http://127.0.0.1:${port}`,
    token,
    store,
    requests,
    faultCounts,
    intercept: (faults) => {
      faultFor = faults;
    },
    acceptToken: (accepted) => {
      tokenAccepted = accepted;
    },
    refuse: shut,
    listen: () => listen(port),
    close: shut,
  };
}

const nameOf = (fault: Fault): string => ("when" in fault ? `${fault.kind} ${fault.when}` : fault.kind);

const error = (status: number, code: string, payload: Json = null): Answer => ({
  status,
  body: { request_id: "faulty-1", code, message: code, payload },
});

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(stringifyJson(body));
}

function rawAnswer({ status, body }: Answer): string {
  const text = stringifyJson(body);
  return `HTTP/1.1 ${status} Stray\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  try {
    for await (const part of request) parts.push(part as Buffer);
  } catch {
    // The client was killed in the middle of its request.
    return null;
  }
  return Buffer.concat(parts).toString("utf8");
}
