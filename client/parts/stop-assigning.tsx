import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { TaskState } from "../../shared/api/submission-routes.ts";
import { canResume, isStopped, type SingleSubmission, type Stop } from "../../shared/submission.ts";
import { call, ProblemError } from "../api.ts";
import { refreshSubmissions, taskQuery } from "../queries.ts";
import { paidWords } from "./paid-words.ts";
import { ProblemMessage } from "./problem.tsx";
import { Question } from "./question.tsx";
import styles from "./stop-assigning.module.css";

/**
 * Stops assigning a submission's task, and resumes it where that has an effect. Both ask first; stopping says how many
 * assignments are already taken. `buttonClass`: the look of the buttons beside it.
 */
export function StopAssigning({
  submission,
  buttonClass,
}: {
  submission: SingleSubmission;
  buttonClass: string | undefined;
}) {
  const { operation_id, stopped } = submission;
  const [asking, setAsking] = useState(false);
  const stop = stopped !== null && isStopped(stopped) ? stopped : null;
  const state = useQuery(taskQuery(asking && stop === null ? (submission.created_task?.id ?? null) : null));
  const focus = useFocusAfter(asking);
  const client = useQueryClient();
  const step = useMutation({
    mutationFn: () => call(stop === null ? "stopSubmission" : "resumeSubmission", { params: { operation_id } }),
    onSettled: async (_state, error) => {
      await refreshSubmissions(client);
      focus.next(error === null ? "status" : "button");
      setAsking(false);
    },
  });
  const words = stop === null ? "Stop assigning" : "Resume assigning";
  const offered = stop === null || canResume(stop);
  return (
    <div className={asking ? styles.asking : styles.line}>
      <span ref={focus.status} role="status" tabIndex={-1}>
        {stop !== null && stoppedText(stop)}
      </span>
      {asking ? (
        <Question
          {...(stop === null ? stopQuestion(state.data, state.isPending) : resumeQuestion(stop))}
          busy={step.isPending}
          onYes={step.mutate}
          onNo={() => {
            focus.next("button");
            setAsking(false);
          }}
        />
      ) : (
        offered && (
          <button ref={focus.button} type="button" className={buttonClass} onClick={() => setAsking(true)}>
            {words}
          </button>
        )
      )}
      {step.error instanceof ProblemError && <ProblemMessage problem={step.error.problem} />}
    </div>
  );
}

function stoppedText({ overlap }: Stop): string {
  const taken = overlap === 0 ? "None was taken." : `${overlap} taken, to be paid.`;
  return `Stopped: no new assignments. ${taken}`;
}

/** `state`: the task as it is now; undefined while it is read, or if it cannot be read. */
function stopQuestion(state: TaskState | undefined, pending: boolean) {
  const no = "Keep assigning";
  if (pending) return { question: "Reading how many assignments are taken…", yes: null, no };
  const { task, taken } = state ?? {};
  if (task && taken != null && !task.infinite_overlap && Number(task.overlap) <= taken)
    return {
      question: `All assignments are taken, so there is nothing to stop. ${paidWords(taken)}`,
      yes: null,
      no: "Close",
    };
  const question = `${paidWords(taken)} Toloka cannot delete a task, but it will not assign it to anybody else. Stop assigning it?`;
  return { question, yes: "Stop assigning", no };
}

function resumeQuestion({ before }: Stop) {
  const limit = before.infinite_overlap ? "without a limit" : `until ${before.overlap} assignments are taken`;
  return {
    question: `Toloka will assign the task again, ${limit}. New assignments will be paid. Resume assigning it?`,
    yes: "Resume assigning",
    no: "Keep stopped",
  };
}

/** Moves the focus once the question has closed: to the button that opened it, or to the outcome. */
function useFocusAfter(asking: boolean) {
  const button = useRef<HTMLButtonElement>(null);
  const status = useRef<HTMLSpanElement>(null);
  const target = useRef<"button" | "status" | null>(null);
  useEffect(() => {
    if (asking || target.current === null) return;
    (target.current === "button" ? button : status).current?.focus();
    target.current = null;
  }, [asking]);
  const next = (to: "button" | "status") => {
    target.current = to;
  };
  return { button, status, next };
}
