import { type ReactNode, useId } from "react";
import { stringifyJson } from "../../../shared/values/json.ts";
import { useWords } from "../../language.ts";
import type { ViewAnswer } from "./frame-state.ts";
import { List } from "./remarks.tsx";
import { words } from "./words.ts";
import styles from "./worker-view.module.css";

/** The answer in the frame as output values, and whether the interface takes it. */
export function AnswerPart({ answer, children }: { answer: ViewAnswer | null; children: ReactNode }) {
  const w = useWords(words);
  const heading = useId();
  const empty = answer === null || Object.keys(answer.output_values).length === 0;
  return (
    <section className={styles.answer} aria-labelledby={heading}>
      <h3 id={heading}>{w.answer}</h3>
      {empty && !answer?.submitted && <p className={styles.quiet}>{w.noAnswer}</p>}
      {answer !== null && (!empty || answer.submitted) && (
        <>
          <pre className={styles.json}>{stringifyJson(answer.output_values, 2)}</pre>
          <p role="status" className={answer.valid ? styles.good : styles.quiet}>
            {answer.valid ? w.accepted : w.refused}
          </p>
          {answer.problems.length > 0 && (
            <List texts={answer.problems.map(({ path, text }) => w.problemOf(path, text))} />
          )}
        </>
      )}
      {children}
    </section>
  );
}
