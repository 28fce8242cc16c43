import { sentenceFor } from "../../../shared/api/problem.ts";
import type { Status, SubmissionError } from "../../../shared/submission.ts";
import type { CreatedTask, Task } from "../../../shared/task.ts";
import type { Operation } from "../../../shared/toloka.ts";
import type { Creation, Wait } from "../../toloka/creation.ts";
import type { Outcome } from "../../toloka/exchange.ts";
import { backoff } from "./backoff.ts";

/**
 * Decisions about a submission: pure functions of what is known of it, what was just learned, and the time. Times are
 * milliseconds.
 */

/** Waits between the searches of the pool after a lost answer. A task not found by then is left to an operator. */
const LOOKS_MS = [300, 700, 2_000, 5_000, 12_000];
const SURE_AFTER_MS = LOOKS_MS.reduce((sum, wait) => sum + wait, 0);
/** If the pool could not be searched for this long, it is left to an operator, too. */
const NO_ANSWER_MS = 300_000;
/** An uncertain submission is looked for after a minute, then ever more rarely, at most an hour apart, for a day. */
const LATER_LOOK_MS = 60_000;
const LAST_LOOK_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** How long an operation or log that Toloka does not find may only not be visible yet. */
const NOT_YET_MS = 20_000;
/** Maximum delay between requests for what is not visible yet. */
const UNSEEN_RETRY_MS = 3_000;
/** How long an operation id surely prevents a second creation. Toloka keeps logs for a month, ids at least this long. */
const PROTECTED_MS = 12 * 3_600_000;
/** Wait before a refusal is checked: the request may still be running. */
const DOUBLE_CHECK_MS = 300;
/** Wait until a duplicate submission in doubt may be resolved. */
const TAKEN_MS = 3_000;
/**
 * When an operation that Toloka does not find counts as lost: after this time and this number of requests. Both, because a
 * single 404 may be a mistake, and the sender may have been suspended in between.
 */
export const SURELY_SILENT = { ms: 9_000, asks: 5 };

/** What is known of a submission before a decision. */
export interface Standing {
  status: Status;
  asynchronous: boolean;
  tasks: readonly Task[];
  created_at: number;
  /** Since when a request may have arrived, by Toloka's clock; null: none can have arrived. */
  sent_at: number | null;
  /** The same for requests before the current one. */
  earlier: number | null;
  doubt_since: number | null;
  doubt_asks: number;
  error: SubmissionError | null;
  /** The delay before this try; 0 for the first. */
  delay: number;
}

/** The time of a decision: by our clock, and the earliest by Toloka's clock. `random` (0 to 1) spreads retries. */
export interface Moment {
  now: number;
  toloka: number;
  random: number;
}

/** Result of a search of the pool. */
export type Seen =
  | { kind: "found"; task: CreatedTask }
  /** The search was complete, and the task does not exist. */
  | { kind: "absent" }
  /** A task was found that may be another submission's, or the pool is too large to be searched completely. */
  | { kind: "untellable" }
  /** Toloka could not be reached, or a duplicate submission is being processed. */
  | { kind: "not-yet" };

type AskAgain = Extract<Creation, { outcome: "ask-again" }>;
type Taken = { tasks: CreatedTask[]; operation: Operation | null; notice: SubmissionError | null };

/** Why the pool is searched. */
export type Reason =
  /** Synchronous mode, no task in the answer; `why`: the error instead. */
  | { kind: "doubt"; why: SubmissionError }
  /** A refusal that is checked. `unknown`: Toloka does not know the operation. */
  | { kind: "refusal"; error: SubmissionError; wait: Wait; unknown: boolean }
  /** Toloka does not find the operation any more. */
  | { kind: "silence"; asked: AskAgain }
  /** An operator has not decided yet. */
  | { kind: "undecided" }
  /** Toloka names tasks that a duplicate submission owns. */
  | { kind: "taken"; taken: Taken };

/** The columns that a step sets; an absent one is unchanged. */
interface Learning {
  error?: SubmissionError | null;
  operation?: Operation | null;
  sent_at?: number | null;
  doubt_since?: number | null;
  doubt_asks?: number;
}

/** The next step, or the next request. */
export type Next =
  /** Write and release the row. `due`: milliseconds until it is due again; null: never by itself. */
  | { do: "step"; to?: Status; due: number | null; set: Learning }
  /** The tasks exist: the submission owns them from now on. `shared`: even if another submission owns them. */
  | { do: "take"; taken: Taken; reason: Reason | null; shared: boolean }
  | { do: "look"; reason: Reason; after: number }
  | { do: "ask-operation"; refusal: SubmissionError; after: number };

const step = (to: Status | undefined, due: number | null, set: Learning = {}): Next => ({
  do: "step",
  ...(to === undefined ? {} : { to }),
  due,
  set,
});
const errorOf = (code: "ANSWER_LOST" | "UNCERTAIN" | "OPERATION_UNKNOWN"): SubmissionError => ({
  code,
  message: sentenceFor(code),
});
const uncertain = (message: string = sentenceFor("UNCERTAIN")): Next =>
  step("uncertain", LATER_LOOK_MS, { error: { code: "UNCERTAIN", message } });
