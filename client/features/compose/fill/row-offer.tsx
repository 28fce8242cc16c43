import { useWatch } from "react-hook-form";
import { stringifyJson } from "../../../../shared/values/json.ts";
import { toTyped } from "../../../parts/controls/typed.ts";
import styles from "../compose.module.css";
import { useComposer } from "../composer-context.ts";
import { domId, inputName, stepOf } from "../form/field-names.ts";
import { fieldsOf } from "../form/task-form.ts";
import own from "./row-offer.module.css";
import { cellValue } from "./table-row.ts";

/** A row of a table that was pasted into the field `fieldId`. */
export interface PastedRow {
  fieldId: string;
  cells: string[];
}

/** Offers to split a pasted row into the field that it was pasted into and those after it, until that field changes. */
export function RowOffer({ row, onDone }: { row: PastedRow; onDone: () => void }) {
  const { form, specs, fill } = useComposer();
  const typed = useWatch({ control: form.control, name: inputName(row.fieldId) as never }) as unknown;
  if (typeof typed !== "string" || !typed.includes("\t")) return null;
  const fields = fieldsOf(specs.input_spec);
  const from = fields.findIndex(([id]) => id === row.fieldId);
  const filled = fields.slice(from, from + row.cells.length);
  const names = filled.map(([id]) => id);
  const surplus = row.cells.slice(filled.length);
  const spread = (): void => {
    const before = form.getValues();
    const input = { ...before.input };
    for (const [index, [id, spec]] of filled.entries()) {
      const cell = row.cells[index]!;
      // An empty cell leaves its field as it is, except for the first, which holds the pasted row.
      if (cell !== "" || index === 0)
        input[stepOf(id)] = toTyped(spec, cell === "" ? undefined : cellValue(cell, specs.input_spec, id));
    }
    fill({ ...before, input }, `The row was spread over ${names.join(", ")}.`);
    onDone();
    document.getElementById(domId(inputName(names.at(-1)!)))?.focus();
  };
  return (
    <div className={own.offer} role="status">
      <p>
        This looks like a row of a table
        {surplus.length > 0 && `; for ${wordsOf(surplus)} there is no field after it`}.
      </p>
      <button type="button" className={styles.plain} onClick={spread}>
        Spread it over {names.join(", ")}
      </button>
      <button type="button" className={styles.plain} onClick={onDone}>
        Leave it
      </button>
    </div>
  );
}

/** The first few cells, and how many more there are. */
function wordsOf(cells: string[]): string {
  const shown = cells
    .slice(0, SHOWN)
    .map((cell) => stringifyJson(cell.length > LONGEST ? `${cell.slice(0, LONGEST)}…` : cell));
  return cells.length > SHOWN ? `${shown.join(", ")} and ${cells.length - SHOWN} more` : shown.join(", ");
}
const SHOWN = 3;
const LONGEST = 40;
