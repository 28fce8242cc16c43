import { sentenceFor } from "../../../shared/api/problem.ts";
import type { Status, SubmissionError } from "../../../shared/submission.ts";
import type { CreatedTask, Task } from "../../../shared/task.ts";
import type { Operation } from "../../../shared/toloka.ts";
import type { Creation, Wait } from "../../toloka/creation.ts";
import type { Outcome } from "../../toloka/exchange.ts";
import { backoff } from "./backoff.ts";

/**
 * What becomes of a submission, decided from what is known of it, what was just learned, and the time; nothing here asks,
 * writes or waits. Times are milliseconds.
 */

/** After a lost answer the pool is looked through this often; what then is not there is left to an operator. */
const LOOKS_MS = [300, 700, 2_000, 5_000, 12_000];
const SURE_AFTER_MS = LOOKS_MS.reduce((sum, wait) => sum + wait, 0);
/** A pool that cannot be looked through for so long is left to an operator, too. */
const NO_ANSWER_MS = 300_000;
/** An uncertain submission is looked for again after a minute, at last once an hour, for a day. */
const LATER_LOOK_MS = 60_000;
const LAST_LOOK_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** For so long an operation that Toloka does not know, or a log that is not there, may just not be visible yet. */
const NOT_YET_MS = 20_000;
/** What Toloka does not show yet is asked for every few seconds: whatever is decided then waits for it. */
const UNSEEN_RETRY_MS = 3_000;
/** An operation id that Toloka has forgotten no longer protects; it keeps logs for a month, ids at least as long as this. */
const PROTECTED_MS = 12 * 3_600_000;
/** What is asked a second time is asked this much later: the request itself may still be under way. */
const DOUBLE_CHECK_MS = 300;
/** How long until an equal submission in doubt may have come to an end. */
const TAKEN_MS = 3_000;
/**
 * An operation of which Toloka has told nothing for so long, and so often, is no longer counted on. Both: a single 404 may
 * be a mistake, and whoever asks may have been away in between.
 */
export const SURELY_SILENT = { ms: 9_000, asks: 5 };

/** What is known of a submission when something new is learned. */
export interface Standing {
  status: Status;
  asynchronous: boolean;
  tasks: readonly Task[];
  created_at: number;
  /** Since when a request may have arrived, by Toloka's clock; null while none can have. */
  sent_at: number | null;
  /** The same of requests before the present one. */
  earlier: number | null;
  doubt_since: number | null;
  doubt_asks: number;
  error: SubmissionError | null;
  /** The delay before this try; 0 for the first. */
  delay: number;
}

/** When something is decided: by our clock, and by Toloka's at the earliest; `random` (0 to 1) spreads retries. */
export interface Moment {
  now: number;
  toloka: number;
  random: number;
}

/** What a look into the pool showed. */
export type Seen =
  | { kind: "found"; task: CreatedTask }
  /** All that the request may have created was seen, and this task is not there. */
  | { kind: "absent" }
  /** There may be one, and it cannot be told whose it is; or there is too much to look through. */
  | { kind: "untellable" }
  /** Toloka could not be asked, or an equal submission is under way. */
  | { kind: "not-yet" };

type AskAgain = Extract<Creation, { outcome: "ask-again" }>;
type Taken = { tasks: CreatedTask[]; operation: Operation | null; notice: SubmissionError | null };

/** Why the pool is looked through. */
export type Reason =
  /** Synchronous mode, no task in the answer; `why`: what came instead. */
  | { kind: "doubt"; why: SubmissionError }
  /** A refusal that is checked once more. */
  | { kind: "refusal"; error: SubmissionError; wait: Wait; unknown: boolean }
  /** Toloka no longer tells of the operation. */
  | { kind: "silence"; asked: AskAgain }
  /** An operator has not decided yet. */
  | { kind: "undecided" }
  /** Toloka names tasks that an equal submission was found to have. */
  | { kind: "taken"; taken: Taken };

/** What a step writes; a member that is absent stays as it is. */
export interface Learning {
  error?: SubmissionError | null;
  operation?: Operation | null;
  sent_at?: number | null;
  doubt_since?: number | null;
  doubt_asks?: number;
}

/** The next step, or the next question. */
export type Next =
  /** Write and let go. `due`: milliseconds until it is due again; null: never by itself. */
  | { do: "step"; to?: Status; due: number | null; set: Learning }
  /** The tasks exist: they are the submission's from now on. `shared`: even if another has them. */
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

/** The delay before the next try, from what Toloka asked for and the delay before this one. */
const retryDelay = ({ delay }: Standing, wait: Wait, { random }: Moment): number => backoff(wait, delay, random);

/** How far a creation came, and what becomes of the submission. */
export function afterCreation(standing: Standing, creation: Creation, moment: Moment): Next {
  switch (creation.outcome) {
    case "created":
      return { do: "take", taken: creation, reason: null, shared: false };
    case "rejected":
      return afterRefusal(standing, creation.error, creation.operation);
    case "send-again":
      return step("queued", retryDelay(standing, creation.wait, moment), {
        error: creation.error,
        // A request whose answer was lost may have created a task, whatever was surely absent before it; any other has not.
        ...(creation.error.code === "ANSWER_LOST" ? { doubt_since: null } : { sent_at: standing.earlier }),
      });
    case "in-doubt":
      return inDoubt(standing, creation.error, { kind: "not-yet" }, moment);
    case "ask-again":
      return afterSilence(standing, creation, moment);
  }
}

