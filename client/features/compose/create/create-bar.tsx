import styles from "../compose.module.css";
import { useComposed, useComposer } from "../composer-context.ts";
import { useDraft } from "../draft/draft-store.ts";
import { costWords } from "../panels/pool-facts.ts";
import own from "./create-bar.module.css";
import { Blocked, Confirm, Failure } from "./create-outcome.tsx";
import { ResultPanel } from "./result-panel.tsx";
import type { CreateActions } from "./use-create.ts";

interface CreateBarProps {
  actions: CreateActions;
  production: boolean;
  onPath: (path: string) => void;
}

/** Below everything: what the task costs and does, the buttons, and in their place what came of them. */
export function CreateBar(props: CreateBarProps) {
  const { creation } = props.actions;
  const taken = creation.phase === "followed" || creation.phase === "ended";
  const buttons = !taken || creation.left || creation.submission.status === "rejected";
  return (
    <div className={own.bar}>
      <section className={own.outcome} aria-label="Result" aria-live="polite">
        <Outcome {...props} />
      </section>
      {buttons && <Buttons {...props} />}
    </div>
  );
}

function Outcome({ actions, onPath }: CreateBarProps) {
  const { creation } = actions;
  switch (creation.phase) {
    case "idle":
    case "checking":
      return null;
    case "blocked":
      return <Blocked problems={creation.problems} onPath={onPath} />;
    case "asking":
      return <Confirm question={creation.question} onConfirm={actions.confirm} onCancel={actions.cancel} />;
    case "withdrawn":
      return <p>Not created: the task was edited before the question was answered. Create it when it is ready.</p>;
    case "failed":
      return <Failure problem={creation.problem} onAgain={actions.again} onPath={onPath} />;
    case "sending":
      if (creation.submission === null) return <p className={styles.quiet}>Sending…</p>;
      return <ResultPanel submission={creation.submission} next={null} onPath={null} />;
    case "followed":
    case "ended":
      return (
        <ResultPanel
          submission={creation.submission}
          next={creation.left ? null : actions}
          onPath={creation.left ? null : onPath}
        />
      );
  }
}

function Buttons({ actions, production }: CreateBarProps) {
  const { draft, pool } = useComposer();
  const now = useComposed();
  const { kept } = useDraft(draft);
  const { phase } = actions.creation;
  const busy = phase === "checking" || phase === "sending";
  const disabled = busy || phase === "asking";
  return (
    <div className={own.actions}>
      <p className={own.cost}>
        {now.form.kind} task · {costWords(now, pool)}
      </p>
      <p className={own.kept} role="status">
        {kept === true && (
          <>
            draft kept<span className={own.where}> on this device</span>
          </>
        )}
        {kept === false && "the draft cannot be kept on this device"}
      </p>
      <button
        type="button"
        className={styles.plain}
        aria-disabled={disabled}
        aria-keyshortcuts="Shift+Enter Control+Shift+Enter Meta+Shift+Enter"
        title="Shift+Enter"
        onClick={() => actions.create(true)}
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
        onClick={() => actions.create(false)}
      >
        {busy && <span className={own.spinner} aria-hidden />}
        {production ? "Create task in production" : "Create task"}
      </button>
    </div>
  );
}
