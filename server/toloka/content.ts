import { type Task, wireTask } from "../../shared/task.ts";
import { canonicalJson, isJsonObject, type Json, type JsonObject } from "../../shared/values/json.ts";

/** What a Toloker sees and what counts as correct, in one pool, as text: the order of keys and the writing of numbers do not count. */
export function contentOf(task: Task): string {
  const solutions = (task.known_solutions ?? []).map(({ output_values }) => output_values as Json);
  return canonicalJson({
    pool_id: task.pool_id,
    input_values: task.input_values ?? {},
    known_solutions: solutions,
    message_on_unknown_solution: task.message_on_unknown_solution || null,
  });
}

/** Whether a task read from Toloka has the content that was asked for; what Toloka fills in itself does not count. */
export const sameContent = (asked: Task, found: Task): boolean => contentOf(asked) === contentOf(found);

/** Options that Toloka gives back as they were asked for. */
const OPTIONS = ["overlap", "infinite_overlap", "reserved_for", "unavailable_for"] as const;

/** Whether a task read from Toloka has the content and the options that were asked for. */
export function sameTask(asked: Task, found: Task): boolean {
  const wanted = wireTask(asked) as JsonObject;
  const has = found as JsonObject;
  return (
    sameContent(asked, found) &&
    OPTIONS.every(
      (option) => wanted[option] == null || canonicalJson(wanted[option]) === canonicalJson(has[option] ?? null),
    )
  );
}

/** Whether a JSON object from Toloka can be the task that was asked for. */
export const isTaskAskedFor = (asked: Json | undefined, answer: Json | undefined): boolean =>
  isJsonObject(asked) &&
  isJsonObject(answer) &&
  isTaskLike(answer) &&
  sameContent(asked as unknown as Task, answer as unknown as Task);

/** Shapes that `contentOf` can read. */
const isTaskLike = ({ input_values = {}, known_solutions = [] }: JsonObject): boolean =>
  (input_values === null || isJsonObject(input_values)) &&
  (known_solutions === null || (Array.isArray(known_solutions) && known_solutions.every(isJsonObject)));
