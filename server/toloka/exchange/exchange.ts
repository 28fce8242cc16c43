import { Client, type Dispatcher, Pool } from "undici";
import { TolokaErrorBody } from "../../../shared/toloka.ts";
import { type Json, parseJson, stringifyJson } from "../../../shared/values/json.ts";
import { type SpanEnd, type Trace, untraced } from "../../tracing/trace.ts";
import { openCredentials } from "./authorization.ts";
import { createTolokaClock, type TolokaClock } from "./clock.ts";
import { retryAfter } from "./retry-after.ts";

/**
 * How one HTTP exchange with Toloka ended. A creation in synchronous mode may be sent again after `never-left`, but not
 * after `lost`.
 */
export type Outcome<T> =
  /** Success; `value` is the body (null for 204). */
  | { kind: "answered"; status: number; value: T; ms: number; request_id: string | null }
  /** Toloka's own refusal, with a code and a request id. A refusal of anything in between is `lost`. */
  | { kind: "refused"; status: number; error: TolokaErrorBody; retry_after_ms: number | null; ms: number }
  /** Nothing was sent: safe to repeat. */
  | { kind: "never-left"; reason: string; ms: number }
  /** The request may have been executed: no answer (`status` null), or an unusable one (5xx, cut short, not Toloka's). */
  | { kind: "lost"; status: number | null; reason: string; retry_after_ms: number | null; ms: number };

export interface Ask {
  method: "GET" | "POST" | "PATCH";
  /** Under `/api/v1`. */
  path: string;
  query?: Record<string, string>;
  body?: Json;
  /** Name of the calling function, for Toloka's statistics (`X-Top-Level-Method`, as toloka-kit sends it). */
  caller: string;
  /** Whether a successful answer belongs to this request. On a reused connection it may be another one's. */
  answers?: (value: Json) => boolean;
  /** Use a new connection, where no other request's answer can arrive. */
  fresh?: boolean;
}

export interface Exchange {
  (ask: Ask): Promise<Outcome<Json>>;
  /** A short hash of the current token. It distinguishes accounts until Toloka has named them. */
  tokenFingerprint(): string;
  clock: TolokaClock;
  close(): Promise<void>;
}

export interface ExchangeOptions {
  url: string;
  /** Called for every request, because the token may change. */
  token: () => string;
  timeoutMs: number;
  /** Called at the end of each request, for measuring. */
  onOutcome?: (ask: Ask, outcome: Outcome<unknown>) => void;
  trace?: Trace;
  /** Whether requests carry the header `traceparent`. */
  sendTraceparent?: boolean;
}

/** Longest answer. A full page of large tasks is shorter. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
const CONNECTIONS = 128;

/**
 * Opens connections to one Toloka host. Nothing is retried here: the journal decides what follows from an outcome.
 */
export function openExchange(options: ExchangeOptions): Exchange {
  const { trace = untraced, sendTraceparent = false } = options;
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
  const credentials = openCredentials(options.token);

  /** Uses no connection of this pool for new requests: an answer to another request arrived on one of them. */
  function retire(dispatcher: Dispatcher): void {
    if (dispatcher !== pool) return;
    const old = pool;
    pool = openPool();
    retired.add(old);
    void old.close().finally(() => retired.delete(old));
  }

  const askOnce = async (ask: Ask): Promise<Outcome<Json>> => {
    const began = performance.now();
    const beganAt = Date.now();
    const traceparent = sendTraceparent ? trace.traceparent() : null;
    const dispatcher = ask.fresh ? new Client(options.url, settings) : pool;
    const received = await receive(dispatcher, {
      method: ask.method,
      path: `/api/v1${ask.path}`,
      ...(ask.query ? { query: ask.query } : {}),
      headers: {
        ...credentials().headersFor(ask.caller, ask.body !== undefined),
        ...(traceparent === null ? {} : { traceparent }),
      },
      body: ask.body === undefined ? null : stringifyJson(ask.body),
    });
    if (ask.fresh) void dispatcher.destroy();
    const ms = Math.round(performance.now() - began);
    const outcome = outcomeOf(received, ms);
    if (outcome.kind === "answered" || outcome.kind === "refused")
      clock.observe(headerText(received.headers.date), beganAt, Date.now());
    if (outcome.kind !== "answered" || ask.answers === undefined || ask.answers(outcome.value)) return outcome;
    retire(dispatcher);
    return {
      kind: "lost",
      status: outcome.status,
      reason: "response belongs to another request",
      retry_after_ms: null,
      ms,
    };
  };
  const address = new URL(options.url).hostname;
  const exchange = (ask: Ask): Promise<Outcome<Json>> => {
    const { method, caller } = ask;
    const attributes = { "http.request.method": method, "server.address": address, "toloka.caller": caller };
    return trace.span({ name: `${method} Toloka`, kind: "client", parent: "current", attributes }, async (learn) => {
      const outcome = await askOnce(ask);
      learn(spanEndOf(outcome));
      options.onOutcome?.(ask, outcome);
      return outcome;
    });
  };
  return Object.assign(exchange, {
    tokenFingerprint: () => credentials().fingerprint,
    clock,
    close: async () => {
      await Promise.all([pool, ...retired].map((each) => each.destroy()));
    },
  });
}

