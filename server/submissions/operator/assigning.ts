import { problem } from "../../../shared/api/problem.ts";
import type { TaskState } from "../../../shared/api/submissions/submission-routes.ts";
import { canResume, type Stop } from "../../../shared/submission.ts";
import type { CreatedTask } from "../../../shared/task.ts";
import type { Db } from "../../db/db.ts";
import { type Result, readProblem } from "../../result.ts";
import type { Toloka } from "../../toloka/client.ts";
import type { Outcome } from "../../toloka/exchange/exchange.ts";
import { type ExchangeEntry, exchangeEntry } from "../../toloka/exchange/exchange-entry.ts";
import type { Changes } from "../changes.ts";
import type { Connections } from "../connections.ts";
import { findRow } from "../journal/find-row.ts";
import type { SubmissionRow } from "../journal/row.ts";
import { setStopped } from "../journal/step.ts";
import { submissionOf } from "../journal/submission-of.ts";
import { addEntry } from "../journal/timeline.ts";

/** One stop of one task. `by`: the operator; null if another task replaces this one. */
export interface Stopping {
  db: Db;
  toloka: Toloka;
  row: SubmissionRow;
  taskId: string;
  by: string | null;
  onExchange: (entry: ExchangeEntry) => void;
}

/**
 * Stops assigning a task: sets its overlap to 0, or to the assignments already taken. An infinite overlap is made finite
 * first. The former overlap is written to the journal before anything is changed, so that it can be restored. Every
 * request can be repeated safely. Toloka cannot delete tasks.
 */
export async function stopAssigning(stopping: Stopping): Promise<Outcome<CreatedTask>> {
  const { db, toloka, row, taskId, by, onExchange } = stopping;
  const read = await toloka.getTask(taskId);
  onExchange(exchangeEntry("stop", `GET /tasks/${taskId}`, read));
  if (read.kind !== "answered") return read;
  const earlier = row.stopped;
  const stop: Stop = {
    at: new Date().toISOString(),
    by,
    overlap: null,
    before: overlapBefore(earlier, read.value),
  };
  await setStopped(db, row.operation_id, stop);
  const stopped = await lowerOverlap(stopping, read.value);
  if (stopped.kind === "answered")
    await setStopped(db, row.operation_id, { ...stop, overlap: stopped.value.overlap ?? 0 });
  // A refusal changes nothing, unless an infinite overlap has already been made finite.
  else if (stopped.kind === "refused" && !read.value.infinite_overlap) await setStopped(db, row.operation_id, earlier);
  return stopped;
}

async function lowerOverlap(
  { toloka, taskId, onExchange }: Stopping,
  task: CreatedTask,
): Promise<Outcome<CreatedTask>> {
  if (task.infinite_overlap) {
    const finite = await toloka.patchTask(taskId, { overlap: 1, infinite_overlap: false });
    onExchange(exchangeEntry("stop", `PATCH /tasks/${taskId}`, finite));
    if (
      finite.kind !== "answered" &&
      !(finite.kind === "refused" && finite.error.code === "ASSIGNMENTS_COUNT_CONFLICT")
    )
      return finite;
  }
  const stopped = await toloka.setOverlapOrMin(taskId, { overlap: 0, infinite_overlap: false });
  onExchange(exchangeEntry("stop", `PATCH /tasks/${taskId}/set-overlap-or-min`, stopped));
  return stopped;
}

/** The overlap before the stop. If an earlier stop holds, or may hold, it is the overlap before that one. */
function overlapBefore(earlier: Stop | null, task: CreatedTask): Stop["before"] {
  const { overlap = null, infinite_overlap, remaining_overlap } = task;
  const assignable = infinite_overlap === true || ((overlap ?? 0) > 0 && (remaining_overlap ?? overlap ?? 0) > 0);
  if (earlier !== null && (earlier.overlap === null || !assignable)) return earlier.before;
  return { overlap, infinite_overlap: infinite_overlap ?? false };
}

/** Stop and resume, for operators. Each exchange with Toloka adds a timeline entry. */
export function assigningSteps(parts: { db: Db; toloka: Toloka; changes: Changes; connections: Connections }) {
  const { db, toloka, changes, connections } = parts;

  /** Runs `act` on the submission's task, if it has one and `permitted` agrees, and notifies listeners. */
  async function onTask(
    operationId: string,
    operator: string,
    permitted: (stop: Stop | null) => boolean,
    act: (stopping: Stopping) => Promise<Outcome<CreatedTask>>,
  ): Promise<Result<TaskState>> {
    const row = await findRow(db, operationId);
    if (row === null) return { ok: false, problem: problem(404, "NO_SUCH_SUBMISSION") };
    const [task] = row.created_tasks ?? [];
    if (task === undefined || !permitted(row.stopped)) {
      const submission = submissionOf(row, connections);
      return { ok: false, problem: problem(409, "STEP_NOT_ALLOWED", { submission }) };
    }
    const entries: ExchangeEntry[] = [];
    const outcome = await act({
      ...parts,
      row,
      taskId: task.id,
      by: operator,
      onExchange: (entry) => entries.push(entry),
    });
    for (const entry of entries) await addEntry(db, operationId, { ...entry, by: operator });
    changes.notify(row);
    return outcome.kind === "answered"
      ? { ok: true, value: taskState(outcome.value) }
      : { ok: false, problem: readProblem(outcome) };
  }

  return {
    stop: (operationId: string, operator: string) => onTask(operationId, operator, () => true, stopAssigning),
    resume: (operationId: string, operator: string) =>
      onTask(
        operationId,
        operator,
        (stop) => stop !== null && canResume(stop),
        async ({ row, taskId, onExchange }) => {
          const resumed = await toloka.patchTask(taskId, row.stopped!.before);
          onExchange(exchangeEntry("resume", `PATCH /tasks/${taskId}`, resumed));
          if (resumed.kind === "answered") await setStopped(db, operationId, null);
          return resumed;
        },
      ),
  };
}

/** A task with the number of its assignments taken: overlap minus remaining overlap; null while the overlap is infinite. */
export function taskState(task: CreatedTask): TaskState {
  const { overlap, remaining_overlap } = task;
  return {
    task,
    taken: overlap == null || remaining_overlap == null ? null : Math.max(0, overlap - remaining_overlap),
  };
}
