import * as z from "zod/mini";
import { upstreamShelf } from "../../stored.ts";

/** A pool that was used on this device, with its title. */
const RecentPool = z.object({ id: z.string(), title: z.string() });
export type RecentPool = z.infer<typeof RecentPool>;

const LIMIT = 6;

/** `upstream`: see `upstreamKey`. */
export function recentPools(upstream: string): RecentPool[] {
  const stored = z.array(RecentPool).safeParse(upstreamShelf(upstream).read("recent-pools"));
  return stored.success ? stored.data : [];
}

export const rememberPool = (upstream: string, pool: RecentPool): boolean =>
  upstreamShelf(upstream).write("recent-pools", withRecent(recentPools(upstream), pool));

/** The list with a pool moved or added to its head. */
export const withRecent = (pools: readonly RecentPool[], pool: RecentPool): RecentPool[] =>
  [pool, ...pools.filter(({ id }) => id !== pool.id)].slice(0, LIMIT);
