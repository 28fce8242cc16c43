import type { Task } from "./task.ts";
import { canonicalJson, isJsonObject, type Json, type JsonObject, sameJson } from "./values/json.ts";

/** What a Toloker sees of a task, and the correct answers. Tasks of one pool for which these agree are duplicates. */
function shown({ input_values, known_solutions, message_on_unknown_solution }: Partial<Task>): JsonObject {
  return {
    input_values: input_values ?? {},
    known_solutions: (known_solutions ?? []).map(({ output_values }) => output_values as Json),
    message_on_unknown_solution: message_on_unknown_solution || null,
  };
}

/** A task's pool, what a Toloker sees and the correct answers, as text. Key order and number formats make no difference. */
export const contentOf = (task: Task): string => canonicalJson(contentIn(task));

/** Whether a task from Toloka has the requested content. What Toloka adds itself makes no difference. */
export const sameContent = (asked: Task, found: Task): boolean => sameJson(contentIn(asked), contentIn(found));

const contentIn = (task: Task): JsonObject => ({ pool_id: task.pool_id, ...shown(task) });

/**
 * A short name of a task's content without its pool, the same in the page and on the server. Tasks with other content have
 * another one, unless somebody makes them for it: it is a hash for speed, not for safety.
 */
export const contentKey = (task: Partial<Task>): string => hashOf(canonicalJson(shown(task)));

/** A short name of a text. 96 bits: three sums that mix every UTF-16 unit by other factors. A cryptographic hash takes longer than all checks of a row. */
export function hashOf(text: string): string {
  let [a, b, c] = [text.length, 0x9e3779b9, 0x85ebca6b];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    a = turned(Math.imul(a ^ unit, 0xcc9e2d51), 15);
    b = turned(Math.imul(b ^ unit, 0x1b873593), 13);
    c = turned(Math.imul(c ^ unit, 0xc2b2ae35), 11);
  }
  return [a ^ turned(b, 16), b ^ turned(c, 16), c ^ turned(a, 16)].map((sum) => (sum >>> 0).toString(36)).join(".");
}

const turned = (sum: number, by: number): number => (sum << by) | (sum >>> (32 - by));

/** Whether a JSON object can be read as a task's content. */
export const hasContent = ({ input_values = {}, known_solutions = [] }: JsonObject): boolean =>
  (input_values === null || isJsonObject(input_values)) &&
  (known_solutions === null || (Array.isArray(known_solutions) && known_solutions.every(isJsonObject)));
