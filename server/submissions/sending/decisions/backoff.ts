import type { Wait } from "../../../toloka/creation.ts";

const FIRST_MS = 200;
const LAST_MS = 30_000;
/** Toloka names the length of a quota's window but not its beginning: the first question comes after this share of it. */
const WINDOW_SHARE = 1 / 6;
const FIRST_WINDOW_MS = 60_000;

/**
 * Milliseconds until the next try, from what Toloka asked for and the delay before this one (0 for the first).
 * `Retry-After` counts as it is. A quota's window (minute, hour, day) is asked again after a sixth of it, at most a
 * minute, then at doubled distances up to its whole length. Anything else: doubling from 0.2 s to 30 s. `random` (0 to 1)
 * spreads the tries of many rows over a quarter of the delay.
 */
export function backoff(wait: Wait, previous: number, random: number): number {
  const spread = (delay: number): number => Math.round(delay * (1 + random / 4));
  if (wait.asked !== null) return Math.max(wait.asked, FIRST_MS);
  if (wait.window !== null) {
    const first = Math.min(wait.window * WINDOW_SHARE, FIRST_WINDOW_MS);
    return spread(Math.min(Math.max(first, previous >= first ? previous * 2 : 0), wait.window));
  }
  return spread(Math.min(Math.max(FIRST_MS, previous * 2), LAST_MS));
}
