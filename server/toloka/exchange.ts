import { createHash } from "node:crypto";
import { DecoratorHandler, type Dispatcher, Pool } from "undici";
import { type Json, parseJson, stringifyJson } from "../../shared/json.ts";
import { TolokaErrorBody } from "../../shared/toloka.ts";
import { authorization } from "./authorization.ts";
import { retryAfter } from "./retry-after.ts";

/**
 * How one HTTP exchange with Toloka ended. The difference between `never-left` and `lost` decides whether a request that
 * creates may be repeated without its id's protection.
 */
export type Outcome<T> =
  /** Toloka did it; `value` is the body (null for 204). */
  | { kind: "answered"; status: number; value: T; ms: number; request_id: string | null }
  /** Toloka said no, with its code: nothing was done. */
  | { kind: "refused"; status: number; error: TolokaErrorBody; retry_after_ms: number | null; ms: number }
  /** Not a byte reached Toloka: safe to repeat. */
  | { kind: "never-left"; reason: string; ms: number }
  /** It may have arrived, or even been done: no usable answer (`status` null), or one that says nothing (5xx, cut short). */
  | { kind: "lost"; status: number | null; reason: string; retry_after_ms: number | null; ms: number };

export interface Ask {
  method: "GET" | "POST" | "PATCH";
  /** Under `/api/v1`. */
  path: string;
  query?: Record<string, string>;
  body?: Json;
  /** What of Task Desk asks, for Toloka's statistics (`X-Top-Level-Method`, as toloka-kit sends it). */
  caller: string;
}

export interface Exchange {
  (ask: Ask): Promise<Outcome<Json>>;
  /** A short, one-way mark of the token in use, to tell accounts apart before Toloka has named them. */
  tokenMark(): string;
  /** Toloka's clock minus ours in milliseconds, from the last answer's `Date`. */
  clockOffset(): number;
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
  const pool = new Pool(options.url, {
    connections: CONNECTIONS,
    headersTimeout: options.timeoutMs,
    bodyTimeout: options.timeoutMs,
    maxResponseSize: MAX_ANSWER_BYTES,
    connect: { timeout: Math.min(10_000, options.timeoutMs) },
  });
  const dispatcher = pool.compose(
    (dispatch) => (request, handler) => dispatch(request, new Departure(handler, request)),
  );
  let offset = 0;

  const exchange = async (ask: Ask): Promise<Outcome<Json>> => {
    const departure = { left: false };
    const began = performance.now();
    const elapsed = () => Math.round(performance.now() - began);
    let answer: Dispatcher.ResponseData<{ left: boolean }>;
    try {
      answer = await dispatcher.request({
        method: ask.method,
        path: `/api/v1${ask.path}`,
        ...(ask.query ? { query: ask.query } : {}),
        headers: headersOf(ask, options.token()),
        body: ask.body === undefined ? null : stringifyJson(ask.body),
        opaque: departure,
      });
    } catch (error) {
      const reason = reasonOf(error);
      return departure.left
        ? { kind: "lost", status: null, reason, retry_after_ms: null, ms: elapsed() }
        : { kind: "never-left", reason, ms: elapsed() };
    }
    const date = Date.parse(String(answer.headers.date));
    if (!Number.isNaN(date)) offset = date - Date.now();
    return readAnswer(answer, elapsed);
  };
  return Object.assign(exchange, {
    tokenMark: () => createHash("sha256").update(options.token()).digest("hex").slice(0, 10),
    clockOffset: () => offset,
    close: () => pool.destroy(),
  });
}

/** Notes the moment at which a request gets a connection: before it, nothing can have reached Toloka. */
class Departure extends DecoratorHandler {
  readonly #handler: Dispatcher.DispatchHandler;
  readonly #departure: { left: boolean } | undefined;
  constructor(handler: Dispatcher.DispatchHandler, request: Dispatcher.DispatchOptions & { opaque?: unknown }) {
    super(handler);
    this.#handler = handler;
    this.#departure = request.opaque as { left: boolean } | undefined;
  }
  onRequestStart(controller: Dispatcher.DispatchController, context: unknown): void {
    if (this.#departure) this.#departure.left = true;
    this.#handler.onRequestStart?.(controller, context);
  }
}

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

async function readAnswer(answer: Dispatcher.ResponseData<unknown>, elapsed: () => number): Promise<Outcome<Json>> {
  const status = answer.statusCode;
  const retry_after_ms = retryAfter(headerText(answer.headers["retry-after"]), Date.now());
  const lost = (reason: string): Outcome<Json> => ({ kind: "lost", status, reason, retry_after_ms, ms: elapsed() });
  let text: string;
  try {
    text = await answer.body.text();
  } catch (error) {
    return lost(`the answer broke off: ${reasonOf(error)}`);
  }
  const value = readJson(text);
  if (status >= 200 && status < 300) {
    if (value === undefined && status !== 204) return lost("the answer is not JSON");
    return {
      kind: "answered",
      status,
      value: value ?? null,
      ms: elapsed(),
      request_id: headerText(answer.headers["x-request-id"]) ?? null,
    };
  }
  const body = TolokaErrorBody.safeParse(value);
  if (status >= 500 || status === 408) return lost(body.success ? body.data.code : `HTTP ${status}`);
  const error = body.success
    ? body.data
    : { code: status === 429 ? "TOO_MANY_REQUESTS" : `HTTP_${status}`, message: null };
  return { kind: "refused", status, error, retry_after_ms, ms: elapsed() };
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
