import { sentenceFor } from "../../../../shared/api/problem.ts";
import type { Status, SubmissionError } from "../../../../shared/submission.ts";
import type { Operation } from "../../../../shared/toloka.ts";
import type { Wait } from "../../../toloka/creation.ts";
import { backoff } from "./backoff.ts";
import type { Moment, Reason, Standing, Taken } from "./known.ts";

/** What a decision can be. Times are milliseconds. */

/** An uncertain submission is looked for after a minute, then ever more rarely, at most an hour apart, for a day. */
export const LATER_LOOK_MS = 60_000;

/** What is asked next. `after`: milliseconds to wait before. */
export type Question = Asked & { after?: number };
type Asked =
  /** Whether it may be sent now. `turn`: its turn among the requests has to come, too. `clock`: Toloka's time is needed. */
  | { do: "prepare"; turn: boolean; clock: boolean }
  | { do: "send" }
  /** Follows an operation just accepted for as long as most take. Nothing is written before: its id is the submission's own. */
  | { do: "watch-new"; operation: Operation }
  /** Follows the row's operation. */
  | { do: "watch" }
  | { do: "ask-operation"; refusal: SubmissionError }
  | { do: "look"; reason: Reason }
  /** Stops the tasks of the submission `old`, which this one replaces. */
  | { do: "stop-replaced"; old: string };

/** The columns that a step sets; an absent one is unchanged. */
interface Columns {
  error?: SubmissionError | null;
  operation?: Operation | null;
  attempts?: number;
  sent_at?: number | null;
  doubt_since?: number | null;
  doubt_asks?: number;
  stop_state?: "done" | "failed";
}

/**
 * The next step, or the next question. `note` goes to the timeline. `pause` is for all sending: a reason to pause; null: to
 * continue.
 */
export type Next = (Step | Take | Question) & { note?: Note; pause?: string | null };
/**
 * Write this. With `ask` the claim is kept and that is asked next; without, the row is released. `due`: milliseconds until it
 * is due again; null: never by itself.
 */
export type Step = { do: "step"; to?: Status; due: number | null; set: Columns; ask?: Question };
/** The tasks exist: the submission owns them from now on. `shared`: even if another submission owns them. */
export type Take = { do: "take"; taken: Taken; reason: Reason | null; shared: boolean };
type Note = { action: string; outcome: string };

export const step = (to: Status | undefined, due: number | null, set: Columns = {}, ask?: Question): Next => ({
  do: "step",
  ...(to === undefined ? {} : { to }),
  due,
  set,
  ...(ask === undefined ? {} : { ask }),
});
/** `reason`: why it was searched for, if it was. */
export const take = (taken: Taken, reason: Reason | null = null, shared = false): Next => ({
  do: "take",
  taken,
  reason,
  shared,
  ...(reason === null ? {} : { note: { action: "look", outcome: `found: ${idsOf(taken)}` } }),
});
export const idsOf = ({ tasks }: Taken): string => tasks.map(({ id }) => id).join(", ");

type Ours = "ANSWER_LOST" | "UNCERTAIN" | "OPERATION_UNKNOWN" | "WAITING_FOR_PACE" | "TOLOKA_UNREACHABLE";
export const errorOf = (code: Ours): SubmissionError => ({ code, message: sentenceFor(code) });
export const uncertain = (message: string = sentenceFor("UNCERTAIN")): Next =>
  step("uncertain", LATER_LOOK_MS, { error: { code: "UNCERTAIN", message } });
export const rejected = (error: SubmissionError, operation: Operation | null): Next =>
  step("rejected", null, { error, ...(operation === null ? {} : { operation }) });

/** The delay before the next try. */
export const retryDelay = ({ delay }: Standing, wait: Wait, { random }: Moment): number => backoff(wait, delay, random);
