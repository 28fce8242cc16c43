import pLimit from "p-limit";

/**
 * Runs up to `atOnce` functions at the same time, and lets up to `waiting` more wait in order. Any more resolve to `null`
 * at once and do not run.
 */
export function limitConcurrency(atOnce: number, waiting: number) {
  const limit = pLimit(atOnce);
  return async <T>(work: () => Promise<T>): Promise<T | null> =>
    limit.activeCount + limit.pendingCount < atOnce + waiting ? limit(work) : null;
}
