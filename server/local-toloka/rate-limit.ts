import { type Refusal, refuse } from "./refusal.ts";

export interface RateLimit {
  requestsPerSecond: number;
  /** Named in the payload, as Toloka does; toloka-kit 1.2.2 dies on `MIN`, so it can be left out. */
  interval?: "MIN" | "HOUR" | "DAY";
  /** Sent as `Retry-After`; toloka-kit 1.2.2 dies on that too. */
  retryAfterSeconds?: number;
}

/** Counts requests by the second of the clock; what goes over the limit is answered 429. */
export function limitRate(limit: RateLimit | undefined): () => Refusal | null {
  if (limit === undefined) return () => null;
  let second = 0;
  let used = 0;
  return () => {
    const now = Math.floor(Date.now() / 1_000);
    if (now !== second) [second, used] = [now, 0];
    used += 1;
    if (used <= limit.requestsPerSecond) return null;
    const refusal = refuse("TOO_MANY_REQUESTS", limit.interval ? { interval: limit.interval } : null);
    return limit.retryAfterSeconds === undefined
      ? refusal
      : { ...refusal, headers: { "retry-after": String(limit.retryAfterSeconds) } };
  };
}
