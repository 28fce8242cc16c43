import type { Environment, Status, Stop, SubmissionError } from "../../../shared/submission.ts";
import type { CreatedTask, CreateTaskParameters, Task } from "../../../shared/task.ts";
import type { Operation } from "../../../shared/toloka.ts";

/** A row of `submissions`. Times are milliseconds since 1970. */
export interface SubmissionRow {
  /** Order of arrival; newest first is `seq` descending. */
  seq: number;
  operation_id: string;
  /** The Toloka and the account it was meant for: host, space, requester id. */
  upstream: string;
  environment: Environment;
  pool_id: string;
  status: Status;
  /** Hash of tasks and parameters: the same id with another fingerprint is refused. */
  fingerprint: string;
  /** Hash of the content alone: look-alikes. */
  content_hash: string;
  tasks: Task[];
  parameters: CreateTaskParameters;
  /** As last seen. */
  operation: Operation | null;
  created_tasks: CreatedTask[] | null;
  error: SubmissionError | null;
  first_task_id: string | null;
  import_id: string | null;
  /** 0: an operator waits; 1: part of an import. */
  priority: number;
  attempts: number;
  /** When the sender acts next; null: nothing to do by itself. */
  next_at: number | null;
  /** When `next_at` was planned. A time in the future: the clock has been set back since. */
  planned_at: number | null;
  /** Milliseconds that the last step put the next one off by. */
  delay_ms: number;
  claim: string | null;
  lease_until: number | null;
  /** Since when a request may have arrived, by Toloka's clock; null while none can have. */
  sent_at: number | null;
  /** Since when Toloka has told nothing of this submission's request or operation. */
  doubt_since: number | null;
  /** How often its operation has been asked for in vain since then. */
  doubt_asks: number;
  replaces: string | null;
  stop_state: "due" | "done" | "failed" | null;
  /** The submission whose task takes this one's place. */
  replaced_by: string | null;
  /** null: the task is assigned as usual. */
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
