import { wordsNow } from "../../../../language.ts";
import { readTask } from "../../form/read-task.ts";
import { fieldsOf, type Specs, type TaskForm } from "../../form/task-form.ts";
import { words } from "../words.ts";
import { readPasted } from "./paste-task.ts";
import { spread } from "./spread.ts";

export type Filled = { ok: true; form: TaskForm; said: string } | { ok: false; sentence: string };

/** The form with a pasted task, or with a pasted row in its fields; or why the text cannot be read. */
export function fillFromPaste(text: string, poolId: string, specs: Specs, before: TaskForm): Filled {
  const pasted = readPasted(text, poolId, specs);
  if (!pasted.ok) return pasted;
  const w = wordsNow(words);
  if (pasted.task !== null)
    return {
      ok: true,
      form: readTask(pasted.task, specs, before),
      said: [w.filledFromPaste, ...pasted.notes].join(" "),
    };
  const [first] = fieldsOf(specs.input_spec).map(([id]) => id);
  if (first === undefined) return { ok: false, sentence: w.nothingFits };
  const { form, names, note } = spread(before, specs, first, pasted.cells);
  return { ok: true, form, said: [w.splitInto(names), ...pasted.notes, note].filter(Boolean).join(" ") };
}
