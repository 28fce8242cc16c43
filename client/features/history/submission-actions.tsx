import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import type { SingleSubmission } from "../../../shared/submission.ts";
import { call, ProblemError } from "../../api.ts";
import { links } from "../../links.ts";
import { ProblemMessage } from "../../parts/problem.tsx";
import { StopAssigning } from "../../parts/stop-assigning.tsx";
import { candidatesQuery } from "../../queries.ts";
import { ActionButton } from "./action-button.tsx";
import styles from "./history.module.css";

/** The actions that a submission allows in its status. Those that cost money or cannot be undone ask first. */
export function SubmissionActions({ submission }: { submission: SingleSubmission }) {
  const { status, operation_id, task, attempts, foreign } = submission;
  const params = { operation_id };
  const toPool = (search: string): string => links.newTask(task.pool_id, search);
  return (
    <section aria-label="What can be done" className={styles.actions}>
      {(status === "queued" || status === "waiting") && !foreign && (
        <ActionButton words="Retry now" act={() => call("retrySubmission", { params })} />
      )}
      {status === "queued" && (
        <ActionButton
          words="Cancel"
          question={
            attempts > 0
              ? "Earlier tries were refused or never left. Give it up?"
              : "Nothing was sent so far. Give it up?"
          }
          act={() => call("cancelSubmission", { params })}
        />
      )}
      {status === "uncertain" && !foreign && <Settle operationId={operation_id} />}
      <Link className={styles.button} href={toPool(`similar=${operation_id}`)}>
        Create similar
      </Link>
      {status === "created" && submission.created_task && !foreign && (
        <>
          {submission.replaced_by === null && (
            <Link className={styles.button} href={toPool(`replaces=${operation_id}`)}>
              Correct and replace
            </Link>
          )}
          <StopAssigning submission={submission} buttonClass={styles.button} />
        </>
      )}
    </section>
  );
}

/** What an operator can decide about an uncertain submission: it is this task, look again, or send again. */
function Settle({ operationId }: { operationId: string }) {
  const params = { operation_id: operationId };
  const candidates = useQuery(candidatesQuery(operationId));
  return (
    <div className={styles.settle}>
      {candidates.isPending && <p role="status">Looking through the pool…</p>}
      {candidates.error instanceof ProblemError && <ProblemMessage problem={candidates.error.problem} />}
      {candidates.data?.items.length === 0 && <p>Toloka shows no task of this content in the pool.</p>}
      {candidates.data?.items.map(({ id, created }) => (
        <ActionButton
          key={id}
          words={`It exists: ${id}`}
          question={`Created ${created ? `${created} UTC` : "at an unknown time"} with the same content. Is it this one?`}
          act={() => call("settleSubmission", { params, body: { task_id: id } })}
        />
      ))}
      <div className={styles.buttons}>
        <ActionButton
          words="Look again"
          act={async () => {
            await call("retrySubmission", { params });
            await candidates.refetch();
          }}
        />
        <ActionButton
          words="Send again"
          question="If the first request did arrive after all, the task will exist twice and be paid twice. Send it again?"
          act={() => call("settleSubmission", { params, body: { send_again: true } })}
        />
      </div>
    </div>
  );
}
