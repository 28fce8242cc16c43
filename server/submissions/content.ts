import { hash } from "node:crypto";
import { type PartParameters, type Task, wireTask } from "../../shared/task.ts";
import { contentOf } from "../../shared/task-content.ts";
import { type Json, sameJson } from "../../shared/values/json.ts";

const sha256 = (text: string): string => hash("sha256", text);

/**
 * Whether a submission's tasks, as they are sent, and its parameters are those of another request: the operation id is bound to
 * them. The order of keys and the notation of numbers do not matter.
 */
export function isSameRequest(row: Asked, asked: Asked): boolean {
  const compared = ({ tasks, parameters }: Asked) =>
    ({ tasks: tasks.map(wireTask), parameters: { ...parameters, operation_id: "" } }) as Json;
  return sameJson(compared(row), compared(asked));
}

interface Asked {
  tasks: Task[];
  parameters: PartParameters;
}

/** Hash by which duplicates are found: of the pool, what a Toloker sees, and what counts as correct. */
export function contentHash(task: Task): string {
  return sha256(contentOf(task));
}
