import { type Submission, tasksOf } from "../../../shared/submission.ts";
import { isJsonObject, type Json, stringifyJson } from "../../../shared/values/json.ts";

/** The input values of a submission in one line. */
export function contentWords(submission: Submission): string {
  const tasks = tasksOf(submission);
  const first = valuesOf(tasks[0]?.input_values);
  return tasks.length > 1 ? `${tasks.length} tasks: ${first}` : first;
}

function valuesOf(values: Json | undefined): string {
  if (!isJsonObject(values)) return "no values";
  const words = Object.values(values).filter((value) => value !== null && value !== "");
  return words.length === 0 ? "no values" : words.map(word).join(" · ");
}

const word = (value: Json): string =>
  typeof value === "object" && value !== null ? stringifyJson(value) : String(value);

/** The column "Task": the id of the created task, or why there is none. */
export function outcomeWords(submission: Submission): string {
  const created = "created_task" in submission ? submission.created_task?.id : submission.created_tasks[0]?.id;
  if (created !== undefined) return created;
  const { status, error } = submission;
  const fields = Object.entries(error?.fields ?? {});
  if (status === "rejected" && fields[0]) return `${fields[0][0].split(".").at(-1)}: ${fields[0][1].message}`;
  if (error) return error.message;
  return status === "cancelled" ? "cancelled before anything was sent" : "";
}
