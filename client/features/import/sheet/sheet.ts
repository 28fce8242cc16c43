import { taskKind } from "../../../../shared/task.ts";
import {
  type Column,
  type ColumnProblem,
  readColumns,
  type Specs,
  templateTitles,
} from "../../../../shared/task-file/columns.ts";
import { rowOfTask } from "../../../../shared/task-file/rows.ts";
import { canonicalJson, isJsonObject, type JsonObject, stringifyJson } from "../../../../shared/values/json.ts";
import type { FileRead } from "../reading/read-file.ts";
import { checkRow, type RowProblem } from "./check-row.ts";

/** A row as the grid shows it. `id`: its number in the sheet, which stays; `line`: where it is in the file. */
export interface SheetRow {
  id: number;
  line: number;
  cells: string[];
  problems: RowProblem[];
  /** The row's line that has the same content and comes first; `null` without one. */
  duplicateOf: number | null;
  /** The parsed values by column as JSON, where they are not the cell's text. */
  parsed: (string | null)[];
}

/** How far the check has come, and what it found. */
export interface Counts {
  rows: number;
  checked: number;
  bad: number;
  duplicates: number;
  /** How many valid tasks there are by kind and overlap (`general default`, `control 3`), for the cost. */
  kinds: Record<string, number>;
}

interface Row {
  line: number;
  cells: string[];
  /** Of a JSON file: what the cells cannot hold. */
  extra: JsonObject | null;
  unreadable: RowProblem | null;
  /** `null`: not checked yet. */
  bad: boolean | null;
  key: string | null;
  kind: string | null;
}

export type Filter = "all" | "bad" | "duplicates";

/** The rows of a file: checked in slices, changed, filtered, and turned into tasks. */
export interface Sheet {
  columns: Column[];
  columnProblems: ColumnProblem[];
  counts(): Counts;
  /** Checks the next rows; says whether some are left. */
  checkSome(most: number): boolean;
  /** How many rows the filter lets through, and some of them. */
  window(filter: Filter, from: number, to: number): { total: number; rows: SheetRow[] };
  edit(id: number, column: number, text: string): void;
  remove(ids: readonly number[]): void;
  /** Removes the rows whose content an earlier row has. */
  removeDuplicates(): void;
  /** The valid tasks as JSON lines, in order. `common`: members of all tasks, such as the overlap; a row's own count more. */
  jsonLines(common: JsonObject): string[];
  /** The cells of the same rows, a JSON array a line. */
  cellLines(): string[];
}

