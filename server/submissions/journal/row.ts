import type { Environment, Status, Stop, SubmissionError } from "../../../shared/submission.ts";
import type { CreatedTask, PartParameters, Task } from "../../../shared/task.ts";
import type { Operation } from "../../../shared/toloka.ts";

/** A row of `submissions`. Times are milliseconds since 1970. */
export interface SubmissionRow {
  /** Order of arrival. */
  seq: number;
  operation_id: string;
  /** The Toloka and the account that it is meant for, see `Identity`. */
  upstream: string;
  environment: Environment;
  pool_id: string;
  status: Status;
  /** Empty. Earlier versions wrote a hash by which they knew a repeated request; now tasks and parameters are compared. */
  fingerprint: string;
  /** Hash of the content alone, equal for duplicates. */
  content_hash: string;
  tasks: Task[];
  parameters: PartParameters;
  /** As last seen. */
  operation: Operation | null;
  created_tasks: CreatedTask[] | null;
  error: SubmissionError | null;
  first_task_id: string | null;
  import_id: string | null;
  /** 0: an operator's; 1: part of an import. */
  priority: number;
  attempts: number;
  /** When the sender acts next; null: never by itself. */
  next_at: number | null;
  /** When `next_at` was set. A time in the future means that the clock has been set back since. */
  planned_at: number | null;
  /** Milliseconds from the last step to `next_at`, as planned then. */
  delay_ms: number;
  claim: string | null;
  lease_until: number | null;
  /** Since when a request may have arrived, by Toloka's clock; null: none can have arrived. */
  sent_at: number | null;
  /** Since when the result of the request, or the operation, is unknown. */
  doubt_since: number | null;
  /** How many requests for the operation have found nothing since then. */
  doubt_asks: number;
  replaces: string | null;
  stop_state: "due" | "done" | "failed" | null;
  /** The submission whose task replaces this one's. */
  replaced_by: string | null;
  /** How the task's assignment was stopped; null: it is assigned as usual. */
  stopped: Stop | null;
  created_at: number;
  updated_at: number;
  created_by: string;
  /** Words of the content and ids, see `searchText`. */
  search: string;
}

/** Every column but `seq`, which the database counts, and `async_mode`, which only statements read: see `parameters`. */
export const SUBMISSION_COLUMNS = [
  "operation_id",
  "upstream",
  "environment",
  "pool_id",
  "status",
  "fingerprint",
  "content_hash",
  "tasks",
  "parameters",
  "operation",
  "created_tasks",
  "error",
  "first_task_id",
  "import_id",
  "priority",
  "attempts",
  "next_at",
  "planned_at",
  "delay_ms",
  "claim",
  "lease_until",
  "sent_at",
  "doubt_since",
  "doubt_asks",
  "replaces",
  "stop_state",
  "replaced_by",
  "stopped",
  "created_at",
  "updated_at",
  "created_by",
  "search",
] as const satisfies readonly (keyof SubmissionRow)[];
