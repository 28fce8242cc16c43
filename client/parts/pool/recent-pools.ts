import * as z from "zod/mini";
import { JsonError, parseJson, stringifyJson } from "../../../shared/values/json.ts";

/** A pool that was used on this device, with its title. */
const RecentPool = z.object({ id: z.string(), title: z.string() });
export type RecentPool = z.infer<typeof RecentPool>;

const LIMIT = 6;
/** `upstream`: see `upstreamKey`. */
const keyOf = (upstream: string): string => `task-desk:recent-pools:${upstream}`;

export function recentPools(upstream: string): RecentPool[] {
  try {
    const kept = z.array(RecentPool).safeParse(parseJson(localStorage.getItem(keyOf(upstream)) ?? "[]"));
    return kept.success ? kept.data : [];
  } catch (error) {
    // The browser may forbid storage.
    if (error instanceof JsonError || error instanceof DOMException) return [];
    throw error;
  }
}

export function rememberPool(upstream: string, pool: RecentPool): void {
  try {
    localStorage.setItem(keyOf(upstream), stringifyJson(withRecent(recentPools(upstream), pool)));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

/** The list with a pool moved or added to its head. */
export const withRecent = (pools: readonly RecentPool[], pool: RecentPool): RecentPool[] =>
  [pool, ...pools.filter(({ id }) => id !== pool.id)].slice(0, LIMIT);