/** What arrived on a connection until its end or its failure. */
interface Received {
  /** Whether the request got a connection. Before that, nothing can have reached Toloka. */
  sent: boolean;
  status: number | null;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** Why the connection failed; null: it did not. */
  failure: string | null;
}

/** `dispatch` instead of undici's `request`: answers are read whole, and it has to be known whether the request was sent. */
function receive(dispatcher: Dispatcher, request: Dispatcher.DispatchOptions): Promise<Received> {
  return new Promise((resolve) => {
    const received: Received = { sent: false, status: null, headers: {}, text: "", failure: null };
    const chunks: Buffer[] = [];
    dispatcher.dispatch(request, {
      onRequestStart() {
        received.sent = true;
      },
      onResponseStart(_controller, status, headers) {
        if (status < 200) return;
        received.status = status;
        received.headers = headers;
      },
      onResponseData(_controller, chunk) {
        chunks.push(chunk);
      },
      onResponseEnd() {
        received.text = decoder.decode(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
        resolve(received);
      },
      onResponseError(_controller, error) {
        received.failure = reasonOf(error);
        resolve(received);
      },
    });
  });
}
const decoder = new TextDecoder();

function spanEndOf(outcome: Outcome<unknown>): SpanEnd {
  const status = outcome.kind === "never-left" ? null : outcome.status;
  const requestId =
    outcome.kind === "answered" ? outcome.request_id : outcome.kind === "refused" ? outcome.error.request_id : null;
  return {
    failed: outcome.kind !== "answered",
    attributes: {
      "toloka.outcome": outcome.kind,
      ...(status === null ? {} : { "http.response.status_code": status }),
      ...(requestId ? { "toloka.request_id": requestId } : {}),
    },
  };
}

/** The code only: an error's message may contain what was sent. */
function reasonOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === "string" ? code : typeof name === "string" ? name : "connection failed";
}

function outcomeOf({ sent, status, headers, text, failure }: Received, ms: number): Outcome<Json> {
  const retry_after_ms = retryAfter(headerText(headers["retry-after"]), Date.now());
  const lost = (reason: string): Outcome<Json> => ({ kind: "lost", status, reason, retry_after_ms, ms });
  if (status === null) {
    const reason = failure ?? "no response";
    return sent ? lost(reason) : { kind: "never-left", reason, ms };
  }
  if (failure !== null) return lost(`response interrupted: ${failure}`);
  const value = readJson(text);
  if (status >= 200 && status < 300) {
    if (value === undefined && status !== 204) return lost("response is not JSON");
    return {
      kind: "answered",
      status,
      value: value ?? null,
      ms,
      request_id: headerText(headers["x-request-id"]) ?? null,
    };
  }
  const body = TolokaErrorBody.safeParse(value);
  if (!body.success) return lost(`HTTP ${status}, not from Toloka`);
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
