import { type QueryClient, QueryObserver } from "@tanstack/react-query";
import type { Problem } from "../../../../shared/api/problem.ts";
import type { FieldProblem } from "../../../../shared/faults/faults.ts";
import { type CreateSubmission, isFinal, type Submission } from "../../../../shared/submission.ts";
import { call, ProblemError } from "../../../api.ts";
import { followedSubmissionQuery, keys, submissionQuery } from "../../../queries.ts";
import type { DraftStore } from "../draft/draft-store.ts";
import type { ComposedStore } from "../form/composed.ts";
import type { Question } from "./question.ts";

export type Problems = Readonly<Record<string, FieldProblem>>;

/** What the operator asked to be created, checked and with its operation id. */
export interface Prepared {
  body: CreateSubmission & { parameters: { operation_id: string } };
  /** Of the content, see `DraftStore`. */
  fingerprint: string;
  /** Go on with a fresh form as soon as the server has taken it. */
  next: boolean;
  /** What had the focus at the press. */
  focused: Element | null;
}

/** A submission that the server has. `left`: the form has gone on to another content. */
interface Accepted {
  prepared: Prepared;
  submission: Submission;
  left: boolean;
}

/** The life of one creation, from the press of the button to its end. */
export type Creation =
  | { phase: "idle" }
  /** What has to be corrected first, by path. */
  | { phase: "blocked"; problems: Problems }
  /** Looking for what has to be asked. */
  | { phase: "checking"; prepared: Prepared }
  | { phase: "asking"; prepared: Prepared; question: Question }
  /** The content was edited before the question was answered. */
  | { phase: "withdrawn" }
  /** `submission`: how far the server is, if the answer takes long. */
  | { phase: "sending"; prepared: Prepared; submission: Submission | null }
  | { phase: "failed"; prepared: Prepared; problem: Problem }
  | ({ phase: "followed" } & Accepted)
  | ({ phase: "ended" } & Accepted);

export interface CreationStore {
  get(): Creation;
  subscribe(listener: () => void): () => void;
  /** Follows the form until the returned function is called. */
  start(): () => void;
  /** The button was pressed. A press while a creation is under way, or for what already exists, does nothing. */
  press(prepare: () => Prepared | { problems: Problems }, ask: (prepared: Prepared) => Promise<Question | null>): void;
  /** Answers the question with yes; says whether one was asked. */
  confirm(): boolean;
  /** Answers the question with no; says whether one was asked. */
  cancel(): boolean;
  /** Sends what failed once more, under the same id. */
  again(): void;
  reset(): void;
}

/** The answer is held this long for the outcome; what takes longer is followed. */
const WAIT_SECONDS = 20;
/** An answer that takes longer than this is worth a look at how far things are. */
const LOOK_AFTER_MS = 1000;

