import type { AskedParameters } from "../../../../shared/task.ts";
import type { FieldSpecs } from "../../../../shared/toloka.ts";
import { isJsonObject, type Json, type JsonObject, parseJson, parseNumber } from "../../../../shared/values/json.ts";
import { fromTyped, type Typed } from "../../../parts/controls/typed.ts";
import { stepOf } from "./field-names.ts";
import { fieldsOf, ID_LISTS, type SolutionForm, type Specs, type TaskForm } from "./task-form.ts";

/**
 * The task in the form as Toloka's JSON, its fields in the order of the spec. Only here typed text becomes numbers.
 * Text that cannot be read stays text, for the check to find. What is blank is left out.
 */
export function buildTask(form: TaskForm, poolId: string, specs: Specs): JsonObject {
  const { kind, hint } = form;
  const solutions = (keys: string[], weightKey: string) =>
    keys.flatMap((key) => {
      const solution = form.solutions[key];
      return solution === undefined ? [] : [buildSolution(solution, weightKey, specs.output_spec)];
    });
  const rest = storedObject(form.rest);
  const input = buildValues(form.input, form.extra, specs.input_spec);
  return {
    pool_id: poolId,
    ...(rest.input_values === null && Object.keys(input).length === 0 ? {} : { input_values: input }),
    ...(kind === "general" || form.known.length === 0
      ? {}
      : { known_solutions: solutions(form.known, "correctness_weight") }),
    ...(kind === "training" && hint !== "" ? { message_on_unknown_solution: hint } : {}),
    ...(form.baseline.length === 0 ? {} : { baseline_solutions: solutions(form.baseline, "confidence_weight") }),
    ...buildOverlap(form),
    ...Object.fromEntries(ID_LISTS.flatMap((name) => listMember(name, form.lists[name]))),
    ...restOf(rest, form),
  };
}

/** The parameters in the form, with the draft's operation id. */
export const buildParameters = (form: TaskForm, operationId: string): AskedParameters => ({
  operation_id: operationId,
  async_mode: form.async_mode,
  allow_defaults: form.overlap === "default",
  open_pool: form.open_pool,
});

function buildValues(values: Record<string, Typed>, extra: string, specs: FieldSpecs): JsonObject {
  const entries = fieldsOf(specs).flatMap(([id, spec]): [string, Json][] => {
    const typed = values[stepOf(id)];
    const value = typed === undefined ? undefined : fromTyped(spec, typed);
    return value === undefined ? [] : [[id, value]];
  });
  return { ...Object.fromEntries(entries), ...storedObject(extra) };
}

function buildSolution(solution: SolutionForm, weightKey: string, specs: FieldSpecs): JsonObject {
  return {
    output_values: buildValues(solution.values, solution.extra, specs),
    ...(solution.weight.trim() === "" ? {} : { [weightKey]: numberOrText(solution.weight) }),
    ...storedObject(solution.rest),
  };
}

function buildOverlap(form: TaskForm): JsonObject {
  if (form.overlap === "infinite") return { infinite_overlap: true };
  return form.overlap === "number" ? { overlap: numberOrText(form.overlap_number) } : {};
}

const numberOrText = (text: string): Json => parseNumber(text.trim()) ?? text.trim();

/** The ids in a typed list: separated by line breaks, commas, semicolons or tabs. */
export const idsIn = (text: string): string[] =>
  text
    .split(/[\r\n,;\t]+/)
    .map((id) => id.trim())
    .filter((id) => id !== "");

const listMember = (name: string, text: string): [string, Json][] => {
  const ids = idsIn(text);
  return ids.length === 0 ? [] : [[name, ids]];
};

/** The members that the form has no control for, without those that its controls have replaced since. */
function restOf(rest: JsonObject, form: TaskForm): JsonObject {
  const kept: JsonObject = {};
  for (const [key, value] of Object.entries(rest)) {
    const replaced =
      (key === "overlap" && form.overlap === "number") ||
      (key === "infinite_overlap" && (form.overlap === "infinite" || (form.overlap === "default" && value !== null))) ||
      (key === "input_values" && Object.keys(form.input).length > 0 && !blankInput(form)) ||
      (key === "known_solutions" && form.kind !== "general" && form.known.length > 0) ||
      (key === "message_on_unknown_solution" && form.kind === "training" && form.hint !== "") ||
      (key === "baseline_solutions" && form.baseline.length > 0) ||
      ID_LISTS.some((name) => name === key && idsIn(form.lists[name]).length > 0);
    if (!replaced) kept[key] = value;
  }
  return kept;
}

function blankInput(form: TaskForm): boolean {
  const typed = Object.values(form.input);
  return form.extra === "" && typed.every((value) => value === "" || (typeof value !== "string" && isEmpty(value)));
}

const isEmpty = (typed: Exclude<Typed, string>): boolean =>
  "items" in typed ? typed.items.length === 0 : typed.json === "";

/** The object stored as JSON text; `{}` for none. */
function storedObject(text: string): JsonObject {
  if (text === "") return {};
  const value = parseJson(text);
  return isJsonObject(value) ? value : {};
}
