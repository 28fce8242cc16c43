import { problemText } from "../../../shared/api/problem.ts";
import { ProblemError } from "../../api.ts";
import { useLanguage, useWords } from "../../language.ts";
import { Button } from "../../ui/button.tsx";
import styles from "./connection-card.module.css";
import { words } from "./words.ts";

/** The server did not say how it is connected. */
export function ConnectionFailed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const w = useWords(words);
  const language = useLanguage();
  return (
    <div className={styles.failed} role="alert">
      <p>{error instanceof ProblemError ? problemText(error.problem, language) : w.failed}</p>
      <Button onClick={onRetry}>{w.tryAgain}</Button>
    </div>
  );
}
