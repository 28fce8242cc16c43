import { type ClipboardEvent, useState } from "react";
import { fieldType, isTolokaUrl } from "../../../../../shared/fields/input-spec.ts";
import { wordsNow } from "../../../../language.ts";
import { useComposer } from "../../composer-context.ts";
import { buildTask } from "../../form/build-task.ts";
import { domId, inputName, stepOf } from "../../form/field-names.ts";
import { fieldsOf } from "../../form/task-form.ts";
import { words } from "../words.ts";
import type { PastedRow } from "./row-offer.tsx";
import { spread } from "./spread.ts";

/** Rows of several cells that are pasted into a field. Where the field can hold them as text, the operator is asked. */
export function useRowPaste() {
  const { form, pool, specs, fill, offerSeveral } = useComposer();
  const [row, setRow] = useState<PastedRow | null>(null);
  const split = ({ fieldId, cells, count, several, before }: PastedRow): void => {
    const w = wordsNow(words);
    if (several !== null) {
      const now = form.getValues();
      fill({ ...now, input: { ...now.input, [stepOf(fieldId)]: before } }, null);
      setRow(null);
      document.getElementById(domId(inputName(fieldId)))?.focus();
      offerSeveral(several);
      return;
    }
    const { form: next, names, note } = spread(form.getValues(), specs, fieldId, cells);
    fill(next, [w.splitInto(names), count > 1 && w.onlyOne(count), note].filter(Boolean).join(" "));
    setRow(null);
    document.getElementById(domId(inputName(names.at(-1)!)))?.focus();
  };
  const onPaste = async (event: ClipboardEvent): Promise<void> => {
    const text = event.clipboardData.getData("text");
    const field = fieldsOf(specs.input_spec).find(([id]) => domId(inputName(id)) === (event.target as Element).id);
    setRow(null);
    if (!field) return;
    const [fieldId, spec] = field;
    const before = form.getValues().input[stepOf(fieldId)] ?? "";
    const severalIn = async () => {
      const { severalTasks } = await import("../several/several-tasks.ts");
      return severalTasks(text, buildTask(form.getValues(), pool.id, specs), specs, fieldId);
    };
    const type = fieldType(spec);
    if (isAddresses(text) && type?.element === "url" && !type.array) {
      event.preventDefault();
      const several = await severalIn();
      if (several !== null) offerSeveral(several);
      return;
    }
    if (!text.includes("\t")) return;
    const holdsText = type?.element === "string";
    if (!holdsText) event.preventDefault();
    const { readTabbed } = await import("../../../../../shared/task-file/table-cells.ts");
    const rows = readTabbed(text);
    const several = rows.length > 1 ? await severalIn() : null;
    const pasted = { fieldId, cells: rows[0] ?? [], count: rows.length, several, before };
    if (!holdsText) split(pasted);
    else if (pasted.cells.length > 1) setRow(pasted);
  };
  return { row, onPaste, split, keepText: () => setRow(null) };
}

/** Whether a text is several addresses, one a line. */
function isAddresses(text: string): boolean {
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== "");
  return lines.length > 1 && lines.every((line) => isTolokaUrl(line.trim()));
}
