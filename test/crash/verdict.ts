import type { Submission } from "../../shared/submission.ts";
import type { JsonObject } from "../../shared/values/json.ts";
import { isJsonObject } from "../../shared/values/json.ts";
import type { Planned } from "./plan.ts";

/** Toloka's tasks by their image. */
export function tasksByImage(tasks: JsonObject[]): Map<string, JsonObject[]> {
  return Map.groupBy(tasks, ({ input_values }) => String(isJsonObject(input_values) ? input_values.image : ""));
}

export const createdId = (submission: Submission | undefined): string | undefined =>
  submission && "created_task" in submission ? submission.created_task?.id : undefined;

export interface Verdict {
  created: number;
  rejected: number;
  /** Acknowledged and valid, but not in Toloka. */
  lost: string[];
  /** More tasks in Toloka than submissions. */
  duplicated: string[];
  /** Every other fault, in words. */
  wrong: string[];
}

/**
 * Compares what was acknowledged with what the journal says and what Toloka holds. Duplicates have
 * to exist as often as they were submitted, each submission with a task of its own.
 */
export function judge(plans: Planned[], known: Map<string, Submission>, tasks: JsonObject[]): Verdict {
  const verdict: Verdict = { created: 0, rejected: 0, lost: [], duplicated: [], wrong: [] };
  const stored = tasksByImage(tasks);
  const owners = new Map<string, string>();
  for (const [image, asked] of Map.groupBy(plans, (plan) => plan.image)) {
    const exist = stored.get(image) ?? [];
    const wanted = asked.filter(({ poisoned }) => !poisoned).length;
    if (exist.length > wanted) verdict.duplicated.push(`${image}: ${exist.length} tasks for ${wanted} submissions`);
    if (exist.length < wanted) verdict.lost.push(`${image}: ${exist.length} tasks for ${wanted} submissions`);
    for (const plan of asked) {
      const submission = known.get(plan.id);
      const says = `${plan.id} (${plan.asynchronous ? "asynchronous" : "synchronous"})`;
      const expected = plan.poisoned ? "rejected" : "created";
      if (submission?.status !== expected) {
        const error = submission?.error ? `, ${submission.error.code}: ${submission.error.message}` : "";
        verdict.wrong.push(`${says} is ${submission?.status ?? "unknown"} and should be ${expected}${error}`);
        continue;
      }
      verdict[expected] += 1;
      if (plan.poisoned) continue;
      const id = createdId(submission) ?? "";
      if (!exist.some((task) => task.id === id)) verdict.wrong.push(`${says} claims task ${id}, which is not its own`);
      const other = owners.get(id);
      if (other) verdict.wrong.push(`${says} and ${other} claim the same task ${id}`);
      owners.set(id, plan.id);
    }
  }
  for (const image of stored.keys())
    if (!plans.some((plan) => plan.image === image)) verdict.wrong.push(`${image} was never asked for`);
  return verdict;
}
