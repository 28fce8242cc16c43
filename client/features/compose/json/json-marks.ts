import type { FieldProblem } from "../../../../shared/faults/faults.ts";
import type { JsonMark } from "../../../ui/json-codemirror.ts";

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

const TOKEN = /"(?:\\.|[^"\\])*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;

/** The range of each value by its path; of an object or list only its first character. */
function spansOf(text: string): Map<string, { from: number; to: number }> {
  const spans = new Map<string, { from: number; to: number }>();
  const stack: { path: string; index: number | null; key: string }[] = [];
  let awaitsKey = false;
  for (const match of text.matchAll(TOKEN)) {
    const token = match[0];
    const from = match.index;
    const top = stack.at(-1);
    if (token === "," && top) {
      if (top.index === null) awaitsKey = true;
      else top.index += 1;
    } else if (token === "}" || token === "]") {
      stack.pop();
      awaitsKey = false;
    } else if (awaitsKey && top && token.startsWith('"')) {
      top.key = token.slice(1, -1);
      awaitsKey = false;
    } else if (token !== ":" && token !== ",") {
      const step = top === undefined ? "" : top.index === null ? top.key : String(top.index);
      const path = top === undefined ? "" : top.path === "" ? step : `${top.path}.${step}`;
      spans.set(path, { from, to: from + token.length });
      if (token === "{" || token === "[") {
        stack.push({ path, index: token === "[" ? 0 : null, key: "" });
        awaitsKey = token === "{";
      }
    }
  }
  return spans;
}
