import { ProblemMessage } from "../../../parts/problem.tsx";
import styles from "../compose.module.css";
import { useComposer } from "../composer-context.ts";
import { optionsWords } from "../fields/options-words.ts";
import { useComposed } from "../form/composed.ts";
import { costWords } from "../panels/pool-facts.ts";
import { ConfirmPanel } from "./confirm-panel.tsx";
import own from "./create-bar.module.css";
import type { CreateBarProps } from "./create-bar-props.ts";

/** What is asked before a task is created. */
export function Confirm({ creation, onConfirm, onCancel }: CreateBarProps) {
  const { composed, pool, project } = useComposer();
  const now = useComposed(composed);
  if (creation.phase.step !== "asking") return null;
  const { question } = creation.phase;
  const where = `${project.public_name}, pool ${pool.id}`;
  return (
    <ConfirmPanel
      question={question}
      summary={`1 ${now.form.kind} task for ${where}; ${optionsWords(now.form, pool)}; ${costWords(now, pool)}`}
      onConfirm={onConfirm}
      onCancel={onCancel}
    />
  );
}

/** The server could not be reached, or took nothing: what was typed stands, and the same id is used again. */
export function Failure({ creation, onPath }: CreateBarProps) {
  if (creation.phase.step !== "failed") return null;
  const { problem } = creation.phase;
  const corrigible = problem.status === 422 || problem.status === 409;
  return (
    <div className={own.failure}>
      <ProblemMessage problem={problem} onField={onPath} />
      {!corrigible && (
        <div className={styles.buttons}>
          <span className={styles.quiet}>Nothing is lost. Sent again, it keeps its id and is created once.</span>
          <button type="button" className={styles.plain} onClick={creation.again}>
            Send again
          </button>
        </div>
      )}
    </div>
  );
}

/** What kept the last press from creating, as links to the fields. */
export function Missing({ missing, onPath }: Pick<CreateBarProps, "missing" | "onPath">) {
  const { composed } = useComposer();
  const { problems } = useComposed(composed);
  // What has been corrected since goes from the list; the JSON view's trouble and the pool's stay until the next press.
  const standing = (path: string): boolean => path === "task" || path === "pool_id" || Object.hasOwn(problems, path);
  const entries = Object.entries(missing).filter(([path]) => standing(path));
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
