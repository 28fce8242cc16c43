import { useEffect, useRef } from "react";
import styles from "./question.module.css";

interface QuestionProps {
  question: string;
  /** The text of the button that does it; `null` if nothing can be done. */
  yes: string | null;
  no: string;
  busy: boolean;
  onYes: () => void;
  onNo: () => void;
}

/** Asks before an action that costs money or cannot be undone. The box takes the focus, not a button. */
export function Question({ question, yes, no, busy, onYes, onNo }: QuestionProps) {
  const box = useRef<HTMLFieldSetElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <fieldset ref={box} className={styles.question} tabIndex={-1}>
      <legend>{question}</legend>
      {yes !== null && (
        <button type="button" className={styles.yes} aria-busy={busy} onClick={() => busy || onYes()}>
          {yes}
        </button>
      )}
      <button type="button" className={styles.no} onClick={onNo}>
        {no}
      </button>
    </fieldset>
  );
}
