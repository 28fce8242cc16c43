import { sentenceFor } from "../../shared/api/problem.ts";
import { translateFields } from "../../shared/faults/faults.ts";
import type { SubmissionError } from "../../shared/submission.ts";
import type { CreatedTask } from "../../shared/task.ts";
import type { Operation, TolokaErrorBody } from "../../shared/toloka.ts";
import type { ExchangeEntry } from "./exchange/exchange-entry.ts";
import { fieldsOf } from "./operation-log.ts";
import type { PollTimes } from "./poll-times.ts";

/** The result of a creation. */
export type Creation =
  /** The tasks exist. `notice`: something else failed (the pool could not be opened). */
  | { outcome: "created"; tasks: CreatedTask[]; operation: Operation | null; notice: SubmissionError | null }
  /** Finally refused: nothing was created. */
  | { outcome: "rejected"; error: SubmissionError; operation: Operation | null }
  /** Nothing was created, or the operation id prevents a second creation: it may be sent again. `everybody`: no request can succeed now. */
  | { outcome: "send-again"; error: SubmissionError; wait: Wait; everybody: boolean }
  /** The operation is running, or its result cannot be read at present: ask again. */
  | {
      outcome: "ask-again";
      asked: "operation" | "log" | "task";
      error: SubmissionError | null;
      wait: Wait;
      operation: Operation;
      ids: string[];
    }
  /** The task may exist, and sending again may duplicate it: it has to be looked for. `error`: what came instead of a task. */
  | { outcome: "in-doubt"; error: SubmissionError };

/** What came of the request alone. Toloka has accepted the operation: that has to be written down before it is followed. */
export type Sent = Creation | { outcome: "accepted"; operation: Operation };

/** When Toloka wants to be asked again, in milliseconds: `Retry-After`, and the length of the quota window. null: not said. */
export interface Wait {
  asked: number | null;
  window: number | null;
}
export const NO_WAIT: Wait = { asked: null, window: null };

/** What following an operation needs of its caller. */
export interface WatchContext {
  /** How long the operation is followed, milliseconds. */
  watchMs: number;
  /** For an operation that was just accepted. */
  pollTimes?: PollTimes;
  /** Waits until one more request may be sent. */
  pace: () => Promise<void>;
  /** Adds an entry to the timeline. */
  addEntry: (entry: ExchangeEntry) => void;
  sleep: (ms: number) => Promise<void>;
  /** Whether to return now and continue later. */
  leave: () => boolean;
}

/** Toloka's error body as a submission's error: its code, our sentence, faults by field. */
export function errorOf(body: TolokaErrorBody): SubmissionError {
  const fields = translateFields(fieldsOf(body.payload ?? undefined));
  return {
    code: body.code,
    message: sentenceFor(body.code, body.message),
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
    ...(body.request_id ? { request_id: body.request_id } : {}),
  };
}
