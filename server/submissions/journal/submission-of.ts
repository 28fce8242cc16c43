import type { Submission } from "../../../shared/submission.ts";
import { parseJson } from "../../../shared/values/json.ts";
import type { SubmissionRow } from "./row.ts";

const iso = (ms: number): string => new Date(Number(ms)).toISOString();
const parsed = <T>(text: string | null): T | null => (text === null ? null : (parseJson(text) as unknown as T));

/** A row as the API shows it. `upstreams`: the marks of the Toloka that this server talks to now. */
export function submissionOf(row: SubmissionRow, upstreams: string[]): Submission {
  const tasks = parsed<never[]>(row.tasks) ?? [];
  const created = parsed<never[]>(row.created_tasks) ?? [];
  const common = {
    operation_id: row.operation_id,
    status: row.status,
    environment: row.environment,
    parameters: parsed<Submission["parameters"]>(row.parameters)!,
    operation: parsed<Submission["operation"]>(row.operation),
    error: parsed<Submission["error"]>(row.error),
    attempts: row.attempts,
    next_at: row.next_at === null || row.claim !== null ? null : iso(row.next_at),
    created_at: iso(row.created_at),
    updated_at: iso(row.updated_at),
    created_by: row.created_by,
    foreign: !upstreams.includes(row.upstream),
    replaces: row.replaces === null ? null : { operation_id: row.replaces, stopped: row.stop_state === "done" },
    replaced_by: row.replaced_by,
    stopped: parsed<Submission["stopped"]>(row.stopped),
  };
  return row.import_id === null
    ? { ...common, task: tasks[0]!, created_task: created[0] ?? null }
    : { ...common, tasks, created_tasks: created, import_id: row.import_id };
}
