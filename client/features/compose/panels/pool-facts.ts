import type { TaskFacts } from "../../../../shared/pool-check/overlap.ts";
import { checkPool } from "../../../../shared/pool-check/pool-check.ts";
import { costOf } from "../../../../shared/pool-check/pool-cost.ts";
import type { Verdict } from "../../../../shared/pool-check/verdict.ts";
import type { Pool, Project, Requester } from "../../../../shared/toloka.ts";
import { currentLanguage } from "../../../language.ts";
import type { Composed } from "../form/composed.ts";
import type { TaskForm } from "../form/task-form.ts";

export interface PoolStanding {
  pool: Pool;
  project: Project;
  /** `null` until it has been read. */
  requester: Requester | null;
  /** The training that the pool demands, where it has been read. */
  training: Pool | null;
}

/** What the pool check says of the type and options in the form, in the page's language. `overlap`: the task's member of this name. */
export function verdictsFor(
  form: Pick<TaskForm, "kind" | "overlap" | "open_pool">,
  overlap: unknown,
  standing: PoolStanding,
): Verdict[] {
  const task = taskFacts(form, overlap);
  return checkPool({ ...standing, task, open_pool: form.open_pool, now: Date.now() }, currentLanguage());
}

/** What the task will cost, as a sentence. */
export function costWords({ form, json }: Composed, pool: Pool): string {
  const { sentence, note } = costOf(pool, taskFacts(form, json.overlap), currentLanguage());
  return note === null ? sentence : `${sentence}. ${note}`;
}

function taskFacts({ kind, overlap }: Pick<TaskForm, "kind" | "overlap">, typed: unknown): TaskFacts {
  if (overlap === "infinite") return { kind, overlap };
  const count = Number(typed ?? Number.NaN);
  if (Number.isInteger(count)) return { kind, overlap: count };
  return { kind, overlap: overlap === "default" ? overlap : null };
}
