import { createHash } from "node:crypto";
import { canonicalJson, type Json } from "../../shared/json.ts";
import { type CreateTaskParameters, type Task, wireTask } from "../../shared/task.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/**
 * What an operation id is bound to: the tasks as they travel and every parameter but the id. Order of keys and the
 * writing of numbers do not count.
 */
export function fingerprint(tasks: Task[], parameters: CreateTaskParameters): string {
  const { operation_id: _id, ...choices } = parameters;
  return sha256(canonicalJson({ tasks: tasks.map(wireTask), parameters: choices }));
}

/** The content by which look-alikes are told: what a Toloker sees and what counts as correct, in one pool. */
export function contentHash(task: Task): string {
  return sha256(contentOf(task));
}

/** Whether a task read from Toloka has the content that was asked for; what Toloka fills in itself does not count. */
export const sameContent = (asked: Task, found: Task): boolean => contentOf(asked) === contentOf(found);

function contentOf(task: Task): string {
  const solutions = (task.known_solutions ?? []).map(({ output_values }) => output_values as Json);
  return canonicalJson({
    pool_id: task.pool_id,
    input_values: task.input_values ?? {},
    known_solutions: solutions,
    message_on_unknown_solution: task.message_on_unknown_solution || null,
  });
}
