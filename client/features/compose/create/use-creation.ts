import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import type { Problem } from "../../../../shared/api/problem.ts";
import type { CreateSubmission, Submission } from "../../../../shared/submission.ts";
import { call, ProblemError } from "../../../api.ts";
import { keys, submissionQuery } from "../../../queries.ts";
import type { Question } from "./question.ts";

/** What the operator asked to be created, checked and with its operation id. */
export interface Prepared {
  body: CreateSubmission & { parameters: { operation_id: string } };
  /** Of the content: see `contentMark`. */
  mark: string;
  /** Go on with a fresh form as soon as the server has taken it. */
  next: boolean;
  /** What had the focus at the press. */
  focused: Element | null;
}

/** Where one creation stands between the press of the button and the result. */
type Phase =
  | { step: "idle" }
  | { step: "checking" }
  /** About the content as it was at the press: an edit of it withdraws the question. */
  | { step: "asking"; question: Question; prepared: Prepared }
  | { step: "withdrawn" }
  | { step: "sending"; prepared: Prepared }
  /** `behind`: the form has gone on to another content. */
  | { step: "followed"; operation_id: string; mark: string; behind: boolean }
  | { step: "failed"; problem: Problem; prepared: Prepared };

/** The answer is held this long for the outcome; what takes longer is followed. */
const WAIT_SECONDS = 20;

export interface Creation {
  phase: Phase;
  /** Checks what has to be asked, and asks it or sends. A second press while one is under way does nothing. */
  start(prepare: () => Prepared | null): Promise<void>;
  /** The operator has answered the question with yes. */
  confirm(): void;
  /** The content that the question is about is no longer in the form. */
  withdraw(): void;
  /** The form has gone on from the content whose submission is followed. */
  leave(): void;
  /** Sends the same again under the same id. */
  again(): void;
  /** The server has it although no answer to the sending came: it is followed from here on. */
  found(submission: Submission): void;
  reset(): void;
}

export function useCreation(given: {
  ask: (client: QueryClient, prepared: Prepared) => Promise<Question | null>;
  /** Called before anything leaves, and once the server has answered. */
  onSending: (prepared: Prepared) => void;
  onAccepted: (prepared: Prepared, submission: Submission) => void;
  onRefused: (prepared: Prepared, problem: Problem) => void;
}): Creation {
  const [phase, setPhase] = useState<Phase>({ step: "idle" });
  const busy = useRef(false);
  const client = useQueryClient();
  const reset = useCallback(() => setPhase({ step: "idle" }), []);
  const withdraw = useCallback(() => setPhase((now) => (now.step === "asking" ? { step: "withdrawn" } : now)), []);
  const leave = useCallback(() => setPhase((now) => (now.step === "followed" ? { ...now, behind: true } : now)), []);
  const guarded = async (work: () => Promise<void>) => {
    if (busy.current) return;
    busy.current = true;
    try {
      await work();
    } finally {
      busy.current = false;
    }
  };
  const send = async (prepared: Prepared) => {
    given.onSending(prepared);
    setPhase({ step: "sending", prepared });
    const { operation_id } = prepared.body.parameters;
    try {
      const wait = prepared.next ? "0" : String(WAIT_SECONDS);
      const submission = await call("createSubmission", { query: { wait }, body: prepared.body });
      client.setQueryData(submissionQuery(operation_id).queryKey, submission);
      setPhase({ step: "followed", operation_id, mark: prepared.mark, behind: prepared.next });
      given.onAccepted(prepared, submission);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      setPhase({ step: "failed", problem: error.problem, prepared });
      given.onRefused(prepared, error.problem);
    }
    client.invalidateQueries({ queryKey: keys.submissions });
    client.invalidateQueries({ queryKey: keys.count });
  };
  return {
    phase,
    start: (prepare) =>
      guarded(async () => {
        const prepared = prepare();
        if (prepared === null) return;
        setPhase({ step: "checking" });
        const question = await given.ask(client, prepared);
        if (question === null) await send(prepared);
        else setPhase({ step: "asking", question, prepared });
      }),
    confirm: () => {
      if (phase.step === "asking") guarded(() => send(phase.prepared));
    },
    withdraw,
    leave,
    again: () => {
      if (phase.step === "failed") guarded(() => send(phase.prepared));
    },
    found: (submission) => {
      if (phase.step !== "failed") return;
      const { prepared } = phase;
      const { operation_id } = submission;
      setPhase({ step: "followed", operation_id, mark: prepared.mark, behind: prepared.next });
      // After React's effects, one of which tells of it: the form is brought up to date at once.
      queueMicrotask(() => given.onAccepted(prepared, submission));
    },
    reset,
  };
}

/** The id of a creation whose answer never came, so that nobody knows yet whether the server has it. */
export function lostId(phase: Creation["phase"]): string | null {
  if (phase.step !== "failed") return null;
  const { code, status } = phase.problem;
  return code === "OFFLINE" || status >= 500 ? phase.prepared.body.parameters.operation_id : null;
}
