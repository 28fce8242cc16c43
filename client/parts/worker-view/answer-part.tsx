import type { ReactNode } from "react";
import { stringifyJson } from "../../../shared/values/json.ts";
import { useWords } from "../../language.ts";
import type { ViewAnswer } from "./frame/frame-state.ts";
import { List } from "./remarks.tsx";
import { words } from "./words.ts";
import styles from "./worker-view.module.css";

/** What refuses an answer: the interface, or `output_spec` alone, which Toloka checks after it. */
function refusedBy(answer: ViewAnswer | null): "interface" | "output_spec" | null {
  const problems = answer?.problems ?? [];
  if (problems.some(({ from }) => from !== "output_spec")) return "interface";
  return problems.length === 0 ? null : "output_spec";
}

/** The answer in the frame as output values, and whether the interface takes it. */
export function AnswerPart({ answer, children }: { answer: ViewAnswer | null; children: ReactNode }) {
  const w = useWords(words);
  const by = refusedBy(answer);
  const empty = answer === null || Object.keys(answer.output_values).length === 0;
  return (
    <div className={styles.answer}>
      <h3>{w.answer}</h3>
      {empty && !answer?.submitted && <p className={styles.quiet}>{w.noAnswer}</p>}
      {answer !== null && (!empty || answer.submitted) && (
        <>
          <pre className={styles.json}>{stringifyJson(answer.output_values, 2)}</pre>
          <p role="status" className={by === null ? styles.good : styles.quiet}>
            {by === null ? w.accepted : w.refused[by]}
          </p>
          {answer.problems.length > 0 && (
            <List
              texts={answer.problems.map(({ path, text, from }) =>
                from === "condition" ? w.warningAt(text, path) : w.problemOf(path, text),
              )}
            />
          )}
        </>
      )}
      {children}
    </div>
  );
}
