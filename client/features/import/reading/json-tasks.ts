import { taskOfJson } from "../../../../shared/task-file/json-task.ts";
import { JsonError, type JsonObject, parseJson } from "../../../../shared/values/json.ts";
import { BOUNDS, FileRefused } from "./refusal.ts";

/** A task of a JSON file, or why its text is none. */
export type FileTask = { line: number; task: JsonObject } | { line: number; text: string; unreadable: string };

/** Whether a text is JSON, by its first character. */
export const isJsonText = (text: string): boolean => /^\s*[[{]/.test(text.slice(0, 10_000));

/** Tasks, one JSON object a line. */
export function readJsonLines(text: string): FileTask[] {
  const tasks: FileTask[] = [];
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) if (line.trim() !== "") add(tasks, line, index + 1);
  return tasks;
}

/** Tasks in a JSON array, one task, or one a line. Each is parsed by itself, so that errors are named by task. */
export function readJson(text: string): FileTask[] {
  const start = text.search(/\S/);
  if (text[start] === "{") {
    const [first = ""] = text.slice(start).split(/[\r\n]/, 1);
    return parses(first) ? readJsonLines(text) : readParts(text, start, false);
  }
  return readParts(text, start + 1, true);
}

function parses(text: string): boolean {
  try {
    parseJson(text);
    return true;
  } catch {
    return false;
  }
}

/** Cuts at the outer commas from `start` on; `inArray`: up to the end of the array, which must be that of the text. */
function readParts(text: string, start: number, inArray: boolean): FileTask[] {
  const tasks: FileTask[] = [];
  let [depth, inText, from, line, fromLine] = [0, false, start, lineAt(text, start), lineAt(text, start)];
  const cut = (to: number): void => {
    const part = text.slice(from, to).trim();
    if (part !== "") add(tasks, part, fromLine);
  };
  for (let at = start; at < text.length; at++) {
    const letter = text[at]!;
    if (letter === "\n") line += 1;
    if (inText) {
      if (letter === "\\") at += 1;
      else if (letter === '"') inText = false;
    } else if (letter === '"') inText = true;
    else if (letter === "{" || letter === "[") {
      if (depth === 0) fromLine = line;
      depth += 1;
    } else if (letter === "}" || (letter === "]" && depth > 0)) depth -= 1;
    else if (depth === 0 && (letter === "," || letter === "]")) {
      cut(at);
      from = at + 1;
      fromLine = line;
      if (letter === "]") {
        if (text.slice(from).trim() !== "") throw new FileRefused("INVALID_JSON", line);
        return tasks;
      }
    }
  }
  if (inArray) throw new FileRefused("INVALID_JSON", line);
  cut(text.length);
  return tasks;
}

const lineAt = (text: string, index: number): number => text.slice(0, index).split("\n").length;

function add(tasks: FileTask[], text: string, line: number): void {
  if (tasks.length >= BOUNDS.rows) throw new FileRefused("TOO_MANY_ROWS", BOUNDS.rows);
  if (text.length > BOUNDS.rowLength) throw new FileRefused("ROW_TOO_LONG", line);
  try {
    const task = taskOfJson(parseJson(text));
    tasks.push(task === null ? { line, text, unreadable: "OBJECT_EXPECTED" } : { line, task });
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    tasks.push({ line, text, unreadable: error.code });
  }
}
