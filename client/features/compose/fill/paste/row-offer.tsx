import { IconTable } from "@tabler/icons-react";
import { useWatch } from "react-hook-form";
import { useWords } from "../../../../language.ts";
import type { Typed } from "../../../../parts/controls/typed.ts";
import { Button } from "../../../../ui/button.tsx";
import { Strip } from "../../../../ui/strip.tsx";
import { useComposer } from "../../composer-context.ts";
import { inputName } from "../../form/field-names.ts";
import type { SeveralTasks } from "../several/several-tasks.ts";
import { words } from "../words.ts";
import { namesFor } from "./spread.ts";

/** A row of a table that was pasted into the field `fieldId`; the first of `count` rows. */
export interface PastedRow {
  fieldId: string;
  cells: string[];
  count: number;
  /** The tasks in all rows, if there are several. */
  several: SeveralTasks | null;
  /** What was in the field before. */
  before: Typed;
}

/**
 * Offers to split a pasted row into the field that it was pasted into and those after it, or several rows into tasks, until
 * that field changes.
 */
export function RowOffer(props: { row: PastedRow; onSplit: (row: PastedRow) => void; onKeep: () => void }) {
  const { row, onSplit, onKeep } = props;
  const { form, specs } = useComposer();
  const w = useWords(words);
  const typed = useWatch({ control: form.control, name: inputName(row.fieldId) as never }) as unknown;
  if (typeof typed !== "string" || !typed.includes("\t")) return null;
  return (
    <Strip
      tone="accent"
      role="status"
      icon={<IconTable size={18} aria-hidden />}
      actions={
        <>
          <Button compact onClick={() => onSplit(row)}>
            {row.several ? w.splitTasks : w.split(namesFor(specs, row.fieldId, row.cells))}
          </Button>
          <Button compact look="quiet" onClick={onKeep}>
            {w.keepText}
          </Button>
        </>
      }
    >
      {row.several ? w.offerRows : w.offer}
    </Strip>
  );
}
