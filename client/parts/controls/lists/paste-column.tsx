import { type KeyboardEvent, useState } from "react";
import styles from "../controls.module.css";
import { columnOf } from "./items.ts";

const adds = (event: KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && !event.repeat;

/** A button that opens a text area for a pasted column. Ctrl/Cmd+Enter adds it, Escape closes it. */
export function PasteColumn(props: { id: string; label: string; onColumn: (column: string[]) => void }) {
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
      <button type="button" className={styles.button} onClick={() => setOpen(true)}>
        Paste a column<span className={styles.unseen}> into {props.label}</span>
      </button>
    );
  return (
    // A dialog, so that the keys that create a task do nothing here.
    <div role="dialog" aria-label={`Paste a column into ${props.label}`} className={styles.column}>
      <textarea
        ref={(area) => area?.focus()}
        aria-label={`Column for ${props.label}, an item a line`}
        rows={4}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={press}
      />
      <button type="button" className={styles.button} onClick={add}>
        Add {column.length === 1 ? "1 item" : `${column.length} items`}
      </button>
      <button type="button" className={styles.button} onClick={close}>
        Cancel
      </button>
    </div>
  );
}
