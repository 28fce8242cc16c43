import { useState } from "react";
import styles from "./controls.module.css";
import { columnOf } from "./items.ts";

/** A place to paste a column into, opened by a button. */
export function PasteColumn(props: { id: string; label: string; onColumn: (column: string[]) => void }) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const column = columnOf(text);
  const close = () => {
    setOpen(false);
    setText("");
  };
  if (!open)
    return (
      <button type="button" className={styles.button} onClick={() => setOpen(true)}>
        Paste a column<span className={styles.unseen}> into {props.label}</span>
      </button>
    );
  return (
    <div className={styles.column}>
      <textarea
        // The operator has just asked for it.
        ref={(area) => area?.focus()}
        aria-label={`Column for ${props.label}, an item a line`}
        rows={4}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Escape" && close()}
      />
      <button
        type="button"
        className={styles.button}
        onClick={() => {
          props.onColumn(column);
          close();
        }}
      >
        Add {column.length === 1 ? "1 item" : `${column.length} items`}
      </button>
      <button type="button" className={styles.button} onClick={close}>
        Cancel
      </button>
    </div>
  );
}
