import type { Db } from "../db/db.ts";
import { countForeign, countQueued } from "./journal/claims.ts";

export interface QueueCounts {
  length: number;
  /** When the last queued submission is due, milliseconds since 1970; null: none is queued. */
  last_due: number | null;
  /** Unfinished submissions for another Toloka or account. */
  foreign: number;
}

/** A longer queue is not counted for every question: that takes the database some 20 ms for 100,000. */
const LONG = 10_000;
const GOOD_FOR_MS = 1_000;

/**
 * Counts the queue of `upstreams`, and what no connection sends: that is for none of `served`. While it is long, an answer may be the one before: whoever asks gets the last count, and a new one is
 * begun when that is a second old.
 */
export function createQueueCounts(
  db: Db,
  upstreams: () => string[],
  served: () => string[],
): () => Promise<QueueCounts> {
  let last: { counts: QueueCounts; at: number } | null = null;
  let counting: Promise<QueueCounts> | null = null;

  async function count(): Promise<QueueCounts> {
    const counts = { ...(await countQueued(db, upstreams())), foreign: await countForeign(db, served()) };
    last = counts.length + counts.foreign > LONG ? { counts, at: performance.now() } : null;
    return counts;
  }
  return async () => {
    if (last === null) return count();
    if (performance.now() - last.at > GOOD_FOR_MS)
      counting ??= count().finally(() => {
        counting = null;
      });
    // A failure is met by the next question, if it lasts.
    counting?.catch(() => {
      last = null;
    });
    return last.counts;
  };
}
