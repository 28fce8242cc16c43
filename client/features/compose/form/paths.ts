import { answerName, inputName, weightName } from "./field-names.ts";
import type { Specs, TaskForm } from "./task-form.ts";

/** Where the value at a path is typed: the form's name of the control, and the position in its list. */
export interface Place {
  name: string;
  item: number | null;
}

/** The control for a problem's path (`input_values.tags.2`, `known_solutions.0.correctness_weight`); `null` if none. */
export function placeOf(path: string, form: TaskForm, specs: Specs): Place | null {
  const own = (name: string): Place => ({ name, item: null });
  if (path.startsWith("input_values.")) return fieldPlace(path.slice(13), Object.keys(specs.input_spec), inputName);
  const answer = /^(known|baseline)_solutions(?:\.(\d+))?(?:\.(.*))?$/.exec(path);
  if (answer) {
    const [, list, index = "0", member = ""] = answer;
    const key = form[list as "known" | "baseline"][Number(index)];
    if (key === undefined) return own(`${list}_solutions`);
    if (/_weight$/.test(member)) return own(weightName(key));
    const fields = Object.keys(specs.output_spec);
    const rest = member.replace(/^output_values\.?/, "") || (fields[0] ?? "");
    return fieldPlace(rest, fields, (id) => answerName(key, id));
  }
  if (path === "message_on_unknown_solution") return own("hint");
  if (path === "overlap" || path === "infinite_overlap") return own("overlap");
  const list = path.split(".")[0]!;
  if (Object.hasOwn(form.lists, list)) return own(`lists.${list}`);
  return path === "parameters.operation_id" ? own("operation_id") : null;
}

function fieldPlace(rest: string, fields: string[], nameOf: (id: string) => string): Place | null {
  const id = fields
    .filter((field) => rest === field || rest.startsWith(`${field}.`))
    .sort((a, b) => b.length - a.length)[0];
  if (id === undefined) return null;
  const item = /^\d+$/.exec(rest.slice(id.length + 1).split(".")[0] ?? "");
  return { name: nameOf(id), item: item ? Number(item[0]) : null };
}
