/** Toloka's clock, estimated from the `Date` headers of its answers. Milliseconds since 1970. */
export interface TolokaClock {
  /** Whether any answer has had a date so far. */
  known(): boolean;
  /** The earliest that Toloka's clock may show now. */
  earliest(): number;
  /** The latest that Toloka's clock may show now. */
  latest(): number;
}

/** Until the first answer, Toloka's clock is assumed to differ from ours by this much at most. */
const UNKNOWN_MS = 3_000;
/** How fast two clocks may drift apart: 0.1 ms a second. */
const DRIFT = 1e-4;

/**
 * Estimates Toloka's clock. A `Date` header gives the second in which an answer was written, so each exchange bounds the
 * difference between the clocks. The bounds of several exchanges are combined.
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
    /** Takes the `Date` of an answer. `began`: when its request was sent, `ended`: when it was read, by our clock. */
    observe(date, began, ended) {
      const second = Date.parse(date ?? "");
      if (Number.isNaN(second)) return;
      const seen = { low: second - ended, high: second + 1_000 - began, at: ended };
      const low = bounds === null ? seen.low : Math.max(seen.low, bounds.low - drift(ended));
      const high = bounds === null ? seen.high : Math.min(seen.high, bounds.high + drift(ended));
      // If the bounds exclude each other, one of the clocks was set.
      bounds = low <= high ? { low, high, at: ended } : seen;
    },
  };
}
