import { taskKind } from "../../../../shared/task.ts";
import { contentKey, hasContent } from "../../../../shared/task-content.ts";
import {
  type Column,
  type ColumnChoices,
  type ColumnProblem,
  readColumns,
  type Specs,
  templateTitles,
} from "../../../../shared/task-file/columns.ts";
import { isJsonObject, type JsonObject, stringifyJson } from "../../../../shared/values/json.ts";
import type { FileRead } from "../reading/read-file.ts";
import { checkRow, type RowProblem } from "./check-row.ts";
import { rowsOf, type StoredRow, withoutColumn } from "./stored-rows.ts";

/** A row as the grid shows it. `id`: its number in the sheet, which stays; `line`: where it is in the file. */
export interface SheetRow {
  id: number;
  line: number;
  cells: string[];
  problems: RowProblem[];
  /** The row's line that has the same content and comes first; `null` without one. */
  duplicateOf: number | null;
  /** Whether a task of the pool has the same content, as far as the pool was compared. */
  inPool: boolean;
  /** The parsed values by column as JSON, where they are not the cell's text. */
  parsed: (string | null)[];
}

/** How far the check has come, and what it found. */
export interface Counts {
  rows: number;
  checked: number;
  bad: number;
  duplicates: number;
  inPool: number;
  /** How many valid tasks there are by kind and overlap (`general default`, `control 3`), for the cost. */
  kinds: Record<string, number>;
}

export type Filter = "all" | "bad" | "duplicates" | "pool";

/** The rows of a file: checked in slices, changed, filtered, and turned into tasks. */
export interface Sheet {
  header(): { columns: Column[]; columnProblems: ColumnProblem[] };
  /** Reads the columns by these choices. Every row is to be checked again; what was typed stays. */
  choose(choices: ColumnChoices): void;
  counts(): Counts;
  /** Checks the next rows; says whether some are left. */
  checkSome(most: number): boolean;
  /** How many rows the filter lets through, and some of them. */
  window(filter: Filter, from: number, to: number): { total: number; rows: SheetRow[] };
  edit(id: number, column: number, text: string): void;
  remove(ids: readonly number[]): void;
  /** Contents of tasks in the pool, by `contentKey`, with which the rows are compared from now on. */
  addPoolContents(keys: readonly string[]): void;
  /** Removes the rows whose content an earlier row has, or the pool. */
  removeFiltered(filter: "duplicates" | "pool"): void;
  /** The valid tasks as JSON lines, in order. `common`: members of all tasks, such as the overlap; a row's own count more. */
  jsonLines(common: JsonObject): string[];
  /** The cells of the same rows, a JSON array a line. */
  cellLines(): string[];
}

