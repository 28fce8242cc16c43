import { setTimeout as sleep } from "node:timers/promises";
import type { SubmissionError } from "../../../shared/submission.ts";
import type { CreatedTask, CreateTaskParameters, Task } from "../../../shared/task.ts";
import type { Operation } from "../../../shared/toloka.ts";
import { parseJson, stringifyJson } from "../../../shared/values/json.ts";
import type { Db } from "../../db/db.ts";
import type { Log } from "../../log.ts";
import type { Toloka } from "../../toloka/client.ts";
import type { CreationContext, Wait } from "../../toloka/creation.ts";
import type { Changes } from "../changes.ts";
import type { SubmissionRow } from "../journal/row.ts";
import { type Change, changeRow, TaskTaken } from "../journal/step.ts";
import type { TimelineLine } from "../journal/timeline.ts";
import { backoff } from "./backoff.ts";
import type { Learning, Moment, Standing } from "./decide.ts";
import type { Pacer } from "./pacing.ts";

/** What a submission's way needs of its sender. */
export interface Sending {
  db: Db;
  toloka: Toloka;
  pacer: Pacer;
  changes: Changes;
  log: Log;
  /** The marks under which this Toloka's rows and tasks stand. */
  upstreams(): string[];
  /** Whether the lease on this claim is surely still ours. */
  holds(claim: string): boolean;
  /** Whether the journal is on hold: nothing may be sent then. */
  held(): boolean;
  /** Stops everything but one try in a while; `null` goes on. */
  pause(reason: string | null): void;
  /** A row has been let go of and is due again in so many milliseconds. */
  due(ms: number): void;
  stopping(): boolean;
}

/** One submission in the hands of its sender: the row as last written, and what belongs on its timeline next. */
export interface Work {
  row: SubmissionRow;
  claim: string;
  tasks: Task[];
  parameters: CreateTaskParameters;
  lines: TimelineLine[];
  /** Since when an earlier request than the present one may have arrived; null: none can have. */
  earlier: number | null;
  sending: Sending;
}

export function contextOf(work: Work): CreationContext {
  const { sending } = work;
  return {
    pace: () => sending.pacer.request(work.row.priority),
    addEntry: (entry) => work.lines.push(entry),
    sleep: (ms) => sleep(ms),
    leave: () => sending.stopping(),
    accepted: async (operation) => {
      sending.pause(null);
      const set = { operation: stringifyJson(operation), error: null, doubt_since: null };
      if (!(await write(work, { to: "waiting", due: 0, keep: true, set })))
        throw new Error("the row is no longer ours");
    },
  };
}

/** What is known of the row, for a decision. */
export function standingOf({ row, tasks, parameters, earlier }: Work): Standing {
  const { status, created_at, sent_at, doubt_since, doubt_asks } = row;
  const error = row.error === null ? null : (parseJson(row.error) as unknown as SubmissionError);
  const asynchronous = parameters.async_mode;
  const delay = delayOf(row);
  return { status, asynchronous, tasks, created_at, sent_at, earlier, doubt_since, doubt_asks, error, delay };
}

/** The delay before this try is what was planned last; a fresh row has none. */
function delayOf({ next_at, planned_at, error }: SubmissionRow): number {
  return error !== null && next_at !== null && planned_at !== null ? Math.max(0, next_at - planned_at) : 0;
}
export const delayAfter = ({ row }: Work, wait: Wait): number => backoff(wait, delayOf(row), Math.random());

export const momentOf = ({ sending }: Work): Moment => ({
  now: Date.now(),
  toloka: sending.toloka.clock.earliest(),
  random: Math.random(),
});

/** What a decision writes, as the journal keeps it. */
export function stored({ error, operation, ...columns }: Learning): Change["set"] & object {
  return {
    ...columns,
    ...(error === undefined ? {} : { error: error && stringifyJson(error) }),
    ...(operation === undefined ? {} : { operation: operation && stringifyJson(operation) }),
  };
}

/** The step of a row whose tasks exist. One that replaces another has that one's stopped next. */
export function creationOf({ replaces }: SubmissionRow, tasks: CreatedTask[]) {
  const ids = tasks.map(({ id }) => id);
  return {
    to: "created",
    due: replaces === null ? null : 0,
    owns: ids,
    set: {
      created_tasks: stringifyJson(tasks),
      first_task_id: ids[0] ?? null,
      error: null,
      stop_state: replaces === null ? undefined : "due",
    },
  } as const;
}

/**
 * Also for a row that is no longer ours: what Toloka says exists, exists. False, with nothing written, if another submission
 * owns one of the tasks; `owns` empty: the row shows them all the same.
 */
export async function created(
  work: Work,
  tasks: CreatedTask[],
  operation: Operation | null,
  notice: SubmissionError | null = null,
  owns: string[] = tasks.map(({ id }) => id),
): Promise<boolean> {
  const step = creationOf(work.row, tasks);
  const change = {
    ...step,
    owns,
    set: {
      ...step.set,
      error: notice === null ? null : stringifyJson(notice),
      operation: operation === null ? undefined : stringifyJson(operation),
    },
  };
  try {
    if (!(await write(work, change))) await write(work, change, null);
    return true;
  } catch (error) {
    if (error instanceof TaskTaken) return false;
    throw error;
  }
}

/** Writes a change of this row under its claim with the timeline so far, and tells of it. False: the row is not ours. */
export async function write(
  work: Work,
  change: Omit<Change, "claim">,
  claim: string | null = work.claim,
): Promise<boolean> {
  const { sending, lines } = work;
  const row = await changeRow(sending.db, work.row.operation_id, { ...change, claim, lines, known: work.row });
  if (!row) return false;
  // A plan of this moment must not be taken for the delay of the next failure.
  work.row = change.keep
    ? { ...row, next_at: work.row.next_at, planned_at: work.row.planned_at, error: work.row.error }
    : row;
  work.lines = [];
  sending.changes.tell(row);
  if (!change.keep && change.due !== null) sending.due(change.due);
  return true;
}
