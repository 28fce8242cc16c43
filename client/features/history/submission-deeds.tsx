import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { sentenceFor } from "../../../shared/problem.ts";
import type { SingleSubmission } from "../../../shared/submission.ts";
import type { CreatedTask } from "../../../shared/task.ts";
import { call, ProblemError } from "../../api.ts";
import { links } from "../../links.ts";
import { ProblemMessage } from "../../parts/problem.tsx";
import styles from "./history.module.css";

/** What can be done about a submission as it stands now; what costs or cannot be undone asks once. */
export function SubmissionDeeds({ submission }: { submission: SingleSubmission }) {
  const { status, operation_id, task, attempts } = submission;
  const params = { operation_id };
  const toPool = (search: string): string => links.newTask(task.pool_id, search);
  return (
    <section aria-label="What can be done" className={styles.deeds}>
      {(status === "queued" || status === "waiting") && (
        <Deed words="Retry now" act={() => call("retrySubmission", { params })} />
      )}
      {status === "queued" && (
        <Deed
          words="Cancel"
          question={
            attempts > 0
              ? "Earlier tries were refused or never left. Give it up?"
              : "Nothing was sent so far. Give it up?"
          }
          act={() => call("cancelSubmission", { params })}
        />
      )}
      {status === "uncertain" && <Settle submission={submission} />}
      <a className={styles.button} href={toPool(`similar=${operation_id}`)}>
        Create similar
      </a>
      {status === "created" && submission.created_task && (
        <>
          {submission.replaced_by === null && (
            <a className={styles.button} href={toPool(`replaces=${operation_id}`)}>
              Correct and replace
            </a>
          )}
          <Stop operationId={operation_id} taskId={submission.created_task.id} />
        </>
      )}
    </section>
  );
}

/** A button for one deed; with a question, the deed is done by the second press. */
function Deed({ words, question, act }: { words: string; question?: string; act: () => Promise<unknown> }) {
  const [asking, setAsking] = useState(false);
  const queries = useQueryClient();
  const deed = useMutation({
    mutationFn: act,
    onSettled: () => {
      setAsking(false);
      for (const key of ["submission", "submissions", "attempts"]) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
  return (
    <div className={styles.deed}>
      {asking ? (
        <fieldset className={styles.question}>
          <legend>{question}</legend>
          <button type="button" className={styles.danger} disabled={deed.isPending} onClick={() => deed.mutate()}>
            {words}
          </button>
          <button type="button" className={styles.button} onClick={() => setAsking(false)}>
            Leave it as it is
          </button>
        </fieldset>
      ) : (
        <button
          type="button"
          className={styles.button}
          disabled={deed.isPending}
          onClick={() => (question === undefined ? deed.mutate() : setAsking(true))}
        >
          {words}
        </button>
      )}
      {deed.error instanceof ProblemError && <ProblemMessage problem={deed.error.problem} />}
    </div>
  );
}

/** An uncertain submission: the operator says which task it became, or has it sent again. */
function Settle({ submission }: { submission: SingleSubmission }) {
  const params = { operation_id: submission.operation_id };
  const candidates = useQuery({
    queryKey: ["candidates", submission.operation_id],
    queryFn: ({ signal }) => call("listCandidates", { params }, { signal }),
    structuralSharing: false,
  });
  return (
    <div className={styles.settle}>
      <p>{sentenceFor("UNCERTAIN")}</p>
      {candidates.error instanceof ProblemError && <ProblemMessage problem={candidates.error.problem} />}
      {candidates.data?.items.length === 0 && <p>Toloka shows no task of this content in the pool.</p>}
      {candidates.data?.items.map((task: CreatedTask) => (
        <Deed
          key={task.id}
          words={`It exists: ${task.id}`}
          question={`Created ${task.created ?? "at an unknown time"} with the same content. Is it this one?`}
          act={() => call("settleSubmission", { params, body: { task_id: task.id } })}
        />
      ))}
      <Deed
        words="Send again"
        question="If the first request did arrive after all, the task will exist twice and be paid twice. Send it again?"
        act={() => call("settleSubmission", { params, body: { send_again: true } })}
      />
    </div>
  );
}

/** Stops assigning: says first how many assignments are taken, since those will be paid. */
function Stop({ operationId, taskId }: { operationId: string; taskId: string }) {
  const state = useQuery({
    queryKey: ["task", taskId],
    queryFn: ({ signal }) => call("getTask", { params: { id: taskId } }, { signal }),
    structuralSharing: false,
  });
  const { task, taken } = state.data ?? {};
  if (task && task.overlap === taken && !task.infinite_overlap)
    return (
      <p>
        No longer assigned; {taken === 1 ? "1 assignment was" : `${taken} assignments were`} taken and will be paid.
      </p>
    );
  const paid =
    taken === undefined || taken === null
      ? "What Tolokers have already taken will still be paid."
      : `${taken} of ${task?.overlap} assignments are already taken and will be paid.`;
  return (
    <Deed
      words="Stop assigning"
      question={`${paid} Toloka cannot delete a task; no more Tolokers will get it.`}
      act={async () => {
        await call("stopSubmission", { params: { operation_id: operationId } });
        await state.refetch();
      }}
    />
  );
}
