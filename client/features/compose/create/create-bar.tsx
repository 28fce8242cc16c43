import { useEffect, useRef, useState } from "react";
import styles from "../compose.module.css";
import { useComposer } from "../composer-context.ts";
import { useComposed } from "../form/composed.ts";
import { costWords } from "../panels/pool-facts.ts";
import own from "./create-bar.module.css";
import type { CreateBarProps } from "./create-bar-props.ts";
import { Confirm, Failure, Missing } from "./create-outcome.tsx";
import { ResultPanel, useSubmission } from "./result-panel.tsx";
import { lostId } from "./use-creation.ts";

/** Below everything: what the task costs and does, the buttons, and in their place what came of them. */
export function CreateBar(props: CreateBarProps) {
  const { creation, onEnd } = props;
  const { phase } = creation;
  const followed = phase.step === "followed" ? phase : null;
  const sending = phase.step === "sending" ? phase.prepared.body.parameters.operation_id : null;
  const lost = lostId(phase);
  const asking = useLater(sending !== null, ASK_AFTER_MS) || followed !== null || lost !== null;
  const submission = useSubmission(followed?.operation_id ?? sending ?? lost, asking);
  const { found } = creation;
  const arrived = lost !== null && submission?.operation_id === lost ? submission : null;
  useEffect(() => {
    if (arrived !== null) found(arrived);
  }, [arrived, found]);
  const status = submission?.status;
  const mark = followed?.mark ?? null;
  const latest = useRef({ onEnd, submission, behind: followed?.behind });
  latest.current = { onEnd, submission, behind: followed?.behind };
  useEffect(() => {
    const { submission: ended, behind } = latest.current;
    if (mark !== null && !behind && (status === "created" || status === "rejected"))
      latest.current.onEnd(status, ended?.error?.fields ?? {});
  }, [status, mark]);
  const behind = followed?.behind ?? false;
  const result = submission !== undefined && (followed !== null || sending !== null) ? submission : null;
  const buttons = followed === null || behind || status === "rejected";
  return (
    <div className={own.bar}>
      <section className={own.outcome} aria-label="Result" aria-live="polite">
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
        {phase.step === "asking" && <Confirm {...props} />}
        {phase.step === "withdrawn" && (
          <p>Not created: the task was edited before the question was answered. Create it when it is ready.</p>
        )}
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

function Buttons({ creation, draft, production, onCreate }: CreateBarProps) {
  const { composed, pool } = useComposer();
  const now = useComposed(composed);
  const { step } = creation.phase;
  const busy = step === "checking" || step === "sending";
  const disabled = busy || step === "asking";
  return (
    <div className={own.actions}>
      <p className={own.cost}>
        {now.form.kind} task · {costWords(now, pool)}
      </p>
      <p className={own.kept} role="status">
        {draft.kept === true && (
          <>
            draft kept<span className={own.where}> on this device</span>
          </>
        )}
        {draft.kept === false && "the draft cannot be kept on this device"}
      </p>
      <button
        type="button"
        className={styles.plain}
        aria-disabled={disabled}
        aria-keyshortcuts="Shift+Enter Control+Shift+Enter Meta+Shift+Enter"
        title="Shift+Enter"
        onClick={() => onCreate(true)}
      >
        Create and next
      </button>
      <button
        type="button"
        className={styles.primary}
        aria-disabled={disabled}
        aria-busy={busy}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        title="Ctrl+Enter"
        onClick={() => onCreate(false)}
      >
        {busy && <span className={own.spinner} aria-hidden />}
        {production ? "Create task in production" : "Create task"}
      </button>
    </div>
  );
}
