import { useEffect, useRef, useState } from "react";
import type { FieldProblem } from "../../../shared/faults.ts";
import { costOf } from "../../../shared/pool-check.ts";
import { chosenOverlap } from "../../../shared/pool-verdict.ts";
import { ProblemMessage } from "../../parts/problem.tsx";
import styles from "./compose.module.css";
import { type Composed, useComposed } from "./composed.ts";
import { useComposer } from "./composer-context.ts";
import { ConfirmPanel } from "./confirm-panel.tsx";
import { optionsWords } from "./options-words.ts";
import { ResultPanel, useSubmission } from "./result-panel.tsx";
import type { Creation } from "./use-creation.ts";
import type { DraftKeeper } from "./use-draft.ts";

export interface CreateBarProps {
  creation: Creation;
  draft: DraftKeeper;
  production: boolean;
  /** What kept the last press from creating, by path. */
  missing: Readonly<Record<string, FieldProblem>>;
  onCreate: (next: boolean) => void;
  onAnother: () => void;
  onSimilar: () => void;
  onPath: (path: string) => void;
  /** Once a submission has come to its end. */
  onEnd: (status: "created" | "rejected", fields: Readonly<Record<string, FieldProblem>>) => void;
}

/** Below everything: what the task costs and does, the buttons, and in their place what came of them. */
export function CreateBar(props: CreateBarProps) {
  const { creation, onEnd } = props;
  const { phase } = creation;
  const followed = phase.step === "followed" ? phase : null;
  const sending = phase.step === "sending" ? phase.prepared.body.parameters.operation_id : null;
  const asking = useLater(sending !== null, ASK_AFTER_MS) || followed !== null;
  const submission = useSubmission(followed?.operation_id ?? sending, asking);
  const status = submission?.status;
  const mark = followed?.mark ?? null;
  const latest = useRef({ onEnd, submission, behind: followed?.next });
  latest.current = { onEnd, submission, behind: followed?.next };
  useEffect(() => {
    const { submission: ended, behind } = latest.current;
    if (mark !== null && !behind && (status === "created" || status === "rejected"))
      latest.current.onEnd(status, ended?.error?.fields ?? {});
  }, [status, mark]);
  const behind = followed?.next ?? false;
  const result = submission !== undefined && (followed !== null || sending !== null) ? submission : null;
  const buttons = phase.step !== "confirm" && (followed === null || behind || status === "rejected");
  return (
    <div className={styles.bar}>
      <section className={styles.outcome} aria-label="Result" aria-live="polite">
        {result !== null && (
          <ResultPanel
            submission={result}
            behind={behind || followed === null}
            onAnother={props.onAnother}
            onSimilar={props.onSimilar}
            onPath={props.onPath}
          />
        )}
        {phase.step === "sending" && result === null && <p className={styles.quiet}>Sending…</p>}
        {phase.step === "confirm" && <Confirm {...props} />}
        {phase.step === "failed" && <Failure {...props} />}
        <Missing missing={props.missing} onPath={props.onPath} />
      </section>
      {buttons && <Buttons {...props} />}
    </div>
  );
}

/** An answer that is held longer than this is worth a look at how far things are. */
const ASK_AFTER_MS = 1000;

/** Whether something has been so for a while. */
function useLater(now: boolean, milliseconds: number): boolean {
  const [later, setLater] = useState(false);
  useEffect(() => {
    if (!now) return setLater(false);
    const timer = setTimeout(() => setLater(true), milliseconds);
    return () => clearTimeout(timer);
  }, [now, milliseconds]);
  return later;
}

function Confirm({ creation, production }: CreateBarProps) {
  const { composed, pool, project } = useComposer();
  const now = useComposed(composed);
  if (creation.phase.step !== "confirm") return null;
  const where = `${project.public_name}, pool ${pool.id}`;
  return (
    <ConfirmPanel
      alikes={creation.phase.alikes}
      production={production}
      summary={`1 ${now.form.kind} task for ${where}; ${optionsWords(now.form, pool)}; ${costWords(now, pool)}`}
      onGo={creation.confirm}
      onBack={creation.reset}
    />
  );
}

function costWords({ form, json }: Composed, pool: Parameters<typeof costOf>[0]["pool"]): string {
  const facts = { overlap: Number(json.overlap ?? Number.NaN), infinite_overlap: form.overlap === "infinite" };
  const task = { ...facts, overlap: Number.isInteger(facts.overlap) ? facts.overlap : null };
  const overlap = chosenOverlap(pool, task, { allow_defaults: form.overlap === "default" });
  return costOf({ pool, overlap, kind: form.kind }).sentence;
}

/** The server could not be reached, or took nothing: what was typed stands, and the same id is used again. */
function Failure({ creation, onPath }: CreateBarProps) {
  if (creation.phase.step !== "failed") return null;
  const { problem } = creation.phase;
  const corrigible = problem.status === 422 || problem.status === 409;
  return (
    <div className={styles.failure}>
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

function Missing({ missing, onPath }: Pick<CreateBarProps, "missing" | "onPath">) {
  const { composed } = useComposer();
  const { problems } = useComposed(composed);
  // What has been corrected since goes from the list; the JSON view's own trouble stays until the next press.
  const entries = Object.entries(missing).filter(([path]) => path === "task" || Object.hasOwn(problems, path));
  if (entries.length === 0) return null;
  return (
    <div role="alert" className={styles.missing}>
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

function Buttons({ creation, draft, production, onCreate }: CreateBarProps) {
  const { composed, pool } = useComposer();
  const now = useComposed(composed);
  const busy = creation.phase.step === "asking" || creation.phase.step === "sending";
  return (
    <div className={styles.actions}>
      <p className={styles.cost}>
        {now.form.kind} task · {costWords(now, pool)}
      </p>
      <p className={styles.kept} role="status">
        {draft.kept === true && "draft kept on this device"}
        {draft.kept === false && "the draft cannot be kept on this device"}
      </p>
      <button
        type="button"
        className={styles.plain}
        aria-disabled={busy}
        aria-keyshortcuts="Control+Shift+Enter Meta+Shift+Enter"
        title="Shift+Enter, or Ctrl+Shift+Enter in a text area"
        onClick={() => onCreate(true)}
      >
        Create and next
      </button>
      <button
        type="button"
        className={styles.primary}
        aria-disabled={busy}
        aria-busy={busy}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        title="Ctrl+Enter"
        onClick={() => onCreate(false)}
      >
        {busy && <span className={styles.spinner} aria-hidden />}
        {production ? "Create task in production" : "Create task"}
      </button>
    </div>
  );
}
