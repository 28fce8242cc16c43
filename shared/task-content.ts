import { v5 } from "uuid";
import type { Task } from "./task.ts";
import { canonicalJson, isJsonObject, type Json, type JsonObject } from "./values/json.ts";

/** What a Toloker sees of a task, and the correct answers. Tasks of one pool for which these agree are duplicates. */
function shown({ input_values, known_solutions, message_on_unknown_solution }: Partial<Task>): JsonObject {
  return {
    input_values: input_values ?? {},
    known_solutions: (known_solutions ?? []).map(({ output_values }) => output_values as Json),
    message_on_unknown_solution: message_on_unknown_solution || null,
  };
}

/** A task's pool, what a Toloker sees and the correct answers, as text. Key order and number formats make no difference. */
export const contentOf = (task: Task): string => canonicalJson({ pool_id: task.pool_id, ...shown(task) });

/** A short name of a task's content without its pool: a UUID version 5, the same in the page and on the server. */
export const contentKey = (task: Partial<Task>): string => v5(canonicalJson(shown(task)), CONTENTS);

/** The namespace of these keys. */
const CONTENTS = "6f0c1f5e-9d2b-4c57-8a3e-2f1d7b94c0aa";

/** Whether a JSON object can be read as a task's content. */
export const hasContent = ({ input_values = {}, known_solutions = [] }: JsonObject): boolean =>
  (input_values === null || isJsonObject(input_values)) &&
  (known_solutions === null || (Array.isArray(known_solutions) && known_solutions.every(isJsonObject)));
