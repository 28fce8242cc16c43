import { checkPool } from "../../../../shared/pool-check/pool-check.ts";
import type { Verdict } from "../../../../shared/pool-check/verdict.ts";
import type { Pool, Project, Requester } from "../../../../shared/toloka.ts";
import type { TaskForm } from "../form/task-form.ts";

export interface PoolStanding {
  pool: Pool;
  project: Project;
  requester: Requester | null;
  /** The training that the pool demands, where it has been read. */
  training: Pool | null;
}

/** What speaks for and against a pool taking what the form holds: its kind and options, not its values. */
export function verdictsFor(
  form: Pick<TaskForm, "kind" | "overlap" | "open_pool">,
  overlap: unknown,
  standing: PoolStanding,
): Verdict[] {
  const { kind } = form;
  const number = Number(overlap ?? Number.NaN);
  const task = {
    known_solutions: kind === "general" ? [] : [{ output_values: {} }],
    message_on_unknown_solution: kind === "training" ? "…" : null,
    overlap: Number.isInteger(number) ? number : null,
    infinite_overlap: form.overlap === "infinite" ? true : null,
  };
  const parameters = { allow_defaults: form.overlap === "default", open_pool: form.open_pool };
  return checkPool({ ...standing, parameters, task, now: Date.now() });
}
