import { READ_ONLY_KEYS, Task } from "../../../../../shared/task.ts";
import { type Column, readColumns } from "../../../../../shared/task-file/columns.ts";
import { taskOfJson } from "../../../../../shared/task-file/json-task.ts";
import { taskOfRow } from "../../../../../shared/task-file/rows.ts";
import { readTabbed } from "../../../../../shared/task-file/table-cells.ts";
import { type Json, JsonError, type JsonObject, parseJson } from "../../../../../shared/values/json.ts";
import { wordsNow } from "../../../../language.ts";
import type { Specs } from "../../form/task-form.ts";
import { words } from "../words.ts";
import { NotLiteral, readCall } from "./python-literal.ts";

/** A pasted task, or the cells of a row without a header, with notes for the operator; or why the text cannot be read. */
export type Pasted =
  | { ok: true; task: Task; notes: string[] }
  | { ok: true; task: null; cells: string[]; notes: string[] }
  | { ok: false; sentence: string };

/** Whether a text is more than the value of one field. */
const isStructured = (text: string): boolean =>
  /^\s*[{[]/.test(text) ||
  /\bTask\s*\(/.test(text) ||
  /^["']?(?:INPUT|GOLDEN|HINT|TASK):/im.test(text) ||
  text.includes("\t");

/**
 * Reads a task from pasted text: Toloka's JSON (a task, a list of tasks, or `{"task": …}`), a row separated by tabs, with
 * or without a header (`INPUT:image`, as in Toloka's files), or a toloka-kit snippet (`Task(input_values={…})`).
 */
export function readPasted(text: string, poolId: string, specs: Specs): Pasted {
  const w = wordsNow(words);
  const trimmed = text.trim();
  if (trimmed === "") return { ok: false, sentence: w.empty };
  if (/^[{[]/.test(trimmed)) return fromJson(trimmed, poolId, specs);
  if (/\bTask\s*\(/.test(trimmed)) return fromPython(trimmed, poolId, specs);
  return isStructured(trimmed) ? fromRows(text, poolId, specs) : { ok: false, sentence: w.unknownFormat };
}

function fromJson(text: string, poolId: string, specs: Specs): Pasted {
  let value: Json;
  try {
    value = parseJson(text);
  } catch (error) {
    // It may be a Python dict.
    if (/'|\bTrue\b|\bFalse\b|\bNone\b/.test(text)) return fromPython(`Task(input_values=${text})`, poolId, specs);
    return { ok: false, sentence: error instanceof JsonError ? error.message : wordsNow(words).notJson };
  }
  const notes: string[] = [];
  if (Array.isArray(value)) {
    if (value.length > 1) notes.push(wordsNow(words).onlyOne(value.length));
    value = value[0] ?? null;
  }
  const task = taskOfJson(value);
  return task === null ? { ok: false, sentence: wordsNow(words).notObject } : finish(task, poolId, notes);
}

function fromPython(text: string, poolId: string, _specs: Specs): Pasted {
  try {
    const start = /\bTask\s*\(/.exec(text)!.index;
    const { members, left } = readCall(text, start);
    const missing = left.filter((name) => name !== "pool_id");
    return finish(members, poolId, missing.length > 0 ? [wordsNow(words).variablesSkipped(missing.join(", "))] : []);
  } catch (error) {
    if (error instanceof NotLiteral) return { ok: false, sentence: wordsNow(words).snippet(error.message) };
    throw error;
  }
}

/** Removes the members that Toloka sets, sets the form's pool, and checks the result against the schema. */
function finish(members: JsonObject, poolId: string, notes: string[]): Pasted {
  const task: JsonObject = { ...members, pool_id: poolId };
  const own = members.pool_id;
  if (own != null && own !== poolId) notes.push(wordsNow(words).otherPool(String(own), poolId));
  for (const key of READ_ONLY_KEYS) delete task[key];
  const read = Task.safeParse(task);
  if (read.success) return { ok: true, task: read.data, notes };
  const issue = read.error.issues[0];
  return { ok: false, sentence: wordsNow(words).notTask(issue?.path.join(".") || wordsNow(words).theTask) };
}

function fromRows(text: string, poolId: string, specs: Specs): Pasted {
  const [header = [], ...rows] = readTabbed(text);
  const w = wordsNow(words);
  const { columns } = readColumns(header, specs);
  const titled = isHeader(columns);
  const count = rows.length + (titled ? 0 : 1);
  const notes = count > 1 ? [w.onlyOne(count)] : [];
  if (!titled) return { ok: true, task: null, cells: header, notes };
  const [row] = rows;
  if (row === undefined) return { ok: false, sentence: w.noRow };
  for (const [index, { title, holds }] of columns.entries())
    if (holds.kind === "apart" && row[index] && title !== "") notes.push(w.columnSkipped(title));
  const read = taskOfRow(columns, row);
  // What cannot be read stays text, for the form's check to find.
  return finish("task" in read ? read.task : read.partial, poolId, notes);
}

/** Titles are fields of the pool, or have a prefix of Toloka's files. */
const isHeader = (columns: readonly Column[]): boolean =>
  columns.some(({ title }) => title !== "") &&
  columns.every(
    ({ title, holds }) => title === "" || holds.kind !== "apart" || /^(?:INPUT|GOLDEN|HINT|TASK):/i.test(title),
  );
