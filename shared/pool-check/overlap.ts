import { LIMITS, type TaskKind } from "../task.ts";
import type { Pool } from "../toloka.ts";
import type { ExactNumber } from "../values/json.ts";

/** How many people do a task: `default` is the pool's own number, `null` means that nothing says it. */
export type Overlap = number | "infinite" | "default" | null;

/** What the pool check and the cost need to know of a task. */
export interface TaskFacts {
  kind: TaskKind;
  overlap: Overlap;
}

/** Where a pool's mixer says how many tasks of a kind a suite holds. */
export const PLACES = {
  general: "real_tasks_count",
  control: "golden_tasks_count",
  training: "training_tasks_count",
} as const satisfies Record<TaskKind, string>;

/** The pool's own overlap for new tasks: of tasks, else of suites; `null` if it has neither. */
export const defaultOverlap = (pool: Pool): number | ExactNumber | null =>
  pool.defaults?.default_overlap_for_new_tasks ?? pool.defaults?.default_overlap_for_new_task_suites ?? null;

/** The overlap that a task will have in the pool; `null` where nothing says it, or Toloka would not take it. */
export function resolvedOverlap(pool: Pool, overlap: Overlap): number | "infinite" | null {
  if (overlap === "infinite" || overlap === null) return overlap;
  if (overlap !== "default") return Number.isSafeInteger(overlap) ? overlap : null;
  const count = Number(defaultOverlap(pool) ?? 0);
  return Number.isInteger(count) && count >= LIMITS.overlapMin && count <= LIMITS.overlapMax ? count : null;
}
