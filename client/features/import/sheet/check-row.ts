import type { Faults } from "../../../../shared/faults/faults.ts";
import { faultsOf } from "../../../../shared/faults/schema-faults.ts";
import { checkTaskValues } from "../../../../shared/fields/input-spec.ts";
import { checkOverlap, checkSize, Task, taskKind } from "../../../../shared/task.ts";
import type { Column, Specs } from "../../../../shared/task-file/columns.ts";
import { type CellProblem, taskOfRow } from "../../../../shared/task-file/rows.ts";
import { isJsonObject, type JsonObject } from "../../../../shared/values/json.ts";

/** What is wrong with a row. `column`: `null` for what has no cell. */
export type RowProblem = Omit<CellProblem, "column"> & { column: number | null };

/** A row's task and its problems. */
export interface CheckedRow {
  task: JsonObject;
  problems: RowProblem[];
}

/**
 * Reads a row and checks its task as the form and the server do. `extra`: members of the task that no cell can hold, from
 * a JSON file. Without a pool.
 */
export function checkRow(
  columns: readonly Column[],
  cells: readonly string[],
  extra: JsonObject | null,
  specs: Specs,
): CheckedRow {
  const read = taskOfRow(columns, cells);
  const task = withExtra("task" in read ? read.task : read.partial, extra);
  const unread = "task" in read ? [] : read.problems;
  const known = new Set(unread.map(({ path }) => path));
  const found = Object.entries(faultsIn(task, specs)).filter(([path]) => !known.has(path));
  return {
    task,
    problems: [
      ...unread,
      ...found.map(([path, fault]) => ({ path, column: columnOf(path, columns), fault, offer: null })),
    ],
  };
}

function withExtra(task: JsonObject, extra: JsonObject | null): JsonObject {
  if (extra === null) return task;
  const { input_values: more, ...rest } = extra;
  const values = isJsonObject(task.input_values) ? task.input_values : {};
  return {
    ...task,
    ...rest,
    input_values: more === undefined || isJsonObject(more) ? { ...values, ...more } : more,
  };
}

function faultsIn(json: JsonObject, specs: Specs): Faults {
  const read = Task.safeParse({ pool_id: "0", ...json });
  if (!read.success) return faultsOf(read.error, json);
  const task = read.data;
  const faults = { ...checkTaskValues(specs, task), ...checkOverlap(task), ...checkSize([task]) };
  // Toloka takes a task with a hint for one of a training, which needs an answer.
  if (taskKind(task) === "training" && !task.known_solutions?.length)
    faults.known_solutions = { code: "VALUES_REQUIRED" };
  return faults;
}

/** The column that a member of the task comes from; `null` for none. */
function columnOf(path: string, columns: readonly Column[]): number | null {
  const index = columns.findIndex(({ holds }) => {
    switch (holds.kind) {
      case "input":
        return isAt(path, `input_values.${holds.field}`);
      case "golden":
        return isAt(path, `known_solutions.0.output_values.${holds.field}`) || path === "known_solutions";
      case "hint":
        return path === "message_on_unknown_solution";
      default:
        return path === holds.kind;
    }
  });
  return index < 0 ? null : index;
}

const isAt = (path: string, member: string): boolean => path === member || path.startsWith(`${member}.`);
