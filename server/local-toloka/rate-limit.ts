import { type Refusal, refuse } from "./refusal.ts";

export interface RateLimit {
  requestsPerSecond: number;
  /** Named in the payload, as Toloka does. Optional, because toloka-kit 1.2.2 fails on `MIN`. */
  interval?: "MIN" | "HOUR" | "DAY";
  /** Sent as `Retry-After`. Optional, because toloka-kit 1.2.2 fails on it. */
  retryAfterSeconds?: number;
}

/** Counts the requests of each second and refuses those over the limit (429). */
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
