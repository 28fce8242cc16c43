import { costOf } from "../../../../shared/pool-check/pool-check.ts";
import { chosenOverlap } from "../../../../shared/pool-check/verdict.ts";
import type { Pool } from "../../../../shared/toloka.ts";
import type { Composed } from "../form/composed.ts";

/** What the task will cost, as a sentence. */
export function costWords({ form, json }: Composed, pool: Pool): string {
  const facts = { overlap: Number(json.overlap ?? Number.NaN), infinite_overlap: form.overlap === "infinite" };
  const task = { ...facts, overlap: Number.isInteger(facts.overlap) ? facts.overlap : null };
  const overlap = chosenOverlap(pool, task, { allow_defaults: form.overlap === "default" });
  const { sentence, expected, upper } = costOf({ pool, overlap, kind: form.kind });
  return upper === null || upper === expected ? sentence : `${sentence}, at most ${upper} if it goes out alone`;
}
