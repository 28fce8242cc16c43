import { type Faults, type FieldProblem, fieldProblems } from "../../../../shared/faults/faults.ts";
import { faultsOf } from "../../../../shared/faults/schema-faults.ts";
import { checkTaskValues, checkValues } from "../../../../shared/fields/input-spec.ts";
import { AskedParameters, checkOverlap, checkSize, Task } from "../../../../shared/task.ts";
import type { JsonObject } from "../../../../shared/values/json.ts";
import { isRaw, typedFaults } from "../../../parts/controls/typed.ts";
import { stepOf } from "./field-names.ts";
import { fieldsOf, type Specs, type TaskForm } from "./task-form.ts";

/** A task and its problems by path. `task` is `null` if it does not match the schema. */
export interface Checked {
  task: Task | null;
  problems: Record<string, FieldProblem>;
}

/** Checks a task's JSON as the server does, and that it is of the kind that was chosen. */
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

/** A control or training task needs what makes it one. */
function checkStated(task: Task, kind: TaskForm["kind"]): Faults {
  const faults: Faults = {};
  if (kind !== "general" && !task.known_solutions?.length) faults.known_solutions = { code: "VALUES_REQUIRED" };
  if (kind === "training" && !task.message_on_unknown_solution)
    faults.message_on_unknown_solution = { code: "VALUE_REQUIRED" };
  return faults;
}

/** Checks the form: the task, JSON that cannot be read, and the operation id. */
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
