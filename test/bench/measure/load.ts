/** What the runs of many at a time came to. Times in milliseconds. */
export interface Load {
  /** Calls `one` from `width` callers for `seconds`; nothing is measured. */
  warmUp(width: number, seconds: number, one: (index: number) => Promise<void>): Promise<void>;
  /** The same, measured; further runs are added to the earlier ones. */
  run(width: number, seconds: number, one: (index: number) => Promise<void>): Promise<void>;
  count(): number;
  perSecond(): number;
  percentile(share: number): number;
}

export function createLoad(): Load {
  const times: number[] = [];
  let index = 0;
  let elapsed = 0;
  async function during(width: number, seconds: number, one: (index: number) => Promise<void>, kept: number[]) {
    const began = performance.now();
    const end = began + seconds * 1_000;
    const caller = async (): Promise<void> => {
      for (let at = performance.now(); at < end; ) {
        await one(index++);
        const done = performance.now();
        kept.push(done - at);
        at = done;
      }
    };
    await Promise.all(Array.from({ length: width }, caller));
    return performance.now() - began;
  }
  return {
    async warmUp(width, seconds, one) {
      await during(width, seconds, one, []);
    },
    async run(width, seconds, one) {
      elapsed += await during(width, seconds, one, times);
    },
    count: () => times.length,
    perSecond: () => (times.length / elapsed) * 1_000,
    percentile: (share) => percentile(times, share),
  };
}

export function percentile(times: number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
