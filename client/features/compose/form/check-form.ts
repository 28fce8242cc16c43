import { type Faults, type FieldProblem, fieldProblems } from "../../../../shared/faults/faults.ts";
import { faultsOf } from "../../../../shared/faults/schema-faults.ts";
import { checkTaskValues, checkValues } from "../../../../shared/fields/input-spec.ts";
import { AskedParameters, checkOverlap, checkSize, Task } from "../../../../shared/task.ts";
import type { JsonObject } from "../../../../shared/values/json.ts";
import { isRaw, typedFaults } from "../../../parts/controls/typed.ts";
import { answerName, inputName, stepOf, weightName } from "./field-names.ts";
import { fieldsOf, type Specs, type TaskForm } from "./task-form.ts";

/** A task and what is wrong with it; `task` only where it holds to the schema. */
export interface Checked {
  task: Task | null;
  problems: Record<string, FieldProblem>;
}

/** The server's own checks of a task's JSON, and of the kind that it is stated to be. */
export function checkTask(json: JsonObject, specs: Specs, kind: TaskForm["kind"]): Checked {
  const read = Task.safeParse(json);
  if (!read.success) {
    const values = json.input_values;
    const more = typeof values === "object" ? checkValues(specs.input_spec, values as JsonObject, "input_values") : {};
    return { task: null, problems: fieldProblems({ ...more, ...faultsOf(read.error, json) }) };
  }
  const task = read.data;
  const faults: Faults = {
    ...checkTaskValues(specs, task),
    ...checkOverlap(task),
    ...checkSize([task]),
    ...checkStated(task, kind),
  };
  return { task, problems: fieldProblems(faults) };
}

/** A task stated to be control or training has what makes it one. */
function checkStated(task: Task, kind: TaskForm["kind"]): Faults {
  const faults: Faults = {};
  if (kind !== "general" && !task.known_solutions?.length) faults.known_solutions = { code: "VALUES_REQUIRED" };
  if (kind === "training" && !task.message_on_unknown_solution)
    faults.message_on_unknown_solution = { code: "VALUE_REQUIRED" };
  return faults;
}

/** What is wrong with the form: the task's faults, JSON that cannot be read, and the operation id. */
export function checkForm(form: TaskForm, json: JsonObject, specs: Specs, operationId: string): Checked {
  const { task, problems } = checkTask(json, specs, form.kind);
  const parameters = AskedParameters.safeParse({ operation_id: operationId });
  const unread: Faults = {};
  for (const [id, spec] of fieldsOf(specs.input_spec)) {
    const typed = form.input[stepOf(id)];
    if (typed !== undefined && (isRaw(typed) || /json/i.test(spec.type)))
      Object.assign(unread, typedFaults(spec, typed, `input_values.${id}`));
  }
  return {
    task,
    problems: {
      ...problems,
      ...fieldProblems(unread),
      ...(parameters.success ? {} : { "parameters.operation_id": uuidProblem }),
    },
  };
}

const uuidProblem = fieldProblems({ id: { code: "UUID_EXPECTED" } }).id!;

/** Where in the form the value at a path is typed: the form's name, and the item's position in a list. */
export interface Place {
  name: string;
  item: number | null;
}

/** Finds the control for a path as problems name them (`input_values.tags.2`, `known_solutions.0.correctness_weight`). */
export function placeOf(path: string, form: TaskForm, specs: Specs): Place | null {
  const own = (name: string): Place => ({ name, item: null });
  if (path.startsWith("input_values.")) return fieldPlace(path.slice(13), Object.keys(specs.input_spec), inputName);
  const answer = /^(known|baseline)_solutions(?:\.(\d+))?(?:\.(.*))?$/.exec(path);
  if (answer) {
    const [, list, index = "0", member = ""] = answer;
    const key = form[list as "known" | "baseline"][Number(index)];
    if (key === undefined) return own(`${list}_solutions`);
    if (/_weight$/.test(member)) return own(weightName(key));
    const fields = Object.keys(specs.output_spec);
    const rest = member.replace(/^output_values\.?/, "") || (fields[0] ?? "");
    return fieldPlace(rest, fields, (id) => answerName(key, id));
  }
  if (path === "message_on_unknown_solution") return own("hint");
  if (path === "overlap" || path === "infinite_overlap") return own("overlap");
  const list = path.split(".")[0]!;
  if (Object.hasOwn(form.lists, list)) return own(`lists.${list}`);
  return path === "parameters.operation_id" ? own("operation_id") : null;
}

function fieldPlace(rest: string, fields: string[], nameOf: (id: string) => string): Place | null {
  const id = fields
    .filter((field) => rest === field || rest.startsWith(`${field}.`))
    .sort((a, b) => b.length - a.length)[0];
  if (id === undefined) return null;
  const item = /^\d+$/.exec(rest.slice(id.length + 1).split(".")[0] ?? "");
  return { name: nameOf(id), item: item ? Number(item[0]) : null };
}