/**
 * A refused request ends a submission only once a second question, on a connection of its own, agrees: the refusal may have
 * been another request's, or a gateway may have repeated the request after the task was created.
 */
function afterRefusal({ status, asynchronous }: Standing, error: SubmissionError, operation: Operation | null): Next {
  if (status !== "sending") return rejected(error, operation);
  if (asynchronous) return { do: "ask-operation", refusal: error, after: DOUBLE_CHECK_MS };
  const reason: Reason = { kind: "refusal", error, wait: { asked: null, window: null }, unknown: false };
  return { do: "look", reason, after: DOUBLE_CHECK_MS };
}

/**
 * Asked about the operation of a request that was refused. Where an earlier request may have got through, the refusal says
 * nothing about that one: the pool may have been archived since.
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

/** The tasks of a submission turned out to be another's: the other's may be this one's. */
export function afterTaken(standing: Standing, taken: Taken, reason: Reason | null): Next {
  // What was only found by looking may be looked for again; what Toloka itself says has to be settled.
  if (reason !== null) return step(undefined, TAKEN_MS, {});
  const shared: Next = { do: "take", taken, reason: null, shared: true };
  return standing.tasks.length === 1 ? { do: "look", reason: { kind: "taken", taken }, after: 0 } : shared;
}

/** What the pool showed. */
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
      // Once it is sent again it may have created a task that it does not know of, like any other.
      return step("queued", 0, { error: errorOf("OPERATION_UNKNOWN"), operation: null, doubt_since: null });
  }
}

/**
 * Synchronous mode, no task in the answer: nothing is sent before the pool has been looked through. Where Toloka itself
 * refused the request and the task is surely absent, it is sent again; what cannot be told is left to an operator.
 */
function inDoubt(standing: Standing, why: SubmissionError, seen: Seen, { now }: Moment): Next {
  const doubt_since = standing.doubt_since ?? now;
  const waited = now - doubt_since;
  if (seen.kind === "absent" && waited >= SURE_AFTER_MS && why.code !== "ANSWER_LOST")
    return step("queued", 0, { error: why, doubt_since: null, sent_at: null });
  if (waited >= (seen.kind === "not-yet" ? NO_ANSWER_MS : SURE_AFTER_MS)) return uncertain();
  return step(undefined, nextLook(waited), { doubt_since, error: why });
}

/** A row in doubt is taken up: what is asked first. A request whose sender died is as good as one whose answer was lost. */
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
/** Whether Toloka does not show, or no longer, what was asked for. */
const isGone = (error: SubmissionError | null): boolean => error !== null && GONE.has(error.code);

/** Since the first request of this submission may have left, by Toloka's clock. */
const ageOf = ({ sent_at, created_at }: Standing, { toloka }: Moment): number => toloka - (sent_at ?? created_at);
/** Whether a 404 may only mean that Toloka does not show it yet. */
const mayBeUnseen = (standing: Standing, moment: Moment): boolean => ageOf(standing, moment) < NOT_YET_MS;

/** Whether Toloka has kept silent about the operation often and long: a task taken by an equal submission cannot be given back. */
const isSilent = ({ doubt_since, doubt_asks }: Standing, { now }: Moment): boolean =>
  doubt_since !== null && now - doubt_since >= SURELY_SILENT.ms && doubt_asks >= SURELY_SILENT.asks;

/** What is remembered of an operation that was asked for in vain once more. */
const askedInVain = ({ doubt_since, doubt_asks }: Standing, { now }: Moment) => ({
  doubt_since: doubt_since ?? now,
  doubt_asks: doubt_since === null ? 1 : doubt_asks + 1,
});

/** An operation is under way, or Toloka does not show it, its log or its task: patience first, then what is known decides. */
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

/** Asks again later. An answer about the operation ends its silence; one that was lost on the way says nothing. */
function stillSilent(standing: Standing, { error, asked, operation, wait }: AskAgain, moment: Moment): Next {
  if (error === null)
    return step(undefined, restBetweenPolls(standing, moment), { operation, error, doubt_since: null });
  const delay = retryDelay(standing, wait, moment);
  if (isGone(error))
    return step(undefined, Math.min(delay, UNSEEN_RETRY_MS), { operation, error, ...askedInVain(standing, moment) });
  return step(undefined, delay, { operation, error, ...(asked === "operation" ? {} : { doubt_since: null }) });
}

/** An operation that takes long is asked about ever more rarely, at last twice a minute. */
const restBetweenPolls = ({ created_at }: Standing, { now }: Moment): number =>
  Math.round(Math.min(Math.max(0, (now - created_at) / 20), 30_000));

/** What an answer says about sending at all: a reason to pause everything, `null` to go on, `undefined` for nothing. */
export function pauseAfter(creation: Creation): string | null | undefined {
  const error = creation.outcome === "created" ? null : creation.error;
  if (error?.code === "TOLOKA_TOKEN_REFUSED") return error.message;
  if (creation.outcome === "ask-again" || creation.outcome === "in-doubt") return undefined;
  return error?.code === "TOLOKA_UNREACHABLE" ? undefined : null;
}
