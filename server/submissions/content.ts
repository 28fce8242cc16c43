import { createHash } from "node:crypto";
import { type CreateTaskParameters, type Task, wireTask } from "../../shared/task.ts";
import { canonicalJson } from "../../shared/values/json.ts";
import { contentOf } from "../toloka/content.ts";

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
