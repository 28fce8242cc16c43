/** Toloka's clock, as far as the `Date` headers of its answers tell it. Milliseconds since 1970. */
export interface TolokaClock {
  /** Whether any answer carried a date so far. */
  known(): boolean;
  /** The present moment by Toloka's clock, at the earliest. */
  earliest(): number;
  /** The present moment by Toloka's clock, at the latest. */
  latest(): number;
}

/** Before Toloka has told the time, its clock is taken to be this close to ours. */
const UNKNOWN_MS = 3_000;
/** How fast two clocks may part: 0.1 ms a second. */
const DRIFT = 1e-4;

/**
 * Follows Toloka's clock. A `Date` header tells the second in which an answer was written, so each exchange bounds the
 * difference between the clocks to a second and the length of the exchange; the bounds of several exchanges overlap.
 */
export function createTolokaClock(): TolokaClock & {
  observe(date: string | undefined, began: number, ended: number): void;
} {
  /** Toloka's clock minus ours lies between `low` and `high`, as measured at `at`. */
  let bounds: { low: number; high: number; at: number } | null = null;
  const drift = (at: number): number => (bounds === null ? 0 : Math.abs(at - bounds.at) * DRIFT);
  return {
    known: () => bounds !== null,
    earliest() {
      const now = Date.now();
      return bounds === null ? now - UNKNOWN_MS : Math.floor(now + bounds.low - drift(now));
    },
    latest() {
      const now = Date.now();
      return bounds === null ? now + UNKNOWN_MS : Math.ceil(now + bounds.high + drift(now));
    },
    /** Takes the `Date` of an answer whose request left at `began` and which was read at `ended`, by our clock. */
    observe(date, began, ended) {
      const second = Date.parse(date ?? "");
      if (Number.isNaN(second)) return;
      const seen = { low: second - ended, high: second + 1_000 - began, at: ended };
      const low = bounds === null ? seen.low : Math.max(seen.low, bounds.low - drift(ended));
      const high = bounds === null ? seen.high : Math.min(seen.high, bounds.high + drift(ended));
      // Bounds that exclude each other: one of the clocks was set.
      bounds = low <= high ? { low, high, at: ended } : seen;
    },
  };
}
