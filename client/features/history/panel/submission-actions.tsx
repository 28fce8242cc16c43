import { lazy, Suspense, useState } from "react";
import { Link } from "wouter";
import type { SingleSubmission } from "../../../../shared/submission.ts";
import { call } from "../../../api.ts";
import { useWords } from "../../../language.ts";
import { links } from "../../../links.ts";
import { useMay } from "../../../parts/people/use-may.ts";
import { useSession } from "../../../parts/session.tsx";
import { StopAssigning } from "../../../parts/submission/stop-assigning.tsx";
import { Button, buttonClass } from "../../../ui/button.tsx";
import { DialogLoading } from "../../../ui/dialog/dialog-loading.tsx";
import { words } from "../words.ts";
import { ActionButton } from "./action-button.tsx";
import styles from "./panel.module.css";
import { Settle } from "./settle.tsx";

const OtherConnectionDialog = lazy(() => import("../other-connection/other-connection-dialog.tsx"));

/** The actions that a submission allows in its status, the main one first. Those that cost money or cannot be undone ask. */
export function SubmissionActions({ submission }: { submission: SingleSubmission }) {
  const w = useWords(words).panel;
  const { status, operation_id, task, foreign } = submission;
  const params = { operation_id };
  const may = useMay("operator");
  const toPool = (search: string): string => links.newTask(task.pool_id, search);
  if (!may) return null;
  return (
    <section aria-label={w.actions} className={styles.actions}>
      {status === "rejected" && (
        <Link className={buttonClass({ look: "primary" })} href={toPool(`similar=${operation_id}`)}>
          {w.fix}
        </Link>
      )}
      {(status === "queued" || status === "waiting") && !foreign && (
        <ActionButton
          label={submission.undo_until === null ? w.retry : w.sendNow}
          act={() => call("retrySubmission", { params })}
        />
      )}
      {(status === "queued" || status === "sending") && <Cancel submission={submission} />}
      {status === "uncertain" && !foreign && <Settle operationId={operation_id} />}
      {status !== "rejected" && (
        <Link className={buttonClass()} href={toPool(`similar=${operation_id}`)}>
          {w.similar}
        </Link>
      )}
      <AtOtherConnection submission={submission} />
      {status === "created" && submission.created_task && !foreign && (
        <>
          {submission.replaced_by === null && (
            <Link className={buttonClass()} href={toPool(`replaces=${operation_id}`)}>
              {w.replace}
            </Link>
          )}
          <StopAssigning submission={submission} buttonClass={buttonClass()} />
        </>
      )}
    </section>
  );
}

/** Where the server has several connections. */
function AtOtherConnection({ submission }: { submission: SingleSubmission }) {
  const w = useWords(words).panel;
  const session = useSession();
  const [open, setOpen] = useState(false);
  if (session === undefined || session.connections.length < 2) return null;
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {w.otherConnection}
      </Button>
      {open && (
        <Suspense fallback={<DialogLoading />}>
          <OtherConnectionDialog submission={submission} session={session} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

/**
 * Before it is sent for the first time, undoing it needs no question. While it is being sent it can't be cancelled, but in a
 * moment it can, if that was of no avail.
 */
function Cancel({ submission: { status, operation_id, attempts, undo_until } }: { submission: SingleSubmission }) {
  const w = useWords(words).panel;
  const act = () => call("cancelSubmission", { params: { operation_id } });
  if (undo_until !== null) return <ActionButton label={w.undo} act={act} />;
  const question = attempts > 0 ? w.askCancelTried : w.askCancel;
  return <ActionButton label={w.cancel} question={question} paused={status === "sending"} act={act} />;
}
