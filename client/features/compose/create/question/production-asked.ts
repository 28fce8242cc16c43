import { isJsonObject } from "../../../../../shared/values/json.ts";
import { upstreamShelf } from "../../../../stored.ts";

/** Which pools of a Toloka the operator has confirmed today: in production the first task of a pool and day is asked about. */
const confirmedToday = (upstream: string): string[] => {
  const stored = upstreamShelf(upstream).read("production-asked");
  if (!isJsonObject(stored) || stored.day !== today() || !Array.isArray(stored.pools)) return [];
  return stored.pools.filter((pool) => typeof pool === "string");
};

export const isConfirmedToday = (upstream: string, poolId: string): boolean =>
  confirmedToday(upstream).includes(poolId);

export function rememberConfirmed(upstream: string, poolId: string): void {
  const pools = new Set([...confirmedToday(upstream), poolId]);
  upstreamShelf(upstream).write("production-asked", { day: today(), pools: [...pools] });
}

/** The operator's own day: `2026-11-24`. */
function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}
