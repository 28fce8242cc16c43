import type { Submission } from "../../../shared/submission.ts";
import type { Connections } from "../connections.ts";
import type { SubmissionRow } from "./row.ts";

const iso = (ms: number): string => new Date(Number(ms)).toISOString();

/** Whether a new row waits for its delay to end. Later steps set an error or leave no delay. */
const waitsForUndo = ({ status, attempts, error, claim, delay_ms }: SubmissionRow): boolean =>
  status === "queued" && attempts === 0 && error === null && claim === null && delay_ms > 0;

/** A row as the API shows it. */
export function submissionOf(row: SubmissionRow, connections: Connections): Submission {
  const connection = connections.nameOf(row.upstream);
  const { tasks } = row;
  const created = row.created_tasks ?? [];
  const next_at = row.next_at === null || row.claim !== null ? null : iso(row.next_at);
  const common = {
    operation_id: row.operation_id,
    status: row.status,
    environment: row.environment,
    connection,
    parameters: row.parameters,
    operation: row.operation,
    error: row.error,
    attempts: row.attempts,
    next_at,
    undo_until: waitsForUndo(row) ? next_at : null,
    created_at: iso(row.created_at),
    updated_at: iso(row.updated_at),
    created_by: row.created_by,
    foreign: connection === null,
    replaces: row.replaces === null ? null : { operation_id: row.replaces, stopped: row.stop_state === "done" },
    replaced_by: row.replaced_by,
    stopped: row.stopped,
  };
  return row.import_id === null
    ? { ...common, task: tasks[0]!, created_task: created[0] ?? null }
    : { ...common, tasks, created_tasks: created, import_id: row.import_id };
}
