import { sentenceFor } from "../../../../shared/api/problem.ts";
import type { Status, SubmissionError } from "../../../../shared/submission.ts";
import type { CreatedTask, Task } from "../../../../shared/task.ts";
import type { Operation } from "../../../../shared/toloka.ts";
import type { Creation, Wait } from "../../../toloka/creation.ts";
import { backoff } from "./backoff.ts";

/** What a decision is made of, and what it can be. Times are milliseconds. */

/** An uncertain submission is looked for after a minute, then ever more rarely, at most an hour apart, for a day. */
export const LATER_LOOK_MS = 60_000;

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

export type AskAgain = Extract<Creation, { outcome: "ask-again" }>;
export type Taken = { tasks: CreatedTask[]; operation: Operation | null; notice: SubmissionError | null };

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
export interface Learning {
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

export const step = (to: Status | undefined, due: number | null, set: Learning = {}): Next => ({
  do: "step",
  ...(to === undefined ? {} : { to }),
  due,
  set,
});
export const errorOf = (code: "ANSWER_LOST" | "UNCERTAIN" | "OPERATION_UNKNOWN"): SubmissionError => ({
  code,
  message: sentenceFor(code),
});
export const uncertain = (message: string = sentenceFor("UNCERTAIN")): Next =>
  step("uncertain", LATER_LOOK_MS, { error: { code: "UNCERTAIN", message } });
export const rejected = (error: SubmissionError, operation: Operation | null): Next =>
  step("rejected", null, { error, ...(operation === null ? {} : { operation }) });

/** The delay before the next try. */
export const retryDelay = ({ delay }: Standing, wait: Wait, { random }: Moment): number => backoff(wait, delay, random);
