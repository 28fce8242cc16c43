import type { Fault } from "../faults/faults.ts";
import { isJsonNumber, isJsonObject, type Json, type JsonObject, parseNumber, stringifyJson } from "../values/json.ts";
import { readCell, writeCell } from "./cells/cell.ts";
import type { Column } from "./columns.ts";

/**
 * What is wrong with a cell. `path`: the member of the task; `column`: its position in the row; `offer`: the cell as it
 * was probably meant, if that is clear.
 */
export interface CellProblem {
  path: string;
  column: number;
  fault: Fault | { code: "CELL_WITHOUT_COLUMN" };
  offer: string | null;
}

/** A task without its pool; or what could not be read, and the task with those cells as text. */
export type RowRead = { task: JsonObject } | { problems: CellProblem[]; partial: JsonObject };

/**
 * Reads a row of a task file, its cells by the columns from `readColumns`. Empty cells are left out. Only whether cells
 * can be read is checked here; whether values fit their fields is `checkTaskValues`'s, as for every task.
 */
export function taskOfRow(columns: readonly Column[], cells: readonly string[]): RowRead {
  const values = { input: [] as FieldValue[], golden: [] as FieldValue[] };
  const rest: JsonObject = {};
  const problems: CellProblem[] = [];
  const note = (path: string, column: number, fault: CellProblem["fault"], offer: string | null = null) =>
    problems.push({ path, column, fault, offer });
  for (const [index, cell] of cells.entries()) {
    const holds = columns[index]?.holds;
    if (holds === undefined) {
      if (cell.trim() !== "") note("", index, { code: "CELL_WITHOUT_COLUMN" });
    } else if (holds.kind === "input" || holds.kind === "golden") {
      const path = `${holds.kind === "input" ? "input_values" : ANSWER}.${holds.field}`;
      const { value, faults, offer } = readCell(holds.spec, cell);
      if (value !== undefined) values[holds.kind].push({ ...holds, value });
      for (const [at, fault] of Object.entries(faults)) note(at === "" ? path : `${path}.${at}`, index, fault, offer);
    } else if (holds.kind === "hint") {
      if (cell !== "") rest.message_on_unknown_solution = cell;
    } else if (holds.kind === "overlap") {
      const { value, faults, offer } = readCell({ type: "integer" }, cell);
      if (value !== undefined) rest.overlap = value;
      for (const fault of Object.values(faults)) note("overlap", index, fault, offer);
    } else if (holds.kind !== "apart" && cell.trim() !== "") rest[holds.kind] = cell.trim();
  }
  const task: JsonObject = { input_values: inOrder(values.input), ...rest };
  if (values.golden.length > 0) task.known_solutions = [{ output_values: inOrder(values.golden) }];
  return problems.length === 0 ? { task } : { problems, partial: task };
}

interface FieldValue {
  field: string;
  order: number;
  value: Json;
}

/** Values in the order of the spec, whatever the order of columns: Toloka merges equal tasks only if their keys agree. */
const inOrder = (values: FieldValue[]): JsonObject =>
  Object.fromEntries(values.sort((a, b) => a.order - b.order).map(({ field, value }) => [field, value]));

const ANSWER = "known_solutions.0.output_values";

/**
 * The row that `taskOfRow` reads as the task; or the members that these columns cannot hold, such as weights and second
 * answers. The pool is not part of a row.
 */
export function rowOfTask(columns: readonly Column[], task: JsonObject): { cells: string[] } | { left: string[] } {
  const { pool_id: _, ...members } = task;
  const cells = columns.map(({ holds }) => {
    if (holds.kind === "input") return writeCell(holds.spec, memberOf(members.input_values, holds.field));
    if (holds.kind === "golden") return writeCell(holds.spec, memberOf(firstAnswer(members), holds.field));
    if (holds.kind === "hint") return textOf(members.message_on_unknown_solution);
    if (holds.kind === "apart") return "";
    return textOf(members[holds.kind]);
  });
  const row = cells.map((cell) => cell ?? "");
  const back = taskOfRow(columns, row);
  const left = differences("task" in back ? back.task : back.partial, members);
  return left.length === 0 && "task" in back ? { cells: row } : { left };
}

const memberOf = (values: Json | undefined, name: string): Json | undefined =>
  isJsonObject(values) && Object.hasOwn(values, name) ? values[name] : undefined;

function firstAnswer(task: JsonObject): Json | undefined {
  const [first] = Array.isArray(task.known_solutions) ? task.known_solutions : [];
  return memberOf(first ?? null, "output_values");
}

function textOf(value: Json | undefined): string {
  if (typeof value === "string") return value;
  return isJsonNumber(value) && parseNumber(String(value)) !== null ? String(value) : "";
}

/** The paths of members that a row would not give back, two levels deep. */
function differences(back: JsonObject, task: JsonObject): string[] {
  return [...new Set([...Object.keys(task), ...Object.keys(back)])].flatMap((key) => {
    const [before, after] = [task[key], back[key]];
    if (same(before, after)) return [];
    if (!isJsonObject(before) || !isJsonObject(after)) return [key];
    const names = Object.keys(before).filter((name) => !same(before[name], after[name]));
    return names.length > 0 ? names.map((name) => `${key}.${name}`) : [key];
  });
}

/** The same values with the same digits. The order of fields is the specs', not the row's. */
function same(a: Json | undefined, b: Json | undefined): boolean {
  if (!isJsonObject(a) || !isJsonObject(b)) {
    if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, at) => same(item, b[at]));
    return stringifyJson(a ?? null) === stringifyJson(b ?? null) && (a === undefined) === (b === undefined);
  }
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
}
