import { IconLoader2 } from "@tabler/icons-react";
import { useWords } from "../../../language.ts";
import { useMay } from "../../../parts/people/use-may.ts";
import { words as peopleWords } from "../../../parts/people/words.ts";
import { Button } from "../../../ui/button.tsx";
import { useComposed, useComposer } from "../composer-context.ts";
import { useDraft } from "../draft/draft-store.ts";
import { costWords } from "../panels/pool-facts.ts";
import { Blocked } from "./blocked.tsx";
import own from "./create-bar.module.css";
import { Failure } from "./failure.tsx";
import { Line } from "./line.tsx";
import { isTaken } from "./phases.ts";
import { ConfirmPanel } from "./question/confirm-panel.tsx";
import { ResultPanel } from "./result-panel.tsx";
import type { CreateActions } from "./use-create.ts";
import { words } from "./words.ts";

interface CreateBarProps {
  actions: CreateActions;
  production: boolean;
  onPath: (path: string) => void;
}

/** Below everything: what the task costs and the buttons, and above them what came of the last press. */
export function CreateBar(props: CreateBarProps) {
  const w = useWords(words);
  return (
    <div className={own.bar}>
      <section className={own.outcome} aria-label={w.result} aria-live="polite">
        <Outcome {...props} />
      </section>
      <Footer {...props} />
    </div>
  );
}

function Outcome({ actions, onPath }: CreateBarProps) {
  const w = useWords(words);
  const { creation } = actions;
  switch (creation.phase) {
    case "idle":
    case "checking":
      return null;
    case "blocked":
      return <Blocked key={Object.keys(creation.problems).join()} problems={creation.problems} onPath={onPath} />;
    case "asking":
      return <ConfirmPanel {...creation} onConfirm={actions.confirm} onCancel={actions.cancel} />;
    case "withdrawn":
      return <Line tone="warning">{w.withdrawn}</Line>;
    case "undone":
      return <Line tone="neutral">{`${w.undone} ${w.undoneLeft}`}</Line>;
    case "failed":
      return <Failure problem={creation.problem} onAgain={actions.again} onPath={onPath} />;
    case "sending":
      return <Line tone="neutral">{w.sending}</Line>;
    case "followed":
    case "ended":
      return <ResultPanel accepted={creation} actions={actions} onPath={creation.left ? null : onPath} />;
  }
}

function Footer({ actions, production }: CreateBarProps) {
  const w = useWords(words);
  const { pool } = useComposer();
  const now = useComposed();
  const { creation } = actions;
  const exists = isTaken(creation) && !creation.left;
  return (
    <div className={own.footer}>
      <p className={own.cost}>
        {w.kinds[now.form.kind]} · {costWords(now, pool)}
      </p>
      <DraftState />
      {exists ? (
        <Button
          look="primary"
          keys="Ctrl+Enter"
          aria-keyshortcuts="Control+Enter Meta+Enter"
          onClick={actions.createAnother}
        >
          {w.createAnother}
        </Button>
      ) : (
        <CreateButtons actions={actions} production={production} />
      )}
    </div>
  );
}

function CreateButtons({ actions, production }: Omit<CreateBarProps, "onPath">) {
  const w = useWords(words);
  const { mayNot } = useWords(peopleWords);
  const may = useMay("operator");
  const { phase } = actions.creation;
  const busy = phase === "checking" || phase === "sending";
  const disabled = busy || phase === "asking";
  if (!may) return <p className={own.mayNot}>{mayNot}</p>;
  return (
    <>
      <Button
        keys="Shift+Enter"
        aria-disabled={disabled}
        aria-keyshortcuts="Shift+Enter Control+Shift+Enter Meta+Shift+Enter"
        onClick={() => actions.create(true)}
      >
        {w.createAndNext}
      </Button>
      <Button
        look={production ? "production" : "primary"}
        keys="Ctrl+Enter"
        aria-disabled={disabled}
        aria-busy={busy}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        {...(busy ? { icon: <IconLoader2 size={16} className={own.spinner} aria-hidden /> } : {})}
        onClick={() => actions.create(false)}
      >
        {production ? w.createInProduction : w.create}
      </Button>
    </>
  );
}

function DraftState() {
  const w = useWords(words);
  const { draft } = useComposer();
  const { kept } = useDraft(draft);
  return (
    <p className={own.draft} role="status">
      {kept === true && (
        <>
          {w.draftSaved}
          <span className={own.where}>{w.onDevice}</span>
        </>
      )}
      {kept === false && w.draftNotSaved}
    </p>
  );
}
