import { useState } from "react";
import { Dialog } from "../../../ui/dialog.tsx";
import { describedBy, Field, GrowingText } from "../../../ui/field.tsx";
import styles from "../compose.module.css";
import { useComposer } from "../composer-context.ts";
import { readTask } from "../form/read-task.ts";
import { readPasted } from "./paste-task.ts";

/** Fills the form from a pasted task. */
export default function PasteDialog({ onClose }: { onClose: () => void }) {
  const { form, pool, specs, fill } = useComposer();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | undefined>();
  const take = () => {
    const pasted = readPasted(text, pool.id, specs);
    if (!pasted.ok) return setProblem(pasted.sentence);
    fill(readTask(pasted.task, specs, form.getValues()), ["Filled from what was pasted.", ...pasted.notes].join(" "));
    onClose();
  };
  return (
    <Dialog onClose={onClose} title="Paste a task" size="lg">
      <Field
        id="pasted"
        label="Task to paste"
        about="JSON, a header and a row of a table (INPUT:image …), or a toloka-kit snippet (Task(input_values={…}))"
        error={problem}
      >
        <GrowingText
          id="pasted"
          value={text}
          onChange={(next) => {
            setText(next);
            setProblem(undefined);
          }}
          invalid={problem !== undefined}
          describedBy={describedBy("pasted")}
        />
      </Field>
      <div className={styles.buttons}>
        <button type="button" className={styles.plain} onClick={onClose}>
          Cancel
        </button>
        <button type="button" className={styles.primary} onClick={take}>
          Fill the form
        </button>
      </div>
    </Dialog>
  );
}
