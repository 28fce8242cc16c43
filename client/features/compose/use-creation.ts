import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import type { Problem } from "../../../shared/problem.ts";
import type { LookAlike } from "../../../shared/routes.ts";
import type { CreateSubmission, Submission } from "../../../shared/submission.ts";
import { call, ProblemError } from "../../api.ts";

/** What the operator asked to be created, checked and with its operation id. */
export interface Prepared {
  body: CreateSubmission & { parameters: { operation_id: string } };
  /** Of the content: see `contentMark`. */
  mark: string;
  /** Go on with a fresh form as soon as the server has taken it. */
  next: boolean;
}

/** Where one creation stands between the press of the button and the result. */
type Phase =
  | { step: "idle" }
  | { step: "asking" }
  | { step: "confirm"; alikes: LookAlike[]; prepared: Prepared }
  | { step: "sending"; prepared: Prepared; since: number }
  | { step: "followed"; operation_id: string; mark: string; next: boolean }
  | { step: "failed"; problem: Problem; prepared: Prepared };

/** The answer is held this long for the outcome; what takes longer is followed. */
const WAIT_SECONDS = 20;
/** Looking for look-alikes must not keep anybody from creating. */
const LOOK_MS = 3000;

export interface Creation {
  phase: Phase;
  /** Looks for look-alikes, asks what is to be asked, and sends. A second press while one is under way does nothing. */
  start(prepare: () => Prepared | null): Promise<void>;
  /** The operator has seen what was asked and goes on. */
  confirm(): void;
  /** Sends the same again under the same id. */
  again(): void;
  /** The server has it although no answer to the sending came: it is followed from here on. */
  found(submission: Submission): void;
  reset(): void;
}

export function useCreation(given: {
  production: boolean;
  /** Called before anything leaves, and once the server has answered. */
  onSending: (prepared: Prepared) => void;
  onAccepted: (prepared: Prepared, submission: Submission) => void;
  onRefused: (prepared: Prepared, problem: Problem) => void;
}): Creation {
  const [phase, setPhase] = useState<Phase>({ step: "idle" });
  const busy = useRef(false);
  const client = useQueryClient();
  const reset = useCallback(() => setPhase({ step: "idle" }), []);
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
    setPhase({ step: "sending", prepared, since: Date.now() });
    const { operation_id } = prepared.body.parameters;
    try {
      const wait = prepared.next ? "0" : String(WAIT_SECONDS);
      const submission = await call("createSubmission", { query: { wait }, body: prepared.body });
      client.setQueryData(["submission", operation_id], submission);
      setPhase({ step: "followed", operation_id, mark: prepared.mark, next: prepared.next });
      given.onAccepted(prepared, submission);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      setPhase({ step: "failed", problem: error.problem, prepared });
      given.onRefused(prepared, error.problem);
    }
    client.invalidateQueries({ queryKey: ["submissions"] });
    client.invalidateQueries({ queryKey: ["count"] });
  };
  return {
    phase,
    start: (prepare) =>
      guarded(async () => {
        const prepared = prepare();
        if (prepared === null) return;
        setPhase({ step: "asking" });
        const alikes = await findAlikes(prepared);
        if (alikes.length > 0 || given.production) setPhase({ step: "confirm", alikes, prepared });
        else await send(prepared);
      }),
    confirm: () => {
      if (phase.step === "confirm") guarded(() => send(phase.prepared));
    },
    again: () => {
      if (phase.step === "failed") guarded(() => send(phase.prepared));
    },
    found: (submission) => {
      if (phase.step !== "failed") return;
      const { prepared } = phase;
      setPhase({ step: "followed", operation_id: submission.operation_id, mark: prepared.mark, next: prepared.next });
      given.onAccepted(prepared, submission);
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

/** Tasks with the same content in the same pool, without this very submission; none where they cannot be looked for. */
async function findAlikes({ body }: Prepared): Promise<LookAlike[]> {
  try {
    const { items } = await call(
      "findLookAlikes",
      { body: { task: body.task } },
      { signal: AbortSignal.timeout(LOOK_MS) },
    );
    return items.filter(({ operation_id }) => operation_id !== body.parameters.operation_id);
  } catch (error) {
    if (error instanceof ProblemError || error instanceof DOMException) return [];
    throw error;
  }
}
