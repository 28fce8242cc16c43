import { hash } from "node:crypto";
import { type CreateTaskParameters, type Task, wireTask } from "../../shared/task.ts";
import { canonicalJson } from "../../shared/values/json.ts";
import { contentOf } from "../toloka/content.ts";

const sha256 = (text: string): string => hash("sha256", text);

/**
 * Hash to which an operation id is bound: of the tasks as sent and of every parameter but the id. The order of keys and the
 * notation of numbers do not matter.
 */
export function fingerprint(tasks: Task[], parameters: CreateTaskParameters): string {
  const { operation_id: _id, ...choices } = parameters;
  return sha256(canonicalJson({ tasks: tasks.map(wireTask), parameters: choices }));
}

/** Hash by which duplicates are found: of the pool, what a Toloker sees, and what counts as correct. */
export function contentHash(task: Task): string {
  return sha256(contentOf(task));
}
