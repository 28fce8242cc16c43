import type { SubmissionError } from "../../../../shared/submission.ts";
import type { AskAgain, Moment, Seen, Standing } from "./known.ts";
import { LATER_LOOK_MS, type Next, rejected, retryDelay, step, take, uncertain } from "./next.ts";

/** Decisions while it is not known whether the task exists. */

/** Waits between the searches of the pool after a lost answer. A task not found by then is left to an operator. */
const LOOKS_MS = [300, 700, 2_000, 5_000, 12_000];
const SURE_AFTER_MS = LOOKS_MS.reduce((sum, wait) => sum + wait, 0);
/** If the pool could not be searched for this long, it is left to an operator, too. */
const NO_ANSWER_MS = 300_000;
const LAST_LOOK_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** How long an operation or log that Toloka does not find may only not be visible yet. */
const NOT_YET_MS = 20_000;
/** Maximum delay between requests for what is not visible yet. */
const UNSEEN_RETRY_MS = 3_000;
/** How long an operation id surely prevents a second creation. Toloka keeps logs for a month, ids at least this long. */
export const PROTECTED_MS = 12 * 3_600_000;
/**
 * When an operation that Toloka does not find counts as lost: after this time and this number of requests. Both, because a
 * single 404 may be a mistake, and the sender may have been suspended in between.
 */
export const SURELY_SILENT = { ms: 9_000, asks: 5 };

/**
 * Synchronous mode, no task in the answer: nothing is sent before the pool has been searched. If Toloka refused the request
 * and the task is surely absent, it is sent again. What cannot be resolved is left to an operator.
 */
export function inDoubt(standing: Standing, why: SubmissionError, seen: Seen, { now }: Moment): Next {
  const doubt_since = standing.doubt_since ?? now;
  const waited = now - doubt_since;
  if (seen.kind === "absent" && waited >= SURE_AFTER_MS && why.code !== "ANSWER_LOST")
    return step("queued", 0, { error: why, doubt_since: null, sent_at: null });
  if (waited >= (seen.kind === "not-yet" ? NO_ANSWER_MS : SURE_AFTER_MS)) return uncertain();
  return step(undefined, nextLook(waited), { doubt_since, error: why });
}

function nextLook(waited: number): number {
  let sum = 0;
  for (const wait of LOOKS_MS) {
    sum += wait;
    if (waited < sum) return wait;
  }
  return LOOKS_MS.at(-1)!;
}

export const laterLook = ({ created_at, delay }: Standing, { now }: Moment): number | null =>
  now - created_at < DAY_MS ? Math.min(Math.max(delay * 2, LATER_LOOK_MS), LAST_LOOK_MS) : null;

const GONE = new Set(["DOES_NOT_EXIST", "NOT_FOUND", "OPERATION_LOGS_ARCHIVED", "OPERATION_FAILED"]);
/** Whether Toloka does not find what was requested. */
const isGone = (error: SubmissionError | null): boolean => error !== null && GONE.has(error.code);

/** Milliseconds since the first request may have been sent, by Toloka's clock. */
export const ageOf = ({ sent_at, created_at }: Standing, { toloka }: Moment): number =>
  toloka - (sent_at ?? created_at);
/** Whether a 404 may mean that it is not visible yet. */
export const mayBeUnseen = (standing: Standing, moment: Moment): boolean => ageOf(standing, moment) < NOT_YET_MS;

/** Whether the operation counts as lost. A task that a duplicate submission takes then cannot be given back. */
export const isSilent = ({ doubt_since, doubt_asks }: Standing, { now }: Moment): boolean =>
  doubt_since !== null && now - doubt_since >= SURELY_SILENT.ms && doubt_asks >= SURELY_SILENT.asks;

/** Counts one more request for the operation that found nothing. */
export const askedInVain = ({ doubt_since, doubt_asks }: Standing, { now }: Moment) => ({
  doubt_since: doubt_since ?? now,
  doubt_asks: doubt_since === null ? 1 : doubt_asks + 1,
});

/** After an operation, its log or its task was requested without a final result. */
export function afterSilence(standing: Standing, asked: AskAgain, moment: Moment): Next {
  const { error, operation, ids } = asked;
  const patient = mayBeUnseen(standing, moment) && error?.code !== "OPERATION_LOGS_ARCHIVED";
  if (error === null || !isGone(error) || patient) return stillSilent(standing, asked, moment);
  if (asked.asked === "task") {
    const tasks = standing.tasks.map((task, index) => ({ ...task, id: ids[index] ?? "" }));
    return take({ tasks, operation, notice: null });
  }
  if (asked.asked === "log" && operation.status === "FAIL") return rejected(error, operation);
  return isSilent(standing, moment)
    ? { do: "look", reason: { kind: "silence", asked } }
    : stillSilent(standing, asked, moment);
}

/** Plans the next request. An answer about the operation ends the doubt; a lost answer does not. */
export function stillSilent(standing: Standing, { error, asked, operation, wait }: AskAgain, moment: Moment): Next {
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
