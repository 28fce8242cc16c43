import { messageText } from "../../../shared/api/problem.ts";
import { type Submission, tasksOf } from "../../../shared/submission.ts";
import { isJsonObject, type Json, stringifyJson } from "../../../shared/values/json.ts";
import { currentLanguage, wordsNow } from "../../language.ts";
import { fieldName } from "../../parts/field-name.ts";
import { words } from "./words.ts";

/** The input values of a submission in one line; addresses without their scheme. */
export function contentWords(submission: Submission): string {
  const tasks = tasksOf(submission);
  const first = valuesOf(tasks[0]?.input_values);
  return tasks.length > 1 ? wordsNow(words).list.several(tasks.length, first) : first;
}

function valuesOf(values: Json | undefined): string {
  const given = Object.values(isJsonObject(values) ? values : {}).filter((value) => value !== null && value !== "");
  return given.length === 0 ? wordsNow(words).list.noValues : given.map(word).join(" · ");
}

const word = (value: Json): string =>
  typeof value === "object" && value !== null ? stringifyJson(value) : String(value).replace(/^https?:\/\//, "");

/** The id of the created task, or of the first of them; empty without one. */
export const createdTaskId = (submission: Submission): string =>
  ("created_task" in submission ? submission.created_task?.id : submission.created_tasks[0]?.id) ?? "";

/** The column "Problem": why there is no task, or not yet; empty where all went well. */
export function problemWords({ status, error }: Submission): string {
  const language = currentLanguage();
  const [field] = Object.entries(error?.fields ?? {});
  if (status === "rejected" && field) {
    const why = messageText(field[1], language);
    return field[0] === "pool_id" ? why : `${fieldName(field[0])}: ${why}`;
  }
  if (error && status !== "created") return messageText(error, language);
  return status === "cancelled" ? wordsNow(words).list.cancelled : "";
}
