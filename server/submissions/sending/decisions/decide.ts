import { NO_WAIT } from "../../../toloka/creation.ts";
import { afterCreation, afterOperation, afterWatchNew } from "./after-creation.ts";
import { afterLook, afterTaken } from "./after-look.ts";
import { inDoubt } from "./doubt.ts";
import type { Learned, Moment, Standing } from "./known.ts";
import { errorOf, type Next, type Question, retryDelay, step } from "./next.ts";

/** Minimum delay before stopping a replaced task is tried again. */
const STOP_AGAIN_MS = 1_000;

/**
 * The next step or question of a submission: a pure function of what is known of it, what was learned since the last
 * decision, and the time. What follows a claim is decided here, the rest in the files beside.
 */
export function decide(standing: Standing, learned: Learned, moment: Moment): Next {
  switch (learned.kind) {
    case "claimed":
      return afterClaim(standing, learned.fresh, moment);
    case "full":
      return whenFull(standing, learned.ms);
    case "clock-unknown":
      return step(undefined, retryDelay(standing, NO_WAIT, moment), { error: errorOf("TOLOKA_UNREACHABLE") });
    case "put-off":
      // A row that waits for its turn as `sending` was never sent.
      return standing.status === "sending" ? step("queued", 0, { attempts: 0, sent_at: null }) : step(undefined, 0);
    case "ready":
      return whenReady(standing, moment);
    case "creation":
      return afterCreation(standing, learned.creation, moment);
    case "watched-new":
      return afterWatchNew(learned.operation, learned.creation);
    case "operation":
      return afterOperation(standing, learned.refusal, learned.outcome, moment);
    case "looked":
      return afterLook(standing, learned.reason, learned.seen, moment);
    case "taken":
      return afterTaken(standing, learned.taken, learned.reason);
    case "stop":
      return afterStop(standing, learned.result, moment);
  }
}

function afterClaim(standing: Standing, fresh: { ahead: boolean } | null, moment: Moment): Next {
  switch (standing.status) {
    case "queued":
      return beforeSending(standing);
    case "sending":
      return fresh ? { do: "prepare", turn: fresh.ahead, clock: false } : takeUp(standing, moment);
    case "waiting":
      return { do: "watch" };
    case "uncertain":
      return { do: "look", reason: { kind: "undecided" } };
    case "created":
      return standing.stop_state === "due" && standing.replaces !== null
        ? { do: "stop-replaced", old: standing.replaces }
        : step(undefined, null);
    default:
      return step(undefined, null);
  }
}

/** If an answer is lost, the task is looked for by the time of its creation. So synchronous requests need Toloka's time. */
const beforeSending = ({ asynchronous }: Standing): Question => ({ do: "prepare", turn: true, clock: !asynchronous });

/**
 * Continues a row left in `sending`: its request may have been sent. Only asynchronous requests can be repeated; the answer
 * to any other counts as lost.
 */
function takeUp(standing: Standing, moment: Moment): Next {
  const note = { action: "take-up", outcome: "interrupted, continued by another sender" };
  const { asynchronous, doubt_since, error } = standing;
  if (asynchronous) return { ...step("queued", 0, { doubt_since: null }, beforeSending(standing)), note };
  if (doubt_since === null) return { ...inDoubt(standing, errorOf("ANSWER_LOST"), { kind: "not-yet" }, moment), note };
  return { do: "look", reason: { kind: "doubt", why: error ?? errorOf("ANSWER_LOST") }, note };
}

/** The limit of the minute or day is reached: planned for its end. */
function whenFull({ status }: Standing, ms: number): Next {
  const error = errorOf("WAITING_FOR_PACE");
  return status === "queued"
    ? step(undefined, ms, { error })
    : step("queued", ms, { error, attempts: 0, sent_at: null });
}

/** It is written that a request may arrive before one is sent. */
function whenReady({ status, attempts, sent_at }: Standing, moment: Moment): Next {
  if (status === "sending") return { do: "send" };
  return step("sending", 0, { attempts: attempts + 1, sent_at: sent_at ?? moment.toloka }, { do: "send" });
}

/** The second step of "correct and replace": the new task exists, so the old one is stopped. Repeated until it succeeds. */
function afterStop(standing: Standing, result: Extract<Learned, { kind: "stop" }>["result"], moment: Moment): Next {
  if (result === "no-task") return step(undefined, null);
  if (result === "stopped") return step(undefined, null, { stop_state: "done" });
  const impossible = result.kind === "refused" && result.status !== 429 && result.status !== 401;
  if (impossible) return step(undefined, null, { stop_state: "failed" });
  const wait = { asked: result.kind === "never-left" ? null : result.retry_after_ms, window: null };
  return step(undefined, Math.max(STOP_AGAIN_MS, retryDelay(standing, wait, moment)));
}
