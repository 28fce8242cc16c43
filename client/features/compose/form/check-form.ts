import { type Faults, type FieldProblem, fieldProblems } from "../../../../shared/faults/faults.ts";
import { faultsOf } from "../../../../shared/faults/schema-faults.ts";
import { checkTaskValues, checkValues } from "../../../../shared/fields/input-spec.ts";
import { AskedParameters, checkOverlap, checkSize, Task } from "../../../../shared/task.ts";
import type { JsonObject } from "../../../../shared/values/json.ts";
import { isRaw, typedFaults } from "../../../parts/controls/typed.ts";
import { stepOf } from "./field-names.ts";
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
