import { type JSONPath, visit } from "jsonc-parser";
import type { FieldProblem } from "../../../../shared/faults/faults.ts";
import type { JsonMark } from "../../../ui/text/json-codemirror.ts";

/**
 * The ranges of the problems' values in JSON text. For a value that is missing, the nearest member above it is marked.
 * The text must be JSON.
 */
export function marksFor(text: string, problems: Readonly<Record<string, FieldProblem>>): JsonMark[] {
  const entries = Object.entries(problems);
  if (entries.length === 0) return [];
  const spans = spansOf(text);
  return entries.map(([path, { message }]) => {
    let at = path;
    while (at !== "" && !spans.has(at)) at = at.includes(".") ? at.slice(0, at.lastIndexOf(".")) : "";
    const span = spans.get(at) ?? { from: 0, to: Math.min(1, text.length) };
    return { ...span, message: at === path ? message : `${path}: ${message}` };
  });
}

/** The range of each value by its path; of an object or list only its first character. */
function spansOf(text: string): Map<string, { from: number; to: number }> {
  const spans = new Map<string, { from: number; to: number }>();
  const add = (offset: number, length: number, path: JSONPath) =>
    void spans.set(path.join("."), { from: offset, to: offset + length });
  visit(text, {
    onObjectBegin: (offset, length, _line, _column, path) => add(offset, length, path()),
    onArrayBegin: (offset, length, _line, _column, path) => add(offset, length, path()),
    onLiteralValue: (_value, offset, length, _line, _column, path) => add(offset, length, path()),
  });
  return spans;
}
