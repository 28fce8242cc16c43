import { type Task, wireTask } from "../../shared/task.ts";
import { hasContent, sameContent } from "../../shared/task-content.ts";
import { isJsonObject, type Json, type JsonObject, sameJson } from "../../shared/values/json.ts";

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
  hasContent(answer) &&
  sameContent(asked as unknown as Task, answer as unknown as Task);
