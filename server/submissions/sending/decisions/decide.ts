import { sentenceFor } from "../../../../shared/api/problem.ts";
import type { SubmissionError } from "../../../../shared/submission.ts";
import type { Operation } from "../../../../shared/toloka.ts";
import type { Creation } from "../../../toloka/creation.ts";
import type { Outcome } from "../../../toloka/exchange.ts";
import {
  errorOf,
  type Moment,
  type Next,
  type Reason,
  rejected,
  retryDelay,
  type Seen,
  type Standing,
  step,
  type Taken,
  uncertain,
} from "./decision.ts";
import {
  afterSilence,
  ageOf,
  askedInVain,
  inDoubt,
  isSilent,
  laterLook,
  mayBeUnseen,
  PROTECTED_MS,
  stillSilent,
} from "./doubt.ts";

/**
 * Decisions about a submission: pure functions of what is known of it, what was just learned, and the time. Times are
 * milliseconds.
 */

/** Wait before a refusal is checked: the request may still be running. */
const DOUBLE_CHECK_MS = 300;
/** Wait until a duplicate submission in doubt may be resolved. */
const TAKEN_MS = 3_000;
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

/** Continues a row in doubt. If its sender died, the answer counts as lost. */
export function takeUpDoubt(standing: Standing, moment: Moment): Next {
  const why = standing.doubt_since === null || standing.error === null ? errorOf("ANSWER_LOST") : standing.error;
  return standing.doubt_since === null
    ? inDoubt(standing, why, { kind: "not-yet" }, moment)
    : { do: "look", reason: { kind: "doubt", why }, after: 0 };
}

/** What a creation means for all sending: a reason to pause; `null`: continue; `undefined`: no change. */
export function pauseAfter(creation: Creation): string | null | undefined {
  const error = creation.outcome === "created" ? null : creation.error;
  if (error?.code === "TOLOKA_TOKEN_REFUSED") return error.message;
  if (creation.outcome === "ask-again" || creation.outcome === "in-doubt") return undefined;
  return error?.code === "TOLOKA_UNREACHABLE" ? undefined : null;
}