const rejected = (error: SubmissionError, operation: Operation | null): Next =>
  step("rejected", null, { error, ...(operation === null ? {} : { operation }) });

/** The delay before the next try. */
const retryDelay = ({ delay }: Standing, wait: Wait, { random }: Moment): number => backoff(wait, delay, random);

/** After a creation. */
export function afterCreation(standing: Standing, creation: Creation, moment: Moment): Next {
  switch (creation.outcome) {
    case "created":
      return { do: "take", taken: creation, reason: null, shared: false };
    case "rejected":
      return afterRefusal(standing, creation.error, creation.operation);
    case "send-again":
      return step("queued", retryDelay(standing, creation.wait, moment), {
        error: creation.error,
        // A request whose answer was lost may have created a task. Any other has not.
        ...(creation.error.code === "ANSWER_LOST" ? { doubt_since: null } : { sent_at: standing.earlier }),
      });
    case "in-doubt":
      return inDoubt(standing, creation.error, { kind: "not-yet" }, moment);
    case "ask-again":
      return afterSilence(standing, creation, moment);
  }
}

/**
 * A refusal ends a submission only if a second request, on a new connection, agrees: the refusal may have been meant for
 * another request, or a gateway may have repeated the request after the task was created.
 */
function afterRefusal({ status, asynchronous }: Standing, error: SubmissionError, operation: Operation | null): Next {
  if (status !== "sending") return rejected(error, operation);
  if (asynchronous) return { do: "ask-operation", refusal: error, after: DOUBLE_CHECK_MS };
  const reason: Reason = { kind: "refusal", error, wait: { asked: null, window: null }, unknown: false };
  return { do: "look", reason, after: DOUBLE_CHECK_MS };
}

/**
 * After the operation of a refused request was requested. A refusal says nothing about an earlier request that may have
 * arrived: the pool may have been archived in between.
 */
export function afterOperation(
  standing: Standing,
  refusal: SubmissionError,
  outcome: Outcome<Operation>,
  moment: Moment,
): Next {
  if (outcome.kind === "answered") return step("waiting", 0, { operation: outcome.value, error: null });
  const unknown = outcome.kind === "refused" && outcome.status === 404;
  if (unknown && standing.earlier === null) return rejected(refusal, null);
  const wait = { asked: outcome.kind === "never-left" ? null : outcome.retry_after_ms, window: null };
  const reason: Reason = { kind: "refusal", error: refusal, wait, unknown };
  return unknown && !mayBeUnseen(standing, moment) && isSilent(standing, moment)
    ? { do: "look", reason, after: 0 }
    : afterLook(standing, reason, { kind: "not-yet" }, moment);
}

/** Another submission owns the tasks. Its own tasks may be this one's. */
export function afterTaken(standing: Standing, taken: Taken, reason: Reason | null): Next {
  // A task found by a search can be searched for again. What Toloka's log says has to be resolved.
  if (reason !== null) return step(undefined, TAKEN_MS, {});
  const shared: Next = { do: "take", taken, reason: null, shared: true };
  return standing.tasks.length === 1 ? { do: "look", reason: { kind: "taken", taken }, after: 0 } : shared;
}

/** After a search of the pool. */
export function afterLook(standing: Standing, reason: Reason, seen: Seen, moment: Moment): Next {
  if (seen.kind === "found") {
    const operation = reason.kind === "silence" ? reason.asked.operation : null;
    return { do: "take", taken: { tasks: [seen.task], operation, notice: null }, reason, shared: false };
  }
  switch (reason.kind) {
    case "doubt":
      return inDoubt(standing, reason.why, seen, moment);
    case "undecided":
      return step(undefined, laterLook(standing, moment));
    case "taken":
      return seen.kind === "not-yet"
        ? step(undefined, TAKEN_MS)
        : { do: "take", taken: reason.taken, reason: null, shared: true };
    case "refusal":
      if (seen.kind === "absent") return rejected(reason.error, null);
      if (!standing.asynchronous) return inDoubt(standing, reason.error, { kind: "not-yet" }, moment);
      if (seen.kind === "untellable") return uncertain(reason.error.message);
      return step("queued", retryDelay(standing, reason.wait, moment), {
        error: reason.error,
        ...(reason.unknown ? askedInVain(standing, moment) : {}),
      });
    case "silence":
      if (seen.kind === "not-yet") return stillSilent(standing, reason.asked, moment);
      if (seen.kind === "untellable" || reason.asked.asked !== "operation" || ageOf(standing, moment) >= PROTECTED_MS)
        return uncertain(sentenceFor("OPERATION_UNKNOWN"));
      // After it is sent again it may have created an unknown task, like any other.
      return step("queued", 0, { error: errorOf("OPERATION_UNKNOWN"), operation: null, doubt_since: null });
  }
}

/**
 * Synchronous mode, no task in the answer: nothing is sent before the pool has been searched. If Toloka refused the request
 * and the task is surely absent, it is sent again. What cannot be resolved is left to an operator.
 */
