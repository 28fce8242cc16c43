import { type AskedParameters, LIMITS, type Task, type TaskKind } from "../task.ts";
import type { Pool, Project, Requester } from "../toloka.ts";
import type { ExactNumber } from "../values/json.ts";

/** One finding about a pool. Red: a task sent there would be refused or never done; amber: it would wait or needs care. */
export interface Verdict {
  level: "green" | "amber" | "red";
  /** Stable; Toloka's own code where Toloka would refuse with one. */
  code: string;
  sentence: string;
  way_out?: string;
}

export interface PoolQuestion {
  pool: Pool;
  project: Project;
  requester?: Requester | null | undefined;
  /** The training that `linkedTraining` names, where it has been read. */
  training?: Pool | null | undefined;
  parameters?: AskedParameters | undefined;
  /** The task as far as it is filled in; none: only what holds for every task is judged. */
  task?: TaskFacts | undefined;
  /** Milliseconds since 1970, or a Date. */
  now: Date | number;
}
export type TaskFacts = Pick<
  Partial<Task>,
  "overlap" | "infinite_overlap" | "known_solutions" | "message_on_unknown_solution"
>;

export const red = (code: string, sentence: string, way_out: string): Verdict => ({
  level: "red",
  code,
  sentence,
  way_out,
});
export const amber = (code: string, sentence: string, way_out: string): Verdict => ({
  level: "amber",
  code,
  sentence,
  way_out,
});
export const green = (code: string, sentence: string): Verdict => ({ level: "green", code, sentence });

export const isMap = (project: Project): boolean => project.assignments_issuing_type === "MAP_SELECTOR";
export const isTraining = (pool: Pool): boolean => pool.type === "TRAINING" || pool.training === true;
export const plural = (count: number | ExactNumber, one: string): string =>
  `${count} ${one}${Number(count) === 1 ? "" : "s"}`;

/** How many tasks of a kind a suite holds, by the mixer's own names. */
export const PLACES = {
  general: "real_tasks_count",
  control: "golden_tasks_count",
  training: "training_tasks_count",
} as const satisfies Record<TaskKind, string>;

/** The pool's own overlap for new tasks: of tasks, else of suites; `null` if it has neither. */
export const defaultOverlap = (pool: Pool): number | ExactNumber | null =>
  pool.defaults?.default_overlap_for_new_tasks ?? pool.defaults?.default_overlap_for_new_task_suites ?? null;

/** The overlap that a task will have: a number, infinite, or `null` while nothing says it. */
export function chosenOverlap(
  pool: Pool,
  task: TaskFacts,
  parameters: AskedParameters | undefined,
): number | "infinite" | null {
  if (task.infinite_overlap) return "infinite";
  if (task.overlap != null) return Number.isSafeInteger(task.overlap) ? task.overlap : null;
  const own = parameters?.allow_defaults ? defaultOverlap(pool) : null;
  const count = own === null ? 0 : Number(own);
  return Number.isInteger(count) && count >= LIMITS.overlapMin && count <= LIMITS.overlapMax ? count : null;
}
