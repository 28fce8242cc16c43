import { fieldType, isTolokaUrl } from "../../../../../shared/fields/input-spec.ts";
import { readColumns } from "../../../../../shared/task-file/columns.ts";
import { taskOfJson } from "../../../../../shared/task-file/json-task.ts";
import { taskOfRow } from "../../../../../shared/task-file/rows.ts";
import { readTabbed } from "../../../../../shared/task-file/table-cells.ts";
import { JsonError, type JsonObject, parseJson, stringifyJson } from "../../../../../shared/values/json.ts";
import { fieldsOf, type Specs } from "../../form/task-form.ts";

/** Several tasks that were pasted. `text`: the same for the page of tables. `tasks`: `null` for more than the form shows. */
export interface SeveralTasks {
  tasks: JsonObject[] | null;
  text: string;
}

/** More are shown as a table of their own. */
const MOST_IN_FORM = 48;

/**
 * The tasks in a pasted text: addresses, one a line, for the field `into` or the first that holds one; rows of a table with
 * a header, or without for the fields from `into` or the first on; a JSON array. `base`: the task in the form, whose other values and options they have; rows and JSON
 * have its options alone. `null` for anything else, and for a single task.
 */
export function severalTasks(text: string, base: JsonObject, specs: Specs, into: string | null): SeveralTasks | null {
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== "");
  if (/^\s*\[/.test(text)) return ofJson(text, optionsOf(base));
  if (lines.length < 2) return null;
  if (lines.every((line) => isTolokaUrl(line.trim()))) return ofAddresses(lines, base, specs, into);
  return text.includes("\t") ? ofRows(text, lines, optionsOf(base), specs, into) : null;
}

function ofAddresses(lines: string[], base: JsonObject, specs: Specs, into: string | null): SeveralTasks | null {
  const fields = fieldsOf(specs.input_spec).filter(([, spec]) => {
    const type = fieldType(spec);
    return type?.element === "url" && !type.array;
  });
  const [field] = fields.find(([id]) => id === into) ?? fields[0] ?? [];
  if (field === undefined || (into !== null && field !== into)) return null;
  const { pool_id: _, ...rest } = base;
  const tasks = lines.map((line) => ({
    ...rest,
    input_values: { ...(base.input_values as JsonObject), [field]: line.trim() },
  }));
  return { tasks: fewOf(tasks), text: tasks.map((task) => stringifyJson(task)).join("\n") };
}

function ofRows(
  text: string,
  lines: string[],
  options: JsonObject,
  specs: Specs,
  into: string | null,
): SeveralTasks | null {
  const [first = []] = readTabbed(lines[0]!);
  const titled = readColumns(first, specs).columns.some(({ holds }) => holds.kind !== "apart");
  const fields = fieldsOf(specs.input_spec).map(([id]) => id);
  const titles = fields.slice(into === null ? 0 : fields.indexOf(into)).map((id) => `INPUT:${id}`);
  const header = titled ? first : first.map((_cell, index) => titles[index] ?? "");
  const whole = titled ? text : `${header.join("\t")}\n${text}`;
  if (lines.length > MOST_IN_FORM + 1) return { tasks: null, text: whole };
  const rows = readTabbed(whole).slice(1);
  if (rows.length < 2) return null;
  const { columns } = readColumns(header, specs);
  const tasks = rows.map((cells) => {
    const read = taskOfRow(columns, cells);
    return withOptions("task" in read ? read.task : read.partial, options);
  });
  return { tasks: fewOf(tasks), text: whole };
}

function ofJson(text: string, options: JsonObject): SeveralTasks | null {
  try {
    const list = parseJson(text);
    if (!Array.isArray(list) || list.length < 2) return null;
    const tasks = list.map(taskOfJson);
    if (!tasks.every((task) => task !== null)) return null;
    return { tasks: fewOf(tasks.map(({ pool_id: _, ...task }) => withOptions(task, options))), text };
  } catch (error) {
    if (error instanceof JsonError) return null;
    throw error;
  }
}

const fewOf = (tasks: JsonObject[]): JsonObject[] | null => (tasks.length > MOST_IN_FORM ? null : tasks);

/** What the form says about a task beside its values and answers. */
function optionsOf(base: JsonObject): JsonObject {
  const { pool_id: _, input_values: __, known_solutions: ___, message_on_unknown_solution: ____, ...options } = base;
  return options;
}

/** The overlap of the form holds where the task has none of its own. */
function withOptions(task: JsonObject, options: JsonObject): JsonObject {
  if (!("overlap" in task) && !("infinite_overlap" in task)) return { ...options, ...task };
  const { overlap: _, infinite_overlap: __, ...rest } = options;
  return { ...rest, ...task };
}
