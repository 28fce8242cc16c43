import { type Task, wireTask } from "../../shared/task.ts";
import { canonicalJson, isJsonObject, type Json, type JsonObject, sameJson } from "../../shared/values/json.ts";

/** A task's pool, what a Toloker sees and the correct answers, as text. Key order and number formats make no difference. */
export const contentOf = (task: Task): string => canonicalJson(contentIn(task));

const contentIn = (task: Task) => ({
  pool_id: task.pool_id,
  input_values: task.input_values ?? {},
  known_solutions: (task.known_solutions ?? []).map(({ output_values }) => output_values as Json),
  message_on_unknown_solution: task.message_on_unknown_solution || null,
});

/** Whether a task from Toloka has the requested content. What Toloka adds itself makes no difference. */
export const sameContent = (asked: Task, found: Task): boolean => sameJson(contentIn(asked), contentIn(found));

/** Options that Toloka returns unchanged. */
const OPTIONS = ["overlap", "infinite_overlap", "reserved_for", "unavailable_for"] as const;

/** Whether a task from Toloka has the requested content and options. */
export function sameTask(asked: Task, found: Task): boolean {
  const wanted = wireTask(asked) as JsonObject;
  const has = found as JsonObject;
  return (
    sameContent(asked, found) &&
    OPTIONS.every((option) => wanted[option] == null || sameJson(wanted[option], has[option]))
  );
}

/** Whether an answer of Toloka can be the requested task. */
export const isTaskAskedFor = (asked: Json | undefined, answer: Json | undefined): boolean =>
  isJsonObject(asked) &&
  isJsonObject(answer) &&
  isTaskLike(answer) &&
  sameContent(asked as unknown as Task, answer as unknown as Task);

/** Whether `contentOf` can read it. */
const isTaskLike = ({ input_values = {}, known_solutions = [] }: JsonObject): boolean =>
  (input_values === null || isJsonObject(input_values)) &&
  (known_solutions === null || (Array.isArray(known_solutions) && known_solutions.every(isJsonObject)));
