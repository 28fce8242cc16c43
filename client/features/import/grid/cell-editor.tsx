import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { GrowingText } from "../../../ui/text/field.tsx";
import styles from "./grid.module.css";

/** The text of a cell, to change. Enter and leaving it put it in; Escape leaves the cell as it was. */
export function CellEditor(props: { text: string; label: string; onDone: (text: string | null) => void }) {
  const [text, setText] = useState(props.text);
  const box = useRef<HTMLSpanElement>(null);
  const done = useRef(false);
  useEffect(() => {
    const input = box.current?.querySelector("textarea");
    input?.focus();
    input?.select();
  }, []);
  const finish = (next: string | null): void => {
    if (done.current) return;
    done.current = true;
    props.onDone(next === props.text ? null : next);
  };
  const press = (event: KeyboardEvent): void => {
    // The keys of the grid and of the page are not for the text.
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") finish(null);
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    finish(text);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: these are keys of the text box
    <span ref={box} className={styles.editor} onKeyDown={press}>
      <GrowingText id="cell-editor" label={props.label} value={text} onChange={setText} onBlur={() => finish(text)} />
    </span>
  );
}
