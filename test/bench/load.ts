/** What a run of many at a time came to. */
export interface Load {
  count: number;
  perSecond: number;
  p50: number;
  p95: number;
}

/** Calls `one` from `width` callers for `seconds`, after three seconds of warming up. Times in milliseconds. */
export async function underLoad(width: number, seconds: number, one: (index: number) => Promise<void>): Promise<Load> {
  const times: number[] = [];
  let index = 0;
  const warm = performance.now() + 3_000;
  const end = warm + seconds * 1_000;
  const caller = async (): Promise<void> => {
    for (;;) {
      const began = performance.now();
      if (began >= end) return;
      await one(index++);
      const done = performance.now();
      if (done >= warm && done < end) times.push(done - began);
    }
  };
  await Promise.all(Array.from({ length: width }, caller));
  return {
    count: times.length,
    perSecond: times.length / seconds,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
  };
}

export function percentile(times: number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
