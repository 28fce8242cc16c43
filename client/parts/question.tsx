import { useEffect, useRef } from "react";
import { Button } from "../ui/button.tsx";
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

/** Asks before an action that costs money or cannot be undone. The box takes the focus, not a button; Escape is no. */
export function Question({ question, yes, no, busy, onYes, onNo }: QuestionProps) {
  const box = useRef<HTMLFieldSetElement>(null);
  useEffect(() => box.current?.focus(), []);
  const press = (event: React.KeyboardEvent) => {
    if (event.key !== "Escape") return;
    // Escape answers this question, and closes nothing around it.
    event.stopPropagation();
    onNo();
  };
  return (
    <fieldset ref={box} className={styles.question} tabIndex={-1} onKeyDown={press}>
      <legend>{question}</legend>
      {yes !== null && (
        <Button look="danger" aria-busy={busy} onClick={() => busy || onYes()}>
          {yes}
        </Button>
      )}
      <Button onClick={onNo}>{no}</Button>
    </fieldset>
  );
}
