import type { Json } from "../../../shared/values/json.ts";
import { isJsonObject } from "../../../shared/values/json.ts";

/** The longest wait that is accepted. */
const LONGEST_MS = 3_600_000;

/**
 * The wait in milliseconds that a `Retry-After` header demands (seconds, or an HTTP date), an hour at most; null if it is
 * missing or cannot be read.
 */
export function retryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  if (/^\d{1,7}$/.test(header.trim())) return Math.min(Number(header) * 1000, LONGEST_MS);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.min(Math.max(0, date - now), LONGEST_MS);
}

const INTERVALS: Record<string, number> = { MIN: 60_000, HOUR: 3_600_000, DAY: 86_400_000 };

/** The length in milliseconds of the quota window in a 429's payload (`{"interval": "MIN"}`); null if there is none. */
export function quotaInterval(payload: Json | undefined): number | null {
  if (!isJsonObject(payload) || typeof payload.interval !== "string") return null;
  return INTERVALS[payload.interval] ?? null;
}
