import { readCell } from "../../../../../shared/task-file/cells/cell.ts";
import { stringifyJson } from "../../../../../shared/values/json.ts";
import { wordsNow } from "../../../../language.ts";
import { toTyped } from "../../../../parts/controls/typed.ts";
import { stepOf } from "../../form/field-names.ts";
import { fieldsOf, type Specs, type TaskForm } from "../../form/task-form.ts";
import { words } from "../words.ts";

/** The fields that a row of cells goes into, from the field `from` on. */
export const namesFor = (specs: Specs, from: string, cells: readonly string[]): string[] => {
  const names = fieldsOf(specs.input_spec).map(([id]) => id);
  const first = names.indexOf(from);
  return names.slice(first, first + cells.length);
};

/** The form with the cells in the fields from `from` on. `note`: what was left over, or "". */
export function spread(before: TaskForm, specs: Specs, from: string, cells: readonly string[]) {
  const names = namesFor(specs, from, cells);
  const input = { ...before.input };
  for (const [index, id] of names.entries()) {
    const cell = cells[index]!;
    // An empty cell leaves its field as it is, except for the first, which may hold the pasted row.
    if (cell !== "" || index === 0)
      input[stepOf(id)] = toTyped(specs.input_spec[id]!, readCell(specs.input_spec[id]!, cell).value);
  }
  const surplus = cells.slice(names.length).filter((cell) => cell !== "");
  return { form: { ...before, input }, names, note: surplus.length === 0 ? "" : surplusText(surplus) };
}

/** The first few cells, and how many more there are. */
function surplusText(cells: readonly string[]): string {
  const w = wordsNow(words);
  const shown = cells
    .slice(0, SHOWN)
    .map((cell) => stringifyJson(cell.length > LONGEST ? `${cell.slice(0, LONGEST)}…` : cell))
    .join(", ");
  return w.noField(cells.length > SHOWN ? w.more(shown, cells.length - SHOWN) : shown);
}
const SHOWN = 3;
const LONGEST = 40;
