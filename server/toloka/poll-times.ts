/** When operations are worth asking for, by what the last ones took. Times are milliseconds after the operation was accepted. */
export interface PollTimes {
  /** When to ask first. */
  first(): number;
  /** An operation was seen to have ended. */
  took(ms: number): void;
}

/** Before any operation was seen. toloka-kit waits half a second. */
const START_MS = 15;
const LAST_MS = 1_000;
/** How many operations count, and how often it is tried whether they have become faster. */
const KEPT = 16;
const FASTER = 0.8;

export function createPollTimes(): PollTimes {
  const kept: number[] = [];
  let asked = 0;
  return {
    first() {
      if (kept.length === 0) return START_MS;
      const shortest = Math.min(LAST_MS, ...kept);
      asked += 1;
      return asked % KEPT === 0 ? shortest * FASTER : shortest;
    },
    took(ms) {
      kept.push(ms);
      if (kept.length > KEPT) kept.shift();
    },
  };
}
