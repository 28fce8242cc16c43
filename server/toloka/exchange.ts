import { createHash } from "node:crypto";
import { Client, type Dispatcher, Pool } from "undici";
import { TolokaErrorBody } from "../../shared/toloka.ts";
import { type Json, parseJson, stringifyJson } from "../../shared/values/json.ts";
import { authorization } from "./authorization.ts";
import { createTolokaClock, type TolokaClock } from "./clock.ts";
import { retryAfter } from "./retry-after.ts";

/**
 * How one HTTP exchange with Toloka ended. The difference between `never-left` and `lost` decides whether a request that
 * creates may be repeated without its id's protection.
 */
export type Outcome<T> =
  /** Toloka did it; `value` is the body (null for 204). */
  | { kind: "answered"; status: number; value: T; ms: number; request_id: string | null }
  /** Toloka said no, in its own shape: with a code and a request id. Anybody else's refusal is `lost`. */
  | { kind: "refused"; status: number; error: TolokaErrorBody; retry_after_ms: number | null; ms: number }
  /** Not a byte reached Toloka: safe to repeat. */
  | { kind: "never-left"; reason: string; ms: number }
  /** It may have arrived, or even been done: no usable answer (`status` null), or one that says nothing (5xx, cut short, not Toloka's). */
  | { kind: "lost"; status: number | null; reason: string; retry_after_ms: number | null; ms: number };

export interface Ask {
  method: "GET" | "POST" | "PATCH";
  /** Under `/api/v1`. */
  path: string;
  query?: Record<string, string>;
  body?: Json;
  /** What of Task Desk asks, for Toloka's statistics (`X-Top-Level-Method`, as toloka-kit sends it). */
  caller: string;
  /** Whether a successful answer is one to this request: on a reused connection it may be another's. */
  answers?: (value: Json) => boolean;
  /** Ask on a connection of its own, on which no other request's answer can lie. */
  fresh?: boolean;
}

export interface Exchange {
  (ask: Ask): Promise<Outcome<Json>>;
  /** A short, one-way mark of the token in use, to tell accounts apart before Toloka has named them. */
  tokenFingerprint(): string;
  clock: TolokaClock;
  close(): Promise<void>;
}

/** Answers may be this long; a full page of large tasks stays below. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
const CONNECTIONS = 128;

/**
 * Opens the way to one Toloka host. `token` is asked for at every request, so that it can be renewed while running.
 * Nothing here retries: what an outcome means is decided where the journal is.
 */
export function openExchange(options: { url: string; token: () => string; timeoutMs: number }): Exchange {
  const settings = {
    headersTimeout: options.timeoutMs,
    bodyTimeout: options.timeoutMs,
    maxResponseSize: MAX_ANSWER_BYTES,
    connect: { timeout: Math.min(10_000, options.timeoutMs) },
  };
  const openPool = () => new Pool(options.url, { ...settings, connections: CONNECTIONS });
  let pool = openPool();
  const retired = new Set<Pool>();
  const clock = createTolokaClock();

  /** After an answer that was another's, no connection of that pool is used for anything new. */
  function retire(suspect: Dispatcher): void {
    if (suspect !== pool) return;
    const old = pool;
    pool = openPool();
    retired.add(old);
    void old.close().finally(() => retired.delete(old));
  }

  const exchange = async (ask: Ask): Promise<Outcome<Json>> => {
    const began = performance.now();
    const beganAt = Date.now();
    const way = ask.fresh ? new Client(options.url, settings) : pool;
    const heard = await hear(way, {
      method: ask.method,
      path: `/api/v1${ask.path}`,
      ...(ask.query ? { query: ask.query } : {}),
      headers: headersOf(ask, options.token()),
      body: ask.body === undefined ? null : stringifyJson(ask.body),
    });
    if (ask.fresh) void way.destroy();
    const ms = Math.round(performance.now() - began);
    const outcome = outcomeOf(heard, ms);
    if (outcome.kind === "answered" || outcome.kind === "refused")
      clock.observe(headerText(heard.headers.date), beganAt, Date.now());
    if (outcome.kind !== "answered" || ask.answers === undefined || ask.answers(outcome.value)) return outcome;
    retire(way);
    return {
      kind: "lost",
      status: outcome.status,
      reason: "the answer belongs to another request",
      retry_after_ms: null,
      ms,
    };
  };
  return Object.assign(exchange, {
    tokenFingerprint: () => createHash("sha256").update(options.token()).digest("hex").slice(0, 10),
    clock,
    close: async () => {
      await Promise.all([pool, ...retired].map((each) => each.destroy()));
    },
  });
}

/** What came back on a connection, to its end or until it broke. */
interface Heard {
  /** Whether the request ever got a connection: before that, nothing can have reached Toloka. */
  left: boolean;
  status: number | null;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  broken: string | null;
}

/** undici's own `request` makes a stream of every answer; ours are read whole, and it has to be known when they left. */
function hear(way: Dispatcher, request: Dispatcher.DispatchOptions): Promise<Heard> {
  return new Promise((resolve) => {
    const heard: Heard = { left: false, status: null, headers: {}, text: "", broken: null };
    const chunks: Buffer[] = [];
    way.dispatch(request, {
      onRequestStart() {
        heard.left = true;
      },
      onResponseStart(_controller, status, headers) {
        if (status >= 200) Object.assign(heard, { status, headers });
      },
      onResponseData(_controller, chunk) {
        chunks.push(chunk);
      },
      onResponseEnd() {
        heard.text = decoder.decode(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
        resolve(heard);
      },
      onResponseError(_controller, error) {
        heard.broken = reasonOf(error);
        resolve(heard);
      },
    });
  });
}
const decoder = new TextDecoder();

function headersOf(ask: Ask, token: string): Record<string, string> {
  return {
    authorization: authorization(token),
    "user-agent": "task-desk",
    "x-caller-context": "task-desk",
    "x-top-level-method": ask.caller,
    "x-low-level-method": ask.caller,
    accept: "application/json",
    ...(ask.body === undefined ? {} : { "content-type": "application/json" }),
  };
}

/** Errors are told by their code: a message could hold what was sent. */
function reasonOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === "string" ? code : typeof name === "string" ? name : "connection failed";
}

function outcomeOf({ left, status, headers, text, broken }: Heard, ms: number): Outcome<Json> {
  const retry_after_ms = retryAfter(headerText(headers["retry-after"]), Date.now());
  const lost = (reason: string): Outcome<Json> => ({ kind: "lost", status, reason, retry_after_ms, ms });
  if (status === null) {
    const reason = broken ?? "no answer";
    return left ? lost(reason) : { kind: "never-left", reason, ms };
  }
  if (broken !== null) return lost(`the answer broke off: ${broken}`);
  const value = readJson(text);
  if (status >= 200 && status < 300) {
    if (value === undefined && status !== 204) return lost("the answer is not JSON");
    return {
      kind: "answered",
      status,
      value: value ?? null,
      ms,
      request_id: headerText(headers["x-request-id"]) ?? null,
    };
  }
  const body = TolokaErrorBody.safeParse(value);
  if (!body.success) return lost(`HTTP ${status}, not an answer of Toloka's`);
  if (status >= 500 || status === 408 || status < 400) return lost(`HTTP ${status}, ${body.data.code}`);
  return { kind: "refused", status, error: body.data, retry_after_ms, ms };
}

function readJson(text: string): Json | undefined {
  if (text === "") return undefined;
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

const headerText = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;
