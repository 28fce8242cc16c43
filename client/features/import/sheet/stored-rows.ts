import type { Column } from "../../../../shared/task-file/columns.ts";
import { rowOfTask } from "../../../../shared/task-file/rows.ts";
import { isJsonObject, type JsonObject } from "../../../../shared/values/json.ts";
import type { FileRead } from "../reading/read-file.ts";
import type { RowProblem } from "./check-row.ts";

/** A row as a sheet holds it. */
export interface StoredRow {
  line: number;
  cells: string[];
  /** Of a JSON file: what the cells cannot hold. */
  extra: JsonObject | null;
  unreadable: RowProblem | null;
  /** `null`: not checked yet. */
  bad: boolean | null;
  /** The content's key; `null`: not checked yet, or no content. */
  key: string | null;
  /** Of a valid row: kind and overlap, for the cost. */
  kind: string | null;
}

/** The rows of a file, to be checked. Those of a JSON file are written into the cells of the columns. */
export function rowsOf(read: FileRead, columns: readonly Column[]): StoredRow[] {
  const fresh = { extra: null, unreadable: null, bad: null, key: null, kind: null };
  if ("rows" in read) return read.rows.map((row) => ({ ...fresh, ...row }));
  return read.tasks.map((found) => {
    const { line } = found;
    if ("unreadable" in found) {
      const fault = { code: found.unreadable === "OBJECT_EXPECTED" ? "OBJECT_EXPECTED" : "JSON_EXPECTED" } as const;
      return { ...fresh, line, cells: [], unreadable: { path: "", column: null, fault, offer: null } };
    }
    const { pool_id: _, ...task } = found.task;
    const row = rowOfTask(columns, task);
    if ("cells" in row) return { ...fresh, line, cells: row.cells };
    return { ...fresh, line, ...partly(columns, task, row.left) };
  });
}

/** The cells of what can be written, and the members that cannot. */
function partly(columns: readonly Column[], task: JsonObject, left: readonly string[]) {
  const names = left
    .filter((path) => path.startsWith("input_values."))
    .map((path) => path.slice("input_values.".length));
  const whole = left.filter((path) => !path.includes("."));
  const pick = (from: JsonObject, keys: readonly string[], wanted: boolean): JsonObject =>
    Object.fromEntries(Object.entries(from).filter(([key]) => keys.includes(key) === wanted));
  const values = isJsonObject(task.input_values) ? task.input_values : {};
  const rest = {
    ...pick(task, whole, false),
    ...(whole.includes("input_values") ? {} : { input_values: pick(values, names, false) }),
  };
  const row = rowOfTask(columns, rest);
  const extra = {
    ...pick(task, whole, true),
    ...(names.length > 0 ? { input_values: pick(values, names, true) } : {}),
  };
  return { cells: "cells" in row ? row.cells : [], extra: "cells" in row ? extra : task };
}

/** What is typed into a column's cell takes the place of what the file had. */
export function withoutColumn(extra: JsonObject | null, column: Column | undefined): JsonObject | null {
  if (extra === null || column === undefined) return extra;
  const { holds } = column;
  const { [memberOf(holds)]: _, ...rest } = extra;
  if (holds.kind !== "input" || !isJsonObject(extra.input_values)) return rest;
  const { [holds.field]: __, ...values } = extra.input_values;
  return { ...extra, input_values: values };
}

function memberOf(holds: Column["holds"]): string {
  if (holds.kind === "input") return "input_values";
  if (holds.kind === "golden") return "known_solutions";
  return holds.kind === "hint" ? "message_on_unknown_solution" : holds.kind;
}
