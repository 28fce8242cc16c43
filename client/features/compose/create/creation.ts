import { type QueryClient, QueryObserver } from "@tanstack/react-query";
import type { Problem } from "../../../../shared/api/problem.ts";
import { isFinal, type Submission } from "../../../../shared/submission.ts";
import type { Task } from "../../../../shared/task.ts";
import { canonicalJson, type JsonObject } from "../../../../shared/values/json.ts";
import { call, ProblemError } from "../../../api.ts";
import { followedSubmissionQuery, keys, submissionQuery } from "../../../queries.ts";
import type { DraftStore } from "../draft/draft-store.ts";
import type { ComposedStore } from "../form/composed.ts";
import {
  type Accepted,
  type Creation,
  canUndo,
  isAccepted,
  isTaken,
  mayHaveArrived,
  type Prepared,
  type Problems,
} from "./phases.ts";
import type { Asked } from "./question/question.ts";

export interface CreationStore {
  get(): Creation;
  subscribe(listener: () => void): () => void;
  /** Follows the form until the returned function is called. */
  start(): () => void;
  /** The button was pressed. A press while a creation is under way, or for what already exists, does nothing. */
  press(prepare: () => Prepared | { problems: Problems }, ask: (prepared: Prepared) => Promise<Asked>): void;
  /** Answers the question with yes; says whether one was asked. */
  confirm(): boolean;
  /** Answers the question with no; says whether one was asked. */
  cancel(): boolean;
  /** Sends what failed once more, under the same id. */
  again(): void;
  /** Takes back what is not sent yet, and restores the form; says whether there is such a thing. */
  undo(): boolean;
  /** Goes on to a fresh form. */
  goOn(): void;
  reset(): void;
}

/** The answer is held this long for the outcome; what takes longer is followed, and the form is free again. */
const WAIT_SECONDS = 1;

/** Checks, sends and follows; what it changes in the form it is given as functions. */
export function creationStore(given: {
  client: QueryClient;
  composed: ComposedStore;
  draft: DraftStore;
  /** Replaces the content by a fresh form. `after`: what was pressed for; the focus is left to who has moved it since. */
  startNext: (after: Prepared | null) => void;
  /** The form holds something else than what was created. */
  onEditedSince: () => void;
  /** Shows the server's problems at their fields. */
  showProblems: (problems: Problems) => void;
  /** How long a task waits before it is sent, in seconds. */
  delay: () => number;
  /** Puts the content back that was taken back. `replaced`: the form held another one. */
  restore: (prepared: Prepared, replaced: boolean) => void;
  /** The draft's content, if this device restored one that can be created. */
  restored: () => Prepared | null;
  onResumed: () => void;
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
    if (now.phase === "failed") accept(now.prepared, submission);
    else if (now.phase === "followed" || now.phase === "ended") follow({ ...now, submission });
  };
  const accept = (prepared: Prepared, submission: Submission, resumed = false): void => {
    if (resumed) given.onResumed();
    draft.arrived(submission.operation_id);
    watch(submission.operation_id);
    follow({ prepared, submission, left: prepared.next, resumed, undo: null });
    composed.refresh();
    if (!prepared.next) return;
    if (draft.fingerprint() === prepared.fingerprint) {
      given.startNext(prepared);
    } else {
      draft.replace(null);
      given.onEditedSince();
    }
  };
  const follow = (accepted: Accepted): void => {
    const { submission, left } = accepted;
    const ends = isFinal(submission.status) && now.phase !== "ended";
    become({ ...accepted, phase: isFinal(submission.status) ? "ended" : "followed" });
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
    become({ phase: "sending", prepared });
    const { operation_id } = prepared.body.parameters;
    try {
      const delay = given.delay();
      const query = {
        wait: String(prepared.next || delay > 0 ? 0 : WAIT_SECONDS),
        ...(delay > 0 ? { delay: String(delay) } : {}),
      };
      const submission = await call("createSubmission", { query, body: prepared.body });
      client.setQueryData(submissionQuery(operation_id).queryKey, submission);
      accept(prepared, submission);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      fail(prepared, error.problem);
    }
    listAnew();
  };
  const listAnew = (): void => {
    client.invalidateQueries({ queryKey: keys.submissions });
    client.invalidateQueries({ queryKey: keys.count });
  };
  const takeBack = async (accepted: Accepted): Promise<void> => {
    become({ ...accepted, phase: "followed", undo: "asked" });
    const { operation_id } = accepted.submission;
    const current = () => (isAccepted(now) && now.submission.operation_id === operation_id ? now : null);
    try {
      await call("cancelSubmission", { params: { operation_id } });
      composed.refresh();
      const before = current();
      if (before !== null) reset("undone");
      given.restore(accepted.prepared, before === null || before.left);
      draft.refused();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const undo = error.problem.code === "STEP_NOT_ALLOWED" ? "late" : "unreachable";
      const before = current();
      if (before !== null) become({ ...before, undo });
      void client.invalidateQueries({ queryKey: submissionQuery(operation_id).queryKey });
    }
    listAnew();
  };
  /** A page that was closed during a creation leaves a draft whose task may exist. */
  const resume = async (): Promise<void> => {
    const prepared = given.restored();
    if (prepared === null) return;
    try {
      const params = { operation_id: prepared.body.parameters.operation_id };
      const submission = await call("getSubmission", { params });
      const { status } = submission;
      const same = "task" in submission && sameContent(submission.task, prepared.body.task);
      const untouched = running && now.phase === "idle" && isInForm(prepared);
      if (same && untouched && status !== "rejected" && status !== "cancelled") accept(prepared, submission, true);
    } catch (error) {
      // It is not there, or cannot be asked for: then the draft is what it was.
      if (!(error instanceof ProblemError)) throw error;
    }
  };
  const fail = (prepared: Prepared, problem: Problem): void => {
    become({ phase: "failed", prepared, problem });
    if (mayHaveArrived(problem)) watch(prepared.body.parameters.operation_id);
    else unwatch();
    if (problem.fields) given.showProblems(problem.fields);
    if (problem.submission !== undefined) draft.refused();
  };
  const reset = (phase: "idle" | "undone" = "idle"): void => {
    unwatch();
    become({ phase });
  };
  const goOn = (): void => {
    // A result that is still to come stays in sight.
    if (now.phase === "followed") become({ ...now, left: true });
    else reset();
    given.startNext(null);
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
      void resume();
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
      // What is in the form exists: the next task is wanted. "Create similar" says that the same is wanted once more.
      if (isTaken(now) && !now.left) return goOn();
      const prepared = prepare();
      unwatch();
      if ("problems" in prepared) return become({ phase: "blocked", problems: prepared.problems });
      become({ phase: "checking", prepared });
      void ask(prepared).then(
        ({ question, unchecked }) => {
          const checked = { ...prepared, unchecked };
          return question === null ? send(checked) : become({ phase: "asking", question, prepared: checked });
        },
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
    undo() {
      if (!canUndo(now)) return false;
      if (now.undo !== "asked") void takeBack(now);
      return true;
    },
    goOn,
    reset: () => reset(),
  };
}

const sameContent = (one: Task, other: Task): boolean =>
  canonicalJson(one as JsonObject) === canonicalJson(other as JsonObject);
