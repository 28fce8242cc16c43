import { sentenceFor } from "../../shared/api/problem.ts";
import { translateFields } from "../../shared/faults/faults.ts";
import type { SubmissionError } from "../../shared/submission.ts";
import type { CreatedTask } from "../../shared/task.ts";
import type { Operation, TolokaErrorBody } from "../../shared/toloka.ts";
import type { ExchangeEntry } from "./exchange-entry.ts";
import { fieldsOf } from "./operation-log.ts";

/** How far a creation came. */
export type Creation =
  /** The tasks exist. `notice`: something beside them failed (the pool could not be opened). */
  | { outcome: "created"; tasks: CreatedTask[]; operation: Operation | null; notice: SubmissionError | null }
  /** Refused for good: nothing exists. */
  | { outcome: "rejected"; error: SubmissionError; operation: Operation | null }
  /** Nothing was created by this request, or its id protects it: it may be sent again. */
  | { outcome: "send-again"; error: SubmissionError; wait: Wait; everybody: boolean }
  /** The operation is under way or its end cannot be read at the moment: ask again. */
  | {
      outcome: "ask-again";
      asked: "operation" | "log" | "task";
      error: SubmissionError | null;
      wait: Wait;
      operation: Operation;
      ids: string[];
    }
  /** It may exist, and nothing protects a repetition: only looking can tell. `error` says what came instead of a task. */
  | { outcome: "in-doubt"; error: SubmissionError };

/** What Toloka said about when to come back, if anything. Milliseconds. */
export interface Wait {
  asked: number | null;
  window: number | null;
}
export const NO_WAIT: Wait = { asked: null, window: null };

export interface CreationContext {
  /** Waits for the right to ask Toloka once more. */
  pace: () => Promise<void>;
  /** Takes a line of the timeline. */
  addEntry: (entry: ExchangeEntry) => void;
  /** Must be durable before the next request: Toloka has taken the operation. */
  accepted: (operation: Operation) => Promise<void>;
  sleep: (ms: number) => Promise<void>;
  /** Whether to stop watching and leave the rest for later. */
  leave: () => boolean;
}

/** Toloka's error body as a submission's error: our sentence, its code, faults by field. */
export function errorOf(body: TolokaErrorBody): SubmissionError {
  const fields = translateFields(fieldsOf(body.payload ?? undefined));
  return {
    code: body.code,
    message: sentenceFor(body.code, body.message),
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
    ...(body.request_id ? { request_id: body.request_id } : {}),
  };
}
