import { READ_ONLY_KEYS } from "../task.ts";
import { isJsonObject, type Json, type JsonObject } from "../values/json.ts";

/**
 * The task in a JSON value: Toloka's task, `{"task": …}`, the old form of Toloka's files (`{"INPUT:photo": …}`), or the
 * input values alone. Without what Toloka sets. `null` for what is no object.
 */
export function taskOfJson(value: Json): JsonObject | null {
  if (!isJsonObject(value)) return null;
  if (isJsonObject(value.task ?? null)) return taskOfJson(value.task!);
  const keys = Object.keys(value);
  if (keys.some((key) => /^(?:INPUT|GOLDEN|HINT|TASK):/.test(key))) return fromTitles(value);
  if (!TASK_KEYS.some((key) => Object.hasOwn(value, key))) return { input_values: value };
  const task = { ...value };
  for (const key of READ_ONLY_KEYS) delete task[key];
  return task;
}

const TASK_KEYS = ["input_values", "pool_id", "known_solutions"];

function fromTitles(value: JsonObject): JsonObject {
  const input: JsonObject = {};
  const golden: JsonObject = {};
  const task: JsonObject = {};
  for (const [title, member] of Object.entries(value)) {
    const [, prefix, name = ""] = /^(?:(INPUT|GOLDEN|HINT|TASK):)?(.*)$/s.exec(title)!;
    if (prefix === "INPUT") input[name] = member;
    else if (prefix === "GOLDEN") golden[name] = member;
    else if (title === "HINT:text") task.message_on_unknown_solution = member;
    else task[prefix === "TASK" ? name : title] = member;
  }
  if (Object.keys(golden).length > 0) task.known_solutions = [{ output_values: golden }];
  return { input_values: input, ...task };
}
