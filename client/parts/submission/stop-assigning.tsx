import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { TaskState } from "../../../shared/api/submissions/submission-routes.ts";
import { canResume, isStopped, type SingleSubmission, type Stop } from "../../../shared/submission.ts";
import { call, ProblemError } from "../../api.ts";
import { useWords } from "../../language.ts";
import { refreshSubmissions, taskQuery } from "../../queries.ts";
import { ProblemMessage } from "../problem.tsx";
import { Question } from "../question.tsx";
import { words } from "../words.ts";
import { paidWords } from "./paid-words.ts";
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
  const w = useWords(words);
  const offered = stop === null || canResume(stop);
  return (
    <div className={asking ? styles.asking : styles.line}>
      <span ref={focus.status} role="status" tabIndex={-1}>
        {stop !== null && w.stoppedNow(stop.overlap ?? 0)}
      </span>
      {asking ? (
        <Question
          {...(stop === null ? stopQuestion(w, state.data, state.isPending) : resumeQuestion(w, stop))}
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
            {stop === null ? w.stop : w.resume}
          </button>
        )
      )}
      {step.error instanceof ProblemError && <ProblemMessage problem={step.error.problem} />}
    </div>
  );
}

type Words = typeof words.en;

/** `state`: the task as it is now; undefined while it is read, or if it cannot be read. */
function stopQuestion(w: Words, state: TaskState | undefined, pending: boolean) {
  if (pending) return { question: w.readingTaken, yes: null, no: w.keepAssigning };
  const { task, taken } = state ?? {};
  if (task && taken != null && !task.infinite_overlap && Number(task.overlap) <= taken)
    return { question: w.allTaken(paidWords(taken)), yes: null, no: w.close };
  return { question: w.askStop(paidWords(taken)), yes: w.stop, no: w.keepAssigning };
}

function resumeQuestion(w: Words, { before }: Stop) {
  const limit = before.infinite_overlap ? w.withoutLimit : w.untilTaken(before.overlap ?? 0);
  return { question: w.askResume(limit), yes: w.resume, no: w.keepStopped };
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
