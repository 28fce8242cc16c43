import type { RowResult } from "../../shared/api/imports/import-routes.ts";
import { sentenceFor } from "../../shared/api/problem.ts";
import type { FieldProblem } from "../../shared/faults/faults.ts";
import type { Status, SubmissionError } from "../../shared/submission.ts";
import type { CreatedTask } from "../../shared/task.ts";

/** What is known of a part's submission. */
export interface PartOutcome {
  operation_id: string;
  status: Status;
  error: SubmissionError | null;
  created_tasks: Pick<CreatedTask, "id">[] | null;
}

type TaskOutcome = Omit<RowResult, "row">;

/**
 * What became of each of a part's tasks, by position. Faults of single tasks are in the submission's error, by position and
 * path (`12.input_values.image`). If Toloka has created some tasks, those without a fault are created, in order. If it has
 * created none, those without a fault were refused because of the others.
 */
export function taskOutcomes(part: PartOutcome, count: number): TaskOutcome[] {
  const { operation_id, status, error } = part;
  const faults = faultsByPosition(error);
  const created = part.created_tasks ?? [];
  let next = 0;
  return Array.from({ length: count }, (_task, position): TaskOutcome => {
    const own = faults.get(position);
    if (status === "created")
      return own === undefined
        ? { status, task_id: created[next++]?.id ?? null, operation_id, error: null }
        : { status: "rejected", task_id: null, operation_id, error: own };
    if (status !== "rejected" || faults.size === 0) return { status, task_id: null, operation_id, error };
    return { status, task_id: null, operation_id, error: own ?? OTHERS_REFUSED };
  });
}

const OTHERS_REFUSED: SubmissionError = {
  code: "OTHER_ROWS_REFUSED",
  message: sentenceFor("OTHER_ROWS_REFUSED"),
};

function faultsByPosition(error: SubmissionError | null): Map<number, SubmissionError> {
  const byPosition = new Map<number, SubmissionError>();
  if (error === null) return byPosition;
  for (const [path, fault] of Object.entries(error.fields ?? {})) {
    const [, digits, rest] = /^(\d+)(?:\.(.+))?$/s.exec(path) ?? [];
    if (digits === undefined) continue;
    const position = Number(digits);
    const known = byPosition.get(position);
    byPosition.set(position, withFault(known, rest, fault));
  }
  return byPosition;
}

/** Without a path, the fault is of the task as a whole. */
function withFault(known: SubmissionError | undefined, path: string | undefined, fault: FieldProblem): SubmissionError {
  if (path === undefined) return { code: fault.code, message: sentenceFor(fault.code, fault.message) };
  const { code, message } = known ?? { code: "VALIDATION_ERROR", message: sentenceFor("VALIDATION_ERROR") };
  return { code, message, fields: { ...known?.fields, [path]: fault } };
}
