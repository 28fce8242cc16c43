import type { Problem } from "../../../../shared/api/problem.ts";
import { useLanguage } from "../../../language.ts";
import { ProblemMessage } from "../../../parts/problem.tsx";
import styles from "../compose.module.css";
import { useComposed, useComposer } from "../composer-context.ts";
import { optionsWords } from "../fields/options-words.ts";
import { costWords } from "../panels/pool-facts.ts";
import { ConfirmPanel } from "./confirm-panel.tsx";
import own from "./create-bar.module.css";
import type { Problems } from "./creation.ts";
import type { Question } from "./question.ts";

/** What is asked before a task is created. */
export function Confirm(props: { question: Question; onConfirm: () => void; onCancel: () => void }) {
  const { pool, project } = useComposer();
  const now = useComposed();
  const where = `${project.public_name}, pool ${pool.id}`;
  const summary = `1 ${now.form.kind} task for ${where}; ${optionsWords(now.form, pool, useLanguage())}; ${costWords(now, pool)}`;
  return <ConfirmPanel {...props} summary={summary} />;
}

/** The server could not be reached, or took nothing: what was typed stands, and the same id is used again. */
export function Failure(props: { problem: Problem; onAgain: () => void; onPath: (path: string) => void }) {
  const { problem } = props;
  const corrigible = problem.status === 422 || problem.status === 409;
  return (
    <div className={own.failure}>
      <ProblemMessage problem={problem} onField={props.onPath} />
      {!corrigible && (
        <div className={styles.buttons}>
          <span className={styles.quiet}>Nothing is lost. Sent again, it keeps its id and is created once.</span>
          <button type="button" className={styles.plain} onClick={props.onAgain}>
            Send again
          </button>
        </div>
      )}
    </div>
  );
}

/** What kept the last press from creating, as links to the fields. */
export function Blocked({ problems, onPath }: { problems: Problems; onPath: (path: string) => void }) {
  const now = useComposed();
  // What has been corrected since goes from the list; the JSON view's problem and the pool's stay until the next press.
  const remains = (path: string): boolean => path === "task" || path === "pool_id" || Object.hasOwn(now.problems, path);
  const entries = Object.entries(problems).filter(([path]) => remains(path));
  if (entries.length === 0) return null;
  return (
    <div role="alert" className={own.missing}>
      <b>
        {entries.length === 1
          ? "One thing is to be corrected first:"
          : `${entries.length} things are to be corrected first:`}
      </b>
      <ul>
        {entries.slice(0, 30).map(([path, { message }]) => (
          <li key={path}>
            <button type="button" className={styles.toField} onClick={() => onPath(path)}>
              {path}
            </button>{" "}
            {message}
          </li>
        ))}
        {entries.length > 30 && <li>and {entries.length - 30} more</li>}
      </ul>
    </div>
  );
}