function inDoubt(standing: Standing, why: SubmissionError, seen: Seen, { now }: Moment): Next {
  const doubt_since = standing.doubt_since ?? now;
  const waited = now - doubt_since;
  if (seen.kind === "absent" && waited >= SURE_AFTER_MS && why.code !== "ANSWER_LOST")
    return step("queued", 0, { error: why, doubt_since: null, sent_at: null });
  if (waited >= (seen.kind === "not-yet" ? NO_ANSWER_MS : SURE_AFTER_MS)) return uncertain();
  return step(undefined, nextLook(waited), { doubt_since, error: why });
}

/** Continues a row in doubt. If its sender died, the answer counts as lost. */
export function takeUpDoubt(standing: Standing, moment: Moment): Next {
  const why = standing.doubt_since === null || standing.error === null ? errorOf("ANSWER_LOST") : standing.error;
  return standing.doubt_since === null
    ? inDoubt(standing, why, { kind: "not-yet" }, moment)
    : { do: "look", reason: { kind: "doubt", why }, after: 0 };
}

function nextLook(waited: number): number {
  let sum = 0;
  for (const wait of LOOKS_MS) {
    sum += wait;
    if (waited < sum) return wait;
  }
  return LOOKS_MS.at(-1)!;
}

const laterLook = ({ created_at, delay }: Standing, { now }: Moment): number | null =>
  now - created_at < DAY_MS ? Math.min(Math.max(delay * 2, LATER_LOOK_MS), LAST_LOOK_MS) : null;

const GONE = new Set(["DOES_NOT_EXIST", "NOT_FOUND", "OPERATION_LOGS_ARCHIVED", "OPERATION_FAILED"]);
/** Whether Toloka does not find what was requested. */
const isGone = (error: SubmissionError | null): boolean => error !== null && GONE.has(error.code);

/** Milliseconds since the first request may have been sent, by Toloka's clock. */
const ageOf = ({ sent_at, created_at }: Standing, { toloka }: Moment): number => toloka - (sent_at ?? created_at);
/** Whether a 404 may mean that it is not visible yet. */
const mayBeUnseen = (standing: Standing, moment: Moment): boolean => ageOf(standing, moment) < NOT_YET_MS;

/** Whether the operation counts as lost. A task that a duplicate submission takes then cannot be given back. */
const isSilent = ({ doubt_since, doubt_asks }: Standing, { now }: Moment): boolean =>
  doubt_since !== null && now - doubt_since >= SURELY_SILENT.ms && doubt_asks >= SURELY_SILENT.asks;

/** Counts one more request for the operation that found nothing. */
const askedInVain = ({ doubt_since, doubt_asks }: Standing, { now }: Moment) => ({
  doubt_since: doubt_since ?? now,
  doubt_asks: doubt_since === null ? 1 : doubt_asks + 1,
});

/** After an operation, its log or its task was requested without a final result. */
function afterSilence(standing: Standing, asked: AskAgain, moment: Moment): Next {
  const { error, operation, ids } = asked;
  const patient = mayBeUnseen(standing, moment) && error?.code !== "OPERATION_LOGS_ARCHIVED";
  if (error === null || !isGone(error) || patient) return stillSilent(standing, asked, moment);
  if (asked.asked === "task") {
    const tasks = standing.tasks.map((task, index) => ({ ...task, id: ids[index] ?? "" }));
    return { do: "take", taken: { tasks, operation, notice: null }, reason: null, shared: false };
  }
  if (asked.asked === "log" && operation.status === "FAIL") return rejected(error, operation);
  return isSilent(standing, moment)
    ? { do: "look", reason: { kind: "silence", asked }, after: 0 }
    : stillSilent(standing, asked, moment);
}

/** Plans the next request. An answer about the operation ends the doubt; a lost answer does not. */
function stillSilent(standing: Standing, { error, asked, operation, wait }: AskAgain, moment: Moment): Next {
  if (error === null)
    return step(undefined, restBetweenPolls(standing, moment), { operation, error, doubt_since: null });
  const delay = retryDelay(standing, wait, moment);
  if (isGone(error))
    return step(undefined, Math.min(delay, UNSEEN_RETRY_MS), { operation, error, ...askedInVain(standing, moment) });
  return step(undefined, delay, { operation, error, ...(asked === "operation" ? {} : { doubt_since: null }) });
}

/** The longer an operation runs, the more rarely it is polled, at least every 30 s. */
const restBetweenPolls = ({ created_at }: Standing, { now }: Moment): number =>
  Math.round(Math.min(Math.max(0, (now - created_at) / 20), 30_000));

/** What a creation means for all sending: a reason to pause; `null`: continue; `undefined`: no change. */
export function pauseAfter(creation: Creation): string | null | undefined {
  const error = creation.outcome === "created" ? null : creation.error;
  if (error?.code === "TOLOKA_TOKEN_REFUSED") return error.message;
  if (creation.outcome === "ask-again" || creation.outcome === "in-doubt") return undefined;
  return error?.code === "TOLOKA_UNREACHABLE" ? undefined : null;
}
