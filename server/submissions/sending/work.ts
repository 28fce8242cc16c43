import { setTimeout as sleep } from "node:timers/promises";
import type { SubmissionError } from "../../../shared/submission.ts";
import type { CreatedTask } from "../../../shared/task.ts";
import type { Operation } from "../../../shared/toloka.ts";
import type { Db } from "../../db/db.ts";
import type { Log } from "../../log.ts";
import type { Toloka } from "../../toloka/client.ts";
import type { CreationContext, Wait } from "../../toloka/creation.ts";
import type { Changes } from "../changes.ts";
import type { SubmissionRow } from "../journal/row.ts";
import { type Change, changeRow, creationOf } from "../journal/step.ts";
import { TaskTaken } from "../journal/task-owners.ts";
import type { TimelineEntry } from "../journal/timeline.ts";
import { backoff } from "./decisions/backoff.ts";
import type { Moment, Standing } from "./decisions/decision.ts";
import type { Pacer } from "./pacing.ts";

/** What the processing of a submission needs of its sender. */
export interface Sending {
  db: Db;
  toloka: Toloka;
  pacer: Pacer;
  changes: Changes;
  log: Log;
  /** The upstreams of this Toloka's rows and tasks. */
  upstreams(): string[];
  /** Whether the lease on this claim surely still holds. */
  holds(claim: string): boolean;
  /** Whether the journal is on hold. */
  held(): boolean;
  /** Pauses sending, except for one try in a while; `null`: continues. */
  pause(reason: string | null): void;
  /** A row was released and is due again in this many milliseconds. */
  due(ms: number): void;
  stopping(): boolean;
}

/** A submission held by its sender: the row as last written, and the timeline entries to write with the next step. */
export interface Work {
  row: SubmissionRow;
  claim: string;
  entries: TimelineEntry[];
  /** Since when a request before the current one may have arrived, by Toloka's clock; null: none can have arrived. */
  earlier: number | null;
  /** The delay before this try, milliseconds; 0 for the first. */
  delay: number;
  sending: Sending;
}

export function contextOf(work: Work): CreationContext {
  const { sending } = work;
  return {
    pace: () => sending.pacer.request(work.row.priority),
    addEntry: (entry) => work.entries.push(entry),
    sleep: (ms) => sleep(ms),
    leave: () => sending.stopping(),
    accepted: async (operation) => {
      sending.pause(null);
      const set = { operation, error: null, doubt_since: null };
      if (!(await write(work, { to: "waiting", due: 0, keep: true, set })))
        throw new Error("the row is no longer ours");
    },
  };
}

/** What is known of the row, for a decision. */
export function standingOf({ row, earlier, delay }: Work): Standing {
  const { status, tasks, created_at, sent_at, doubt_since, doubt_asks, error } = row;
  const asynchronous = row.parameters.async_mode;
  return { status, asynchronous, tasks, created_at, sent_at, earlier, doubt_since, doubt_asks, error, delay };
}

/** The delay before the try that begins with this row. A wait without an error is a rest between polls and does not count. */
export const delayBefore = ({ error, delay_ms }: SubmissionRow): number => (error === null ? 0 : delay_ms);
/** The delay before the next try. */
export const delayAfter = ({ delay }: Work, wait: Wait): number => backoff(wait, delay, Math.random());

export const momentOf = ({ sending }: Work): Moment => ({
  now: Date.now(),
  toloka: sending.toloka.clock.earliest(),
  random: Math.random(),
});

/**
 * Writes that the tasks exist, even if this claim no longer holds the row. False, with nothing written, if another submission
 * owns one of the tasks. `owns` empty: the row shows the tasks without owning them.
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
    set: { ...step.set, error: notice, operation: operation ?? undefined },
  };
  try {
    if (!(await write(work, change))) await write(work, change, null);
    return true;
  } catch (error) {
    if (error instanceof TaskTaken) return false;
    throw error;
  }
}

/** Writes a change of this row with the timeline entries so far, and notifies listeners. False: the claim does not hold it. */
export async function write(
  work: Work,
  change: Omit<Change, "claim">,
  claim: string | null = work.claim,
): Promise<boolean> {
  const { sending, entries } = work;
  const row = await changeRow(sending.db, work.row.operation_id, { ...change, claim, entries, known: work.row });
  if (!row) return false;
  work.row = row;
  work.entries = [];
  sending.changes.notify(row);
  if (!change.keep && change.due !== null) sending.due(change.due);
  return true;
}