export function createSheet(read: FileRead, specs: Specs): Sheet {
  const { columns, problems: columnProblems } = readColumns(
    "header" in read ? read.header : templateTitles(specs),
    specs,
  );
  const rows = new Map<number, Row>(rowsOf(read, columns).map((row, id) => [id, row]));
  const byKey = new Map<string, Set<number>>();
  const counts: Counts = { rows: rows.size, checked: 0, bad: 0, duplicates: 0, kinds: {} };
  let pending = [...rows.keys()];
  let next = 0;
  let shown: { filter: Filter; ids: number[] } | null = null;

  const count = (kind: string | null, by: number): void => {
    if (kind !== null) counts.kinds[kind] = (counts.kinds[kind] ?? 0) + by;
  };
  const check = (id: number, row: Row): void => {
    const { task, problems } = checked(row);
    row.bad = problems.length > 0;
    row.kind = row.bad ? null : costKey(task);
    count(row.kind, 1);
    row.key = canonicalJson({ ...task, input_values: task.input_values ?? null });
    const same = byKey.get(row.key) ?? new Set();
    if (same.size > 0) counts.duplicates += 1;
    byKey.set(row.key, same.add(id));
    counts.checked += 1;
    if (row.bad) counts.bad += 1;
  };
  const uncheck = (id: number, row: Row): void => {
    if (row.bad === null || row.key === null) return;
    const same = byKey.get(row.key)!;
    same.delete(id);
    if (same.size > 0) counts.duplicates -= 1;
    else byKey.delete(row.key);
    counts.checked -= 1;
    if (row.bad) counts.bad -= 1;
    count(row.kind, -1);
    row.bad = null;
  };
  const checked = (row: Row): { task: JsonObject; problems: RowProblem[] } => {
    const result = checkRow(columns, row.cells, row.extra, specs);
    return row.unreadable === null ? result : { ...result, problems: [row.unreadable] };
  };
  const valid = (): Row[] => [...rows.values()].filter(({ bad }) => bad === false);
  const firstOf = (row: Row): number | null =>
    row.key === null ? null : (byKey.get(row.key)?.values().next().value ?? null);
  const isDuplicate = (id: number, row: Row): boolean => row.key !== null && firstOf(row) !== id;
  const idsFor = (filter: Filter): number[] => {
    if (shown?.filter === filter) return shown.ids;
    const fits = (id: number, row: Row): boolean =>
      filter === "all" || (filter === "bad" ? row.bad === true : isDuplicate(id, row));
    const ids = [...rows].filter(([id, row]) => fits(id, row)).map(([id]) => id);
    shown = { filter, ids };
    return ids;
  };
  const rowAt = (id: number): SheetRow => {
    const row = rows.get(id)!;
    const { task, problems } = checked(row);
    const duplicate = isDuplicate(id, row) ? rows.get(firstOf(row)!)!.line : null;
    return {
      id,
      line: row.line,
      cells: row.cells,
      problems,
      duplicateOf: duplicate,
      parsed: parsedCells(columns, task),
    };
  };

  return {
    columns,
    columnProblems,
    counts: () => ({ ...counts, kinds: { ...counts.kinds } }),
    checkSome(most) {
      const end = Math.min(next + most, pending.length);
      for (; next < end; next++) {
        const row = rows.get(pending[next]!);
        if (row !== undefined && row.bad === null) check(pending[next]!, row);
      }
      if (shown !== null && shown.filter !== "all") shown = null;
      if (next < pending.length) return true;
      pending = [];
      next = 0;
      return false;
    },
    window(filter, from, to) {
      const ids = idsFor(filter);
      return {
        total: ids.length,
        rows: ids
          .slice(from, to)
          .filter((id) => rows.has(id))
          .map(rowAt),
      };
    },
    edit(id, column, text) {
      const row = rows.get(id);
      if (row === undefined) return;
      uncheck(id, row);
      row.cells = Array.from({ length: Math.max(row.cells.length, column + 1) }, (_, at) => row.cells[at] ?? "");
      row.cells[column] = text;
      row.extra = withoutColumn(row.extra, columns[column]);
      row.unreadable = null;
      check(id, row);
      // A mended row stays in sight until the filter is chosen again.
    },
    remove(ids) {
      for (const id of ids) {
        const row = rows.get(id);
        if (row === undefined) continue;
        uncheck(id, row);
        rows.delete(id);
        counts.rows -= 1;
      }
      shown = null;
    },
    removeDuplicates() {
      this.remove([...rows].filter(([id, row]) => isDuplicate(id, row)).map(([id]) => id));
    },
    cellLines: () => valid().map(({ cells }) => stringifyJson(cells)),
    jsonLines(common) {
      return valid().map((row) => stringifyJson(withCommon(checked(row).task, common)));
    },
  };
}

/** The overlap of all tasks holds where a row has none of its own. */
const withCommon = (task: JsonObject, common: JsonObject): JsonObject =>
  "overlap" in task || "infinite_overlap" in task ? task : { ...common, ...task };

/** The kind and the overlap of a task, for its cost. */
const costKey = (task: JsonObject): string =>
  `${taskKind(task)} ${task.infinite_overlap === true ? "infinite" : String(task.overlap ?? "default")}`;

function rowsOf(read: FileRead, columns: readonly Column[]): Row[] {
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

/** What was typed into a cell takes the place of what the file had. */
function withoutColumn(extra: JsonObject | null, column: Column | undefined): JsonObject | null {
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

/** The value of each column as JSON; `null` for text and for no value, where the cell says the same. */
function parsedCells(columns: readonly Column[], task: JsonObject): (string | null)[] {
  const [answer] = Array.isArray(task.known_solutions) ? task.known_solutions : [];
  const golden = isJsonObject(answer ?? null) ? (answer as JsonObject).output_values : null;
  return columns.map(({ holds }) => {
    if (holds.kind !== "input" && holds.kind !== "golden") return null;
    const values = holds.kind === "input" ? task.input_values : golden;
    const value = isJsonObject(values ?? null) ? (values as JsonObject)[holds.field] : undefined;
    return value === undefined || typeof value === "string" ? null : stringifyJson(value);
  });
}
