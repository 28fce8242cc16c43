import { amber, type PoolWords, red, type Verdict } from "./verdict.ts";

/**
 * The code for a closed pool by `last_close_reason` (https://toloka.ai/docs/api/, PoolView). Such a pool takes new tasks,
 * which wait.
 */
const CLOSED: Record<string, keyof PoolWords["closed"]> = {
  MANUAL: "CLOSED_MANUAL",
  COMPLETED: "CLOSED_COMPLETED",
  EXPIRED: "CLOSED_EXPIRED",
  NOT_ENOUGH_BALANCE: "CLOSED_NOT_ENOUGH_BALANCE",
  ASSIGNMENTS_LIMIT_EXCEEDED: "POOL_ASSIGNMENTS_EXHAUSTED",
  BLOCKED: "CLOSED_BLOCKED",
  FOR_UPDATE: "CLOSED_FOR_UPDATE",
};

/** A task in such a pool would never be done. */
const NEVER_DONE = new Set(["POOL_ASSIGNMENTS_EXHAUSTED", "CLOSED_BLOCKED"]);

/** The verdict on a pool that is not open; `null` when it is. */
export function statusVerdict(status: string, reason: string | null | undefined, words: PoolWords): Verdict | null {
  if (status === "OPEN") return null;
  if (status === "ARCHIVED") return red("POOL_INAPPROPRIATE_STATUS", words.archived);
  if (status === "LOCKED") return amber("POOL_LOCKED_BY_ANOTHER_OPERATION", words.locked);
  if (status !== "CLOSED") return amber("POOL_STATUS_UNKNOWN", words.statusUnknown(status));
  if (reason == null) return amber("NEVER_OPENED", words.closed.NEVER_OPENED);
  if (!Object.hasOwn(CLOSED, reason)) return amber("CLOSED_OTHER", words.closedOther(reason));
  const code = CLOSED[reason]!;
  return (NEVER_DONE.has(code) ? red : amber)(code, words.closed[code]);
}
