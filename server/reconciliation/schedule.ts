const HOUR_MS = 3_600_000;
/** A comparison by schedule begins so long after a start at least, so that what waits is sent first. */
const AFTER_START_MS = 600_000;

/**
 * Whether a comparison is due by its schedule. `everyHours` 0: never. Times are milliseconds; `lastStart`: when the last one was
 * started, null: there was none.
 */
export const isDue = (
  everyHours: number,
  { sinceStart, lastStart, now }: { sinceStart: number; lastStart: number | null; now: number },
): boolean =>
  everyHours > 0 && sinceStart >= AFTER_START_MS && (lastStart === null || lastStart + everyHours * HOUR_MS <= now);
