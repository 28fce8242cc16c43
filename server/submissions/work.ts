import { setTimeout as sleep } from "node:timers/promises";
import { stringifyJson } from "../../shared/json.ts";
import type { SubmissionError } from "../../shared/submission.ts";
import type { CreatedTask, CreateTaskParameters, Task } from "../../shared/task.ts";
import type { Operation } from "../../shared/toloka.ts";
import type { Db } from "../db/db.ts";
import type { Toloka } from "../toloka/client.ts";
import type { CreationContext, Wait } from "../toloka/creation.ts";
import { backoff } from "./backoff.ts";
import type { Changes } from "./changes.ts";
import { type Change, changeRow, TaskTaken } from "./journal.ts";
import type { Pacer } from "./pacing.ts";
import type { SubmissionRow } from "./row.ts";
import type { TimelineLine } from "./timeline.ts";

export type Log = (level: "info" | "warn" | "error", message: string, fields?: Record<string, unknown>) => void;

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
    line: (line) => work.lines.push(line),
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

/** The delay before this try is what was planned last; a fresh row has none. */
export function delayAfter(work: Work, wait: Wait): number {
  const { next_at, planned_at } = work.row;
  const previous = work.row.error !== null && next_at !== null && planned_at !== null ? next_at - planned_at : 0;
  return backoff(wait, Math.max(0, previous), Math.random());
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

export async function rejected(work: Work, error: SubmissionError, operation: Operation | null): Promise<void> {
  const set = {
    error: stringifyJson(error),
    operation: operation === null ? undefined : stringifyJson(operation),
  };
  await write(work, { to: "rejected", due: null, set });
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
