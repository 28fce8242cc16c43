import type { Status, SubmissionError } from "../../../../shared/submission.ts";
import type { CreatedTask, Task } from "../../../../shared/task.ts";
import type { Operation } from "../../../../shared/toloka.ts";
import type { Creation, Sent, Wait } from "../../../toloka/creation.ts";
import type { Outcome } from "../../../toloka/exchange/exchange.ts";

/** What a decision is made of. Times are milliseconds. */

/** What is known of a submission before a decision. */
export interface Standing {
  status: Status;
  asynchronous: boolean;
  tasks: readonly Task[];
  created_at: number;
  attempts: number;
  /** Since when a request may have arrived, by Toloka's clock; null: none can have arrived. */
  sent_at: number | null;
  /** The same for requests before the current one. */
  earlier: number | null;
  doubt_since: number | null;
  doubt_asks: number;
  error: SubmissionError | null;
  /** The submission whose task this one's replaces, and what became of stopping that task. */
  replaces: string | null;
  stop_state: "due" | "done" | "failed" | null;
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
  | { kind: "found"; tasks: CreatedTask[] }
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

/** What was learned since the last decision. */
export type Learned =
  /**
   * The row was claimed. `fresh`: this process has just inserted it as `sending`; nothing has been sent, and its turn has come
   * unless it is `ahead` of the queue.
   */
  | { kind: "claimed"; fresh: { ahead: boolean } | null }
  /** Nothing hinders the request. */
  | { kind: "ready" }
  /** Toloka's limit of the minute or day is reached, for this long. */
  | { kind: "full"; ms: number }
  /** Toloka could not be reached, so its time is unknown. */
  | { kind: "clock-unknown" }
  /** The lease may have ended, the process is stopping, or the journal is on hold. */
  | { kind: "put-off" }
  /** The answer to the request, or what its operation came to. */
  | { kind: "creation"; creation: Sent }
  /** What a new operation came to in its first second. */
  | { kind: "watched-new"; operation: Operation; creation: Sent }
  | { kind: "operation"; refusal: SubmissionError; outcome: Outcome<Operation> }
  | { kind: "looked"; reason: Reason; seen: Seen }
  /** Another submission owns one of the tasks that were to be taken. */
  | { kind: "taken"; taken: Taken; reason: Reason | null }
  /** What became of the replaced task. */
  | { kind: "stop"; result: "stopped" | "no-task" | Exclude<Outcome<unknown>, { kind: "answered" }> };
