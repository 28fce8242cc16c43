import type { SubmissionError } from "../../../../shared/submission.ts";
import type { Operation } from "../../../../shared/toloka.ts";
import { NO_WAIT, type Sent } from "../../../toloka/creation.ts";
import type { Outcome } from "../../../toloka/exchange/exchange.ts";
import { afterLook } from "./after-look.ts";
import { afterSilence, inDoubt, isSilent, mayBeUnseen } from "./doubt.ts";
import type { Moment, Reason, Standing } from "./known.ts";
import { type Next, rejected, retryDelay, step, take } from "./next.ts";

/** Decisions after the request that creates the tasks. */

/** Wait before a refusal is checked: the request may still be running. */
const DOUBLE_CHECK_MS = 300;

/** After an answer to the request, or about its operation. */
export function afterCreation(standing: Standing, creation: Sent, moment: Moment): Next {
  const next = consequence(standing, creation, moment);
  const pause = pauseAfter(creation);
  return pause === undefined ? next : { ...next, pause };
}

function consequence(standing: Standing, creation: Sent, moment: Moment): Next {
  switch (creation.outcome) {
    case "accepted": {
      const { operation } = creation;
      const usual = standing.error === null && standing.doubt_since === null;
      return usual ? { do: "watch-new", operation } : follow(operation);
    }
    case "created":
      return take(creation);
    case "rejected":
      return afterRefusal(standing, creation.error, creation.operation);
    case "send-again":
      return step("queued", retryDelay(standing, creation.wait, moment), {
        error: creation.error,
        // A request whose answer was lost may have created a task. Any other has not.
        ...(creation.error.code === "ANSWER_LOST" ? { doubt_since: null } : { sent_at: standing.earlier }),
      });
    case "in-doubt": {
      const note = { action: "doubt", outcome: creation.error.message };
      return { ...inDoubt(standing, creation.error, { kind: "not-yet" }, moment), note };
    }
    case "ask-again":
      return afterSilence(standing, creation, moment);
  }
}

const follow = (operation: Operation): Next =>
  step("waiting", 0, { operation, error: null, doubt_since: null }, { do: "watch" });

/** Only a task ends the submission at once. Whatever else was learned is asked for again, when the operation is written. */
export const afterWatchNew = (operation: Operation, creation: Sent): Next =>
  creation.outcome === "created" ? take(creation) : follow(operation);

/** What a creation means for all sending: a reason to pause; `null`: continue; `undefined`: no change. */
function pauseAfter(creation: Sent): string | null | undefined {
  if (creation.outcome === "accepted" || creation.outcome === "created") return null;
  const { outcome, error } = creation;
  if (error?.code === "TOLOKA_TOKEN_REFUSED") return error.message;
  if (outcome === "ask-again" || outcome === "in-doubt") return undefined;
  return error.code === "TOLOKA_UNREACHABLE" ? undefined : null;
}

/**
 * A refusal ends a submission only if a second request, on a new connection, agrees: the refusal may have been meant for
 * another request, or a gateway may have repeated the request after the task was created.
 */
function afterRefusal({ status, asynchronous }: Standing, error: SubmissionError, operation: Operation | null): Next {
  if (status !== "sending") return rejected(error, operation);
  if (asynchronous) return { do: "ask-operation", refusal: error, after: DOUBLE_CHECK_MS };
  return { do: "look", reason: { kind: "refusal", error, wait: NO_WAIT, unknown: false }, after: DOUBLE_CHECK_MS };
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
    ? { do: "look", reason }
    : afterLook(standing, reason, { kind: "not-yet" }, moment);
}
