import { READ_ONLY_KEYS, Task } from "../../../../shared/task.ts";
import {
  isJsonObject,
  type Json,
  JsonError,
  type JsonObject,
  parseJson,
  parseNumber,
} from "../../../../shared/values/json.ts";
import type { Specs } from "../form/task-form.ts";
import { NotLiteral, readCall } from "./python-literal.ts";
import { readTabbed } from "./table-cells.ts";
import { cellValue } from "./table-row.ts";

/** A pasted task with notes for the operator; or why the text cannot be read. */
export type Pasted = { ok: true; task: Task; notes: string[] } | { ok: false; sentence: string };

/**
 * Reads a task from pasted text: Toloka's JSON (a task, a list of tasks, or `{"task": …}`), a header and a row
 * separated by tabs (`INPUT:image`, as in Toloka's files), or a toloka-kit snippet (`Task(input_values={…})`).
 */
export function readPasted(text: string, poolId: string, specs: Specs): Pasted {
  const trimmed = text.trim();
  if (trimmed === "") return { ok: false, sentence: "Paste a task first." };
  if (/^[{[]/.test(trimmed)) return fromJson(trimmed, poolId, specs);
  if (/\bTask\s*\(/.test(trimmed)) return fromPython(trimmed, poolId, specs);
  if (/^["']?(?:INPUT|GOLDEN|HINT|TASK):/im.test(trimmed) || trimmed.includes("\t"))
    return fromRows(text, poolId, specs);
  return {
    ok: false,
    sentence: "This is none of the three: a task's JSON, a header and a row parted by tabs, or a toloka-kit snippet.",
  };
}

function fromJson(text: string, poolId: string, specs: Specs): Pasted {
  let value: Json;
  try {
    value = parseJson(text);
  } catch (error) {
    // It may be a Python dict.
    if (/'|\bTrue\b|\bFalse\b|\bNone\b/.test(text)) return fromPython(`Task(input_values=${text})`, poolId, specs);
    return { ok: false, sentence: error instanceof JsonError ? error.message : "This is not JSON." };
  }
  const notes: string[] = [];
  if (Array.isArray(value)) {
    if (value.length > 1) notes.push(`The first of ${value.length} tasks was taken.`);
    value = value[0] ?? null;
  }
  if (isJsonObject(value) && isJsonObject(value.task ?? null)) value = value.task!;
  if (!isJsonObject(value)) return { ok: false, sentence: "This JSON is no object, so it is no task." };
  const isTask = "input_values" in value || "pool_id" in value || "known_solutions" in value;
  return finish(isTask ? value : { input_values: value }, poolId, notes);
}

function fromPython(text: string, poolId: string, _specs: Specs): Pasted {
  try {
    const start = /\bTask\s*\(/.exec(text)!.index;
    const { members, left } = readCall(text, start);
    const missing = left.filter((name) => name !== "pool_id");
    return finish(members, poolId, missing.length > 0 ? [`Left out, being variables: ${missing.join(", ")}.`] : []);
  } catch (error) {
    if (error instanceof NotLiteral) return { ok: false, sentence: `The snippet cannot be read. ${error.message}` };
    throw error;
  }
}

/** Removes the members that Toloka sets, sets the form's pool, and checks the result against the schema. */
function finish(members: JsonObject, poolId: string, notes: string[]): Pasted {
  const task: JsonObject = { ...members, pool_id: poolId };
  const own = members.pool_id;
  if (own != null && own !== poolId) notes.push(`It was for pool ${String(own)}; here it goes to pool ${poolId}.`);
  for (const key of READ_ONLY_KEYS) delete task[key];
  const read = Task.safeParse(task);
  if (read.success) return { ok: true, task: read.data, notes };
  const issue = read.error.issues[0];
  return { ok: false, sentence: `This is no task: ${issue?.path.join(".") || "the whole"} is not as Toloka has it.` };
}

function fromRows(text: string, poolId: string, specs: Specs): Pasted {
  const rows = readTabbed(text);
  const [header, row] = rows;
  if (header === undefined || row === undefined)
    return { ok: false, sentence: "Two lines are needed: the header (INPUT:image …) and a row of values." };
  const notes = rows.length > 2 ? [`The first of ${rows.length - 1} rows was taken.`] : [];
  const input: JsonObject = {};
  const golden: JsonObject = {};
  const task: JsonObject = {};
  for (const [index, title] of header.entries()) {
    const cell = row[index] ?? "";
    const column = /^(?:(INPUT|GOLDEN|HINT|TASK):)?(.*)$/i.exec(title.trim())!;
    const prefix = (column[1] ?? "INPUT").toUpperCase();
    const name = column[2]!;
    if (cell === "" || name === "") continue;
    if (prefix === "INPUT") input[name] = cellValue(cell, specs.input_spec, name);
    else if (prefix === "GOLDEN") golden[name] = cellValue(cell, specs.output_spec, name);
    else if (prefix === "HINT") task.message_on_unknown_solution = cell;
    else if (/^overlap$/i.test(name)) task.overlap = parseNumber(cell.trim()) ?? cell;
    else notes.push(`Column ${title} was left out.`);
  }
  if (Object.keys(golden).length > 0) task.known_solutions = [{ output_values: golden }];
  return finish({ input_values: input, ...task }, poolId, notes);
}
