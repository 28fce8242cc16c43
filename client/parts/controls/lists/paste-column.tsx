import { type KeyboardEvent, useState } from "react";
import { useWords } from "../../../language.ts";
import { Button } from "../../../ui/button.tsx";
import styles from "../controls.module.css";
import { words } from "../words.ts";
import { columnOf } from "./items.ts";

const adds = (event: KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && !event.repeat;

/** A button that opens a text area for a pasted column. Ctrl/Cmd+Enter adds it, Escape closes it. */
export function PasteColumn(props: { id: string; label: string; onColumn: (column: string[]) => void }) {
  const w = useWords(words);
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const column = columnOf(text);
  const close = () => {
    setOpen(false);
    setText("");
  };
  const add = () => {
    props.onColumn(column);
    close();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && adds(event)) add();
    else return;
    event.preventDefault();
  };
  if (!open)
    return (
      <Button compact look="quiet" aria-label={w.pasteColumnInto(props.label)} onClick={() => setOpen(true)}>
        {w.pasteColumn}
      </Button>
    );
  return (
    // A dialog, so that the keys that create a task do nothing here.
    <div role="dialog" aria-label={w.pasteColumnInto(props.label)} className={styles.column}>
      <textarea
        ref={(area) => area?.focus()}
        aria-label={w.columnFor(props.label)}
        rows={4}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={press}
      />
      <Button compact onClick={add}>
        {w.addCount(column.length)}
      </Button>
      <Button compact look="quiet" onClick={close}>
        {w.cancel}
      </Button>
    </div>
  );
}
