import { problem } from "../../shared/api/problem.ts";
import type { TaskState } from "../../shared/api/routes.ts";
import { canResume, Stop } from "../../shared/submission.ts";
import type { CreatedTask } from "../../shared/task.ts";
import { parseJson, stringifyJson } from "../../shared/values/json.ts";
import type { Db } from "../db/db.ts";
import { type Result, readProblem } from "../result.ts";
import type { Toloka } from "../toloka/client.ts";
import type { Outcome } from "../toloka/exchange.ts";
import { type ExchangeEntry, exchangeEntry } from "../toloka/exchange-entry.ts";
import type { Changes } from "./changes.ts";
import type { Identity } from "./identity.ts";
import type { SubmissionRow } from "./journal/row.ts";
import { findRow, setStopped } from "./journal/step.ts";
import { submissionOf } from "./journal/submission-of.ts";
import { addLine } from "./journal/timeline.ts";

/** One stop of one task. `by`: the operator, or null where the task is replaced. */
export interface Stopping {
  db: Db;
  toloka: Toloka;
  row: SubmissionRow;
  taskId: string;
  by: string | null;
  line: (line: ExchangeEntry) => void;
}

/**
 * Stops assigning a task: overlap 0, or as low as what is already taken allows. An infinite overlap is made finite first.
 * The overlap that the task had is in the journal before anything is changed, so that it can be set again. Every request
 * may be repeated without harm. Toloka has no way to delete a task.
 */
export async function stopAssigning(stopping: Stopping): Promise<Outcome<CreatedTask>> {
  const { db, toloka, row, taskId, by, line } = stopping;
  const read = await toloka.getTask(taskId);
  line(exchangeEntry("stop", `GET /tasks/${taskId}`, read));
  if (read.kind !== "answered") return read;
  const earlier = stopOf(row);
  const stop: Stop = {
    at: new Date().toISOString(),
    by,
    overlap: null,
    before: overlapBefore(earlier, read.value),
  };
  await setStopped(db, row.operation_id, stringifyJson(stop));
  const stopped = await lowerOverlap(stopping, read.value);
  if (stopped.kind === "answered")
    await setStopped(db, row.operation_id, stringifyJson({ ...stop, overlap: stopped.value.overlap ?? 0 }));
  // A refusal changes nothing, unless an infinite overlap has been made finite by then.
  else if (stopped.kind === "refused" && !read.value.infinite_overlap)
    await setStopped(db, row.operation_id, earlier && stringifyJson(earlier));
  return stopped;
}

async function lowerOverlap({ toloka, taskId, line }: Stopping, task: CreatedTask): Promise<Outcome<CreatedTask>> {
  if (task.infinite_overlap) {
    const finite = await toloka.patchTask(taskId, { overlap: 1, infinite_overlap: false });
    line(exchangeEntry("stop", `PATCH /tasks/${taskId}`, finite));
    if (
      finite.kind !== "answered" &&
      !(finite.kind === "refused" && finite.error.code === "ASSIGNMENTS_COUNT_CONFLICT")
    )
      return finite;
  }
  const stopped = await toloka.setOverlapOrMin(taskId, { overlap: 0, infinite_overlap: false });
  line(exchangeEntry("stop", `PATCH /tasks/${taskId}/set-overlap-or-min`, stopped));
  return stopped;
}

/** The overlap that a stop takes away. After an earlier stop that still holds, or may, it is the one from before that. */
function overlapBefore(earlier: Stop | null, task: CreatedTask): Stop["before"] {
  const { overlap = null, infinite_overlap, remaining_overlap } = task;
  const assignable = infinite_overlap === true || ((overlap ?? 0) > 0 && (remaining_overlap ?? overlap ?? 0) > 0);
  if (earlier !== null && (earlier.overlap === null || !assignable)) return earlier.before;
  return { overlap, infinite_overlap: infinite_overlap ?? false };
}

/** What the journal knows of a row's stop; null: its task is assigned as usual. */
const stopOf = ({ stopped }: SubmissionRow): Stop | null => (stopped === null ? null : Stop.parse(parseJson(stopped)));

/** The operator's two steps on a created task; each of their exchanges is a line on the timeline. */
export function assigningSteps(parts: { db: Db; toloka: Toloka; changes: Changes; identity: Identity }) {
  const { db, toloka, changes, identity } = parts;

  /** Runs `act` on the submission's task, if it has one and `permitted` says so; then the change is told. */
  async function onTask(
    operationId: string,
    operator: string,
    permitted: (stop: Stop | null) => boolean,
    act: (stopping: Stopping) => Promise<Outcome<CreatedTask>>,
  ): Promise<Result<TaskState>> {
    const row = await findRow(db, operationId);
    if (row === null) return { ok: false, problem: problem(404, "NO_SUCH_SUBMISSION") };
    const [task] = row.created_tasks === null ? [] : (parseJson(row.created_tasks) as unknown as CreatedTask[]);
    if (task === undefined || !permitted(stopOf(row))) {
      const submission = submissionOf(row, identity.upstreams());
      return { ok: false, problem: problem(409, "STEP_NOT_ALLOWED", { submission }) };
    }
    const lines: ExchangeEntry[] = [];
    const outcome = await act({ ...parts, row, taskId: task.id, by: operator, line: (line) => lines.push(line) });
    for (const line of lines) await addLine(db, operationId, { ...line, by: operator });
    changes.tell(row);
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
        async ({ row, taskId, line }) => {
          const resumed = await toloka.patchTask(taskId, stopOf(row)!.before);
          line(exchangeEntry("resume", `PATCH /tasks/${taskId}`, resumed));
          if (resumed.kind === "answered") await setStopped(db, operationId, null);
          return resumed;
        },
      ),
  };
}

/** A task with how many assignments of it are taken: its overlap less what remains; unknown while it is infinite. */
export function taskState(task: CreatedTask): TaskState {
  const { overlap, remaining_overlap } = task;
  return {
    task,
    taken: overlap == null || remaining_overlap == null ? null : Math.max(0, overlap - remaining_overlap),
  };
}
