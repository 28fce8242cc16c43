import type { Json } from "../../../shared/values/json.ts";
import { randomFrom } from "../seeded-random.ts";

/** A fault of one exchange. `before`: Toloka does not carry out the request. `after`: it does, and the answer is faulty. */
export type Fault =
  | { kind: "reset"; when: "before" | "after" }
  | { kind: "half-body" }
  | { kind: "not-json"; status: number; when: "before" | "after" }
  | { kind: "status"; status: number; when: "before" | "after" }
  | { kind: "limit"; retryAfter: string | null; payload: Json }
  /** A gateway between the desk and Toloka answers with a page or a redirect. */
  | { kind: "gateway"; status: number; when: "before" | "after" }
  /** An error in Toloka's format although the request was carried out, as when a gateway repeats a request. */
  | { kind: "refused-after"; status: number; code: string }
  /** The answer to another request of the same kind. */
  | { kind: "misdirected" }
  /** A second answer on the same connection, to no request. */
  | { kind: "stray" }
  | { kind: "slow"; ms: number }
  /** The connection breaks first. The request is carried out afterwards. */
  | { kind: "late"; ms: number }
  /** 202, but the operation is not stored. */
  | { kind: "forgotten" }
  /** The operation stays RUNNING until it is released. */
  | { kind: "hangs" }
  | { kind: "not-found" }
  | { kind: "log-archived" }
  | { kind: "log-empty" };

const limits: { retryAfter: string | null; payload: Json }[] = [
  { retryAfter: null, payload: null },
  { retryAfter: "1", payload: null },
  { retryAfter: null, payload: { interval: "MIN" } },
  { retryAfter: null, payload: { interval: "HOUR" } },
  { retryAfter: null, payload: { interval: "DAY" } },
];

/** Faults that are possible for every request. Each has the same probability. */
const anywhere: ((random: number) => Fault)[] = [
  () => ({ kind: "reset", when: "before" }),
  () => ({ kind: "reset", when: "after" }),
  () => ({ kind: "half-body" }),
  (random) => ({ kind: "not-json", status: random < 0.5 ? 200 : 502, when: random < 0.5 ? "after" : "before" }),
  ...[408, 500, 502, 503, 504].map((status) => (random: number): Fault => {
    return { kind: "status", status, when: random < 0.5 ? "before" : "after" };
  }),
  (random) => ({ kind: "limit", ...limits[Math.floor(random * limits.length)]! }),
  (random) => ({ kind: "slow", ms: 100 + Math.round(random * 700) }),
  (random) => ({
    kind: "gateway",
    status: pick(GATEWAY_STATUSES, random),
    when: random * 100 - Math.floor(random * 100) < 0.5 ? "before" : "after",
  }),
  () => ({ kind: "stray" }),
];

/** Statuses with which proxies and load balancers answer in Toloka's place. */
export const GATEWAY_STATUSES = [307, 308, 400, 403, 404, 407, 499] as const;
/** Errors of Toloka's that are temporary. */
export const TEMPORARY_ERRORS = [
  { status: 429, code: "TOO_MANY_REQUESTS" },
  { status: 401, code: "AUTHENTICATION_ERROR" },
  { status: 409, code: "REMOTE_SERVICE_UNAVAILABLE" },
] as const;
const pick = <T>(items: readonly T[], random: number): T => items[Math.floor(random * items.length)]!;

const onCreation: typeof anywhere = [
  (random) => ({ kind: "late", ms: 50 + Math.round(random * 450) }),
  (random) => ({ kind: "refused-after", ...pick(TEMPORARY_ERRORS, random) }),
];
const onAsynchronous: typeof anywhere = [() => ({ kind: "forgotten" }), () => ({ kind: "hangs" })];
/** Only for requests whose answer names the task or operation. */
const onNamed: typeof anywhere = [() => ({ kind: "misdirected" })];
const onReading: typeof anywhere = [() => ({ kind: "not-found" })];
const onLog: typeof anywhere = [() => ({ kind: "log-empty" }), () => ({ kind: "log-archived" })];

/**
 * Random faults by seed: each kind that is possible for a request has the probability `share`. The same request (method,
 * path, operation id, and how many times it was sent) gets the same fault in every run.
 */
export function randomFaults(seed: string, share: number) {
  const asked = new Map<string, number>();
  const archived = new Set<string>();
  return (method: string, path: string, query: URLSearchParams): Fault | null => {
    const key = `${method} ${path} ${query.get("operation_id") ?? ""}`;
    const times = (asked.get(key) ?? 0) + 1;
    asked.set(key, times);
    if (archived.has(path)) return { kind: "log-archived" };
    const creation = method === "POST" && path === "/tasks";
    const log = path.endsWith("/log");
    const oneOf = /^\/(?:tasks|operations)\/[^/]+$/.test(path);
    const kinds = [
      ...anywhere,
      ...(creation ? onCreation : []),
      ...(creation && query.get("async_mode") === "true" ? onAsynchronous : []),
      ...(oneOf && method === "GET" ? onReading : []),
      ...(creation || oneOf || log ? onNamed : []),
      ...(log ? onLog : []),
    ];
    const kind = kinds[Math.floor(randomFrom(`${seed} ${key} ${times}`) / share)];
    const fault = kind?.(randomFrom(`${seed} ${key} ${times} more`)) ?? null;
    // An archived log stays archived.
    if (fault?.kind === "log-archived") archived.add(path);
    return fault;
  };
}
