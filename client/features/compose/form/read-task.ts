import { type Task, taskKind } from "../../../../shared/task.ts";
import type { FieldSpecs } from "../../../../shared/toloka.ts";
import {
  isJsonNumber,
  isJsonObject,
  type Json,
  type JsonObject,
  stringifyJson,
} from "../../../../shared/values/json.ts";
import { newKey, type Typed, toTyped } from "../../../parts/controls/typed.ts";
import { idsIn } from "./build-task.ts";
import { stepOf } from "./field-names.ts";
import {
  blankSolution,
  blankValues,
  fieldsOf,
  ID_LISTS,
  type IdList,
  type SolutionForm,
  type Specs,
  type TaskForm,
} from "./task-form.ts";

/**
 * Fills the form from a task. Members that the form cannot show unchanged (`null`, empty lists, unknown keys) are
 * stored beside it and sent with the task. The mode and `open_pool` are those of `before`.
 */
export function readTask(task: Task, specs: Specs, before: TaskForm): TaskForm {
  const rest: JsonObject = { ...(task as JsonObject) };
  delete rest.pool_id;
  const input = isJsonObject(rest.input_values) ? take(rest, "input_values") : undefined;
  const { values, extra } = readValues(isJsonObject(input) ? input : {}, specs.input_spec);
  const solutions: Record<string, SolutionForm> = {};
  const answers = (member: "known_solutions" | "baseline_solutions", weightKey: string): string[] => {
    const list = rest[member];
    if (!Array.isArray(list) || list.length === 0) return [];
    take(rest, member);
    return list.map((solution) => {
      const key = newKey();
      solutions[key] = readSolution(isJsonObject(solution) ? solution : {}, weightKey, specs.output_spec);
      return key;
    });
  };
  const kind = taskKind(task);
  const hint = task.message_on_unknown_solution ? String(take(rest, "message_on_unknown_solution")) : "";
  const known = answers("known_solutions", "correctness_weight");
  const baseline = answers("baseline_solutions", "confidence_weight");
  if (known.length === 0 && kind === "general") {
    // A blank answer, for when the kind is changed.
    const key = newKey();
    known.push(key);
    solutions[key] = blankSolution(specs);
  }
  const lists = Object.fromEntries(ID_LISTS.map((name) => [name, readIds(rest, name)])) as Record<IdList, string>;
  return {
    kind,
    input: values,
    extra,
    hint,
    known,
    baseline,
    solutions,
    ...readOverlap(rest),
    lists,
    open_pool: before.open_pool,
    async_mode: before.async_mode,
    rest: textOf(rest),
  };
}

function take(from: JsonObject, key: string): Json | undefined {
  const value = from[key];
  delete from[key];
  return value;
}

const textOf = (object: JsonObject): string => (Object.keys(object).length === 0 ? "" : stringifyJson(object));

function readValues(object: JsonObject, specs: FieldSpecs): { values: Record<string, Typed>; extra: string } {
  const values = blankValues(specs);
  const extra: JsonObject = { ...object };
  for (const [id, spec] of fieldsOf(specs))
    if (Object.hasOwn(object, id)) values[stepOf(id)] = toTyped(spec, take(extra, id));
  return { values, extra: textOf(extra) };
}

/** Fills an answer's controls. What they cannot show unchanged is stored beside them. */
export function readSolution(solution: JsonObject, weightKey: string, specs: FieldSpecs): SolutionForm {
  const rest = { ...solution };
  const values = take(rest, "output_values");
  const weight = rest[weightKey];
  if (isJsonNumber(weight)) take(rest, weightKey);
  return {
    weight: isJsonNumber(weight) ? String(weight) : "",
    ...readValues(isJsonObject(values) ? values : {}, specs),
    rest: textOf(rest),
  };
}

function readOverlap(rest: JsonObject): Pick<TaskForm, "overlap" | "overlap_number"> {
  if (rest.infinite_overlap === true) {
    take(rest, "infinite_overlap");
    return { overlap: "infinite", overlap_number: "" };
  }
  const number = rest.overlap;
  if (!isJsonNumber(number)) return { overlap: "default", overlap_number: "" };
  take(rest, "overlap");
  return { overlap: "number", overlap_number: String(number) };
}

/** A list of ids as lines, if it can be read back from them; else "", and the list stays in `rest`. */
function readIds(rest: JsonObject, name: IdList): string {
  const ids = rest[name];
  if (!Array.isArray(ids) || ids.length === 0 || !ids.every((id) => typeof id === "string")) return "";
  const text = ids.join("\n");
  const back = idsIn(text);
  if (back.length !== ids.length || back.some((id, index) => id !== ids[index])) return "";
  take(rest, name);
  return text;
}