/** Checks, sends and follows; what it changes in the form it is given as functions. */
export function creationStore(given: {
  client: QueryClient;
  composed: ComposedStore;
  draft: DraftStore;
  /** Replaces the content by a fresh form; `focused`: what had the focus at the press. */
  startNext: (focused: Element | null) => void;
  /** The form holds something else than what was created. */
  onEditedSince: () => void;
  /** Shows the server's problems at their fields. */
  showProblems: (problems: Problems) => void;
}): CreationStore {
  const { client, composed, draft } = given;
  const listeners = new Set<() => void>();
  let now: Creation = { phase: "idle" };
  let watched: { id: string; stop: () => void } | null = null;
  /** Between `start` and its end: afterwards nobody looks any more. */
  let running = false;

  const become = (next: Creation): void => {
    now = next;
    for (const listener of listeners) listener();
  };
  const unwatch = (): void => {
    watched?.stop();
    watched = null;
  };
  const watch = (id: string): void => {
    if (!running || watched?.id === id) return;
    unwatch();
    const stop = new QueryObserver(client, followedSubmissionQuery(id)).subscribe(({ data }) => {
      if (data !== undefined) learn(data);
    });
    watched = { id, stop };
  };
  /** The journal has this submission. */
  const learn = (submission: Submission): void => {
    if (now.phase === "sending") become({ ...now, submission });
    else if (now.phase === "failed") accept(now.prepared, submission);
    else if (now.phase === "followed" || now.phase === "ended") follow({ ...now, submission });
  };
  const accept = (prepared: Prepared, submission: Submission): void => {
    draft.arrived(submission.operation_id);
    watch(submission.operation_id);
    follow({ prepared, submission, left: prepared.next });
    composed.refresh();
    if (!prepared.next) return;
    if (draft.fingerprint() === prepared.fingerprint) {
      given.startNext(prepared.focused);
    } else {
      draft.replace(null);
      given.onEditedSince();
    }
  };
  const follow = ({ prepared, submission, left }: Accepted): void => {
    const ends = isFinal(submission.status) && now.phase !== "ended";
    become({ phase: isFinal(submission.status) ? "ended" : "followed", prepared, submission, left });
    if (!ends || left) return;
    if (submission.status === "created") draft.settle();
    if (submission.status !== "rejected") return;
    given.showProblems(submission.error?.fields ?? {});
    draft.refused();
  };
  /** A change of what is asked about withdraws the question; one of what was created makes it another task. */
  const check = (): void => {
    if (now.phase === "asking" && !isInForm(now.prepared)) become({ phase: "withdrawn" });
    if (!isTaken(now) || now.left || now.prepared.fingerprint === draft.fingerprint()) return;
    become({ ...now, left: true });
    draft.replace(null);
  };
  const isInForm = ({ fingerprint, body }: Prepared): boolean => draft.holds(fingerprint, body.replaces ?? null);
  const send = async (prepared: Prepared): Promise<void> => {
    become({ phase: "sending", prepared, submission: null });
    const { operation_id } = prepared.body.parameters;
    const look = setTimeout(() => watch(operation_id), LOOK_AFTER_MS);
    try {
      const wait = prepared.next ? "0" : String(WAIT_SECONDS);
      const submission = await call("createSubmission", { query: { wait }, body: prepared.body });
      client.setQueryData(submissionQuery(operation_id).queryKey, submission);
      accept(prepared, submission);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      fail(prepared, error.problem);
    } finally {
      clearTimeout(look);
    }
    client.invalidateQueries({ queryKey: keys.submissions });
    client.invalidateQueries({ queryKey: keys.count });
  };
  const fail = (prepared: Prepared, problem: Problem): void => {
    become({ phase: "failed", prepared, problem });
    if (mayHaveArrived(problem)) watch(prepared.body.parameters.operation_id);
    else unwatch();
    if (problem.fields) given.showProblems(problem.fields);
    if (problem.submission !== undefined) draft.refused();
  };
  const reset = (): void => {
    unwatch();
    become({ phase: "idle" });
  };
  return {
    get: () => now,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      running = true;
      const stop = composed.subscribe(check);
      return () => {
        running = false;
        stop();
        unwatch();
      };
    },
    press(prepare, ask) {
      // The latest keys may not have been looked at yet; what they change is checked at once.
      composed.refresh();
      if (now.phase === "checking" || now.phase === "sending" || now.phase === "asking") return;
      // "Create similar" says that the same is wanted once more.
      if (isTaken(now) && !now.left) return;
      const prepared = prepare();
      unwatch();
      if ("problems" in prepared) return become({ phase: "blocked", problems: prepared.problems });
      become({ phase: "checking", prepared });
      void ask(prepared).then(
        (question) => (question === null ? send(prepared) : become({ phase: "asking", question, prepared })),
        (error: unknown) => {
          // A fault of the page itself: the button must not stay busy.
          become({ phase: "idle" });
          throw error;
        },
      );
    },
    confirm() {
      if (now.phase !== "asking") return false;
      composed.refresh();
      if (now.phase === "asking") void send(now.prepared);
      return true;
    },
    cancel() {
      if (now.phase !== "asking") return false;
      reset();
      return true;
    },
    again() {
      if (now.phase === "failed") void send(now.prepared);
    },
    reset,
  };
}

/** The content is the server's now, and was not refused. */
const isTaken = (creation: Creation): creation is Extract<Creation, Accepted> =>
  (creation.phase === "followed" || creation.phase === "ended") && creation.submission.status !== "rejected";

/** Whether the server may have it although it said no such thing: its answer never came, or speaks of a breakdown. */
const mayHaveArrived = ({ code, status }: Problem): boolean => code === "OFFLINE" || status >= 500;