export function createSheet(read: FileRead, specs: Specs): Sheet {
  const titles = titlesOf(read, specs);
  let { columns, problems: columnProblems } = readColumns(titles, specs);
  const rows = new Map<number, StoredRow>(rowsOf(read, columns).map((row, id) => [id, row]));
  const byKey = new Map<string, Set<number>>();
  const poolKeys = new Set<string>();
  let counts = unchecked(rows.size);
  let pending = [...rows.keys()];
  let next = 0;
  let shown: { filter: Filter; ids: number[] } | null = null;

  const checked = (row: StoredRow): { task: JsonObject; problems: RowProblem[] } => {
    const result = checkRow(columns, row.cells, row.extra, specs);
    return row.unreadable === null ? result : { ...result, problems: [row.unreadable] };
  };
  const count = (row: StoredRow, by: 1 | -1): void => {
    counts.checked += by;
    if (row.bad) counts.bad += by;
    if (isInPool(row)) counts.inPool += by;
    if (row.kind !== null) counts.kinds[row.kind] = (counts.kinds[row.kind] ?? 0) + by;
  };
  const check = (id: number, row: StoredRow): void => {
    const { task, problems } = checked(row);
    row.bad = problems.length > 0;
    row.kind = row.bad ? null : costKey(task);
    row.key = hasContent(task) ? contentKey(task) : null;
    count(row, 1);
    if (row.key === null) return;
    const same = byKey.get(row.key) ?? new Set();
    if (same.size > 0) counts.duplicates += 1;
    byKey.set(row.key, same.add(id));
  };
  const uncheck = (id: number, row: StoredRow): void => {
    if (row.bad === null) return;
    count(row, -1);
    row.bad = null;
    if (row.key === null) return;
    const same = byKey.get(row.key)!;
    same.delete(id);
    if (same.size > 0) counts.duplicates -= 1;
    else byKey.delete(row.key);
  };
  const firstOf = (row: StoredRow): number | null =>
    row.key === null ? null : (byKey.get(row.key)?.values().next().value ?? null);
  const isDuplicate = (id: number, row: StoredRow): boolean => row.key !== null && firstOf(row) !== id;
  const isInPool = (row: StoredRow): boolean => row.key !== null && poolKeys.has(row.key);
  const fits = (filter: Filter, id: number, row: StoredRow): boolean => {
    if (filter === "bad") return row.bad === true;
    return filter === "all" || (filter === "duplicates" ? isDuplicate(id, row) : isInPool(row));
  };
  const idsOf = (filter: Filter): number[] => [...rows].filter(([id, row]) => fits(filter, id, row)).map(([id]) => id);
  const shownBy = (filter: Filter): number[] => {
    if (shown?.filter !== filter) shown = { filter, ids: idsOf(filter) };
    return shown.ids;
  };
  const valid = (): StoredRow[] => [...rows.values()].filter(({ bad }) => bad === false);
  const rowAt = (id: number): SheetRow => {
    const row = rows.get(id)!;
    const { task, problems } = checked(row);
    const duplicateOf = isDuplicate(id, row) ? rows.get(firstOf(row)!)!.line : null;
    const { line, cells } = row;
    return { id, line, cells, problems, duplicateOf, inPool: isInPool(row), parsed: parsedCells(columns, task) };
  };

  return {
    header: () => ({ columns, columnProblems }),
    choose(choices) {
      ({ columns, problems: columnProblems } = readColumns(titles, specs, choices));
      for (const row of rows.values()) Object.assign(row, { bad: null, key: null, kind: null });
      byKey.clear();
      counts = unchecked(rows.size);
      pending = [...rows.keys()];
      next = 0;
      shown = null;
    },
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
      const ids = shownBy(filter);
      const some = ids.slice(from, to).filter((id) => rows.has(id));
      return { total: ids.length, rows: some.map(rowAt) };
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
    addPoolContents(keys) {
      for (const key of keys) {
        if (poolKeys.has(key)) continue;
        poolKeys.add(key);
        counts.inPool += byKey.get(key)?.size ?? 0;
      }
      if (shown?.filter === "pool") shown = null;
    },
    removeFiltered(filter) {
      this.remove(idsOf(filter));
    },
    cellLines: () => valid().map(({ cells }) => stringifyJson(cells)),
    jsonLines(common) {
      return valid().map((row) => stringifyJson(withCommon(checked(row).task, common)));
    },
  };
}

/** The titles of the file's columns. Without titles the columns are the input fields in order, as for pasted rows. */
function titlesOf(read: FileRead, specs: Specs): string[] {
  const template = templateTitles(specs);
  if (!("header" in read)) return template;
  return read.titled ? read.header : read.header.map((_empty, index) => inputTitle(template[index]));
}

const inputTitle = (title: string | undefined): string => (title?.startsWith("INPUT:") ? title : "");

const unchecked = (rows: number): Counts => ({ rows, checked: 0, bad: 0, duplicates: 0, inPool: 0, kinds: {} });

/** The overlap of all tasks holds where a row has none of its own. */
const withCommon = (task: JsonObject, common: JsonObject): JsonObject =>
  "overlap" in task || "infinite_overlap" in task ? task : { ...common, ...task };

/** The kind and the overlap of a task, for its cost. */
const costKey = (task: JsonObject): string =>
  `${taskKind(task)} ${task.infinite_overlap === true ? "infinite" : String(task.overlap ?? "default")}`;

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
