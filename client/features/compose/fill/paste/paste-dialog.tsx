import { useState } from "react";
import { useWords } from "../../../../language.ts";
import { Button } from "../../../../ui/button.tsx";
import { Dialog } from "../../../../ui/dialog/dialog.tsx";
import { describedBy, Field, GrowingText } from "../../../../ui/text/field.tsx";
import styles from "../../compose.module.css";
import { useComposer } from "../../composer-context.ts";
import { words } from "../words.ts";
import { fillFromPaste } from "./fill-from-paste.ts";

/** Fills the form from a pasted task. */
export default function PasteDialog({ onClose }: { onClose: () => void }) {
  const { form, pool, specs, fill } = useComposer();
  const w = useWords(words);
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | undefined>();
  const take = () => {
    const filled = fillFromPaste(text, pool.id, specs, form.getValues());
    if (!filled.ok) return setProblem(filled.sentence);
    fill(filled.form, filled.said);
    onClose();
  };
  return (
    <Dialog onClose={onClose} title={w.pasteTask} size="lg">
      <Field id="pasted" label={w.pasteLabel} about={w.pasteAbout} error={problem}>
        <GrowingText
          id="pasted"
          autoFocus
          tall
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
        <Button onClick={onClose}>{w.cancel}</Button>
        <Button look="primary" onClick={take}>
          {w.fillForm}
        </Button>
      </div>
    </Dialog>
  );
}
