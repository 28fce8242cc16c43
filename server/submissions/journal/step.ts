import { type Status, type Stop, statusesBefore } from "../../../shared/submission.ts";
import type { CreatedTask } from "../../../shared/task.ts";
import type { Db, Queryable } from "../../db/db.ts";
import { errorText } from "../history/search-words.ts";
import { COLUMNS, rowOf, type StoredRow, storedValue } from "./columns.ts";
import type { SubmissionRow } from "./row.ts";
import { ownTasks } from "./task-owners.ts";
import { insertEntries, type TimelineEntry } from "./timeline.ts";

type Settable =
  | "operation"
  | "created_tasks"
  | "error"
  | "first_task_id"
  | "attempts"
  | "sent_at"
  | "doubt_since"
  | "doubt_asks"
  | "stop_state";

export interface Change {
  /** The claim that must hold the row; `null`: no claim may hold it (operators' actions). */
  claim: string | null;
  /** The new status; absent: unchanged. */
  to?: Status;
  /** The status it must have; by default one from which `STEPS` permits `to`. */
  from?: readonly Status[];
  set?: { [Column in Settable]?: SubmissionRow[Column] | undefined };
  /** Milliseconds until it is due again; `null`: never by itself. */
  due: number | null;
  /** Requires that no request can have arrived. */
  unsent?: boolean;
  /** Keeps the claim: the same sender continues at once. */
  keep?: boolean;
  entries?: TimelineEntry[];
  /** Ids of tasks that this submission owns from now on. */
  owns?: string[];
  /** The row as its holder knows it: only what the step changes is read then. */
  known?: SubmissionRow;
}

/** What every step sets besides the columns of `set`. */
const STEPPED = ["status", "next_at", "planned_at", "delay_ms", "updated_at", "claim", "lease_until"] as const;
type Stepped = Pick<SubmissionRow, (typeof STEPPED)[number]>;

/**
 * Steps a row and adds to its timeline, in one write. Returns the row as it is now; `null`, with nothing written, if the row
 * does not meet the change's conditions. Throws `TaskTaken`, with nothing written, if another submission owns a task.
 */
export const changeRow = (db: Db, operationId: string, change: Change): Promise<SubmissionRow | null> =>
  db.write((tx) => changeRowIn(tx, db, operationId, change));

/** The same within a transaction of the caller's. */
export async function changeRowIn(
  tx: Queryable,
  db: Db,
  operationId: string,
  change: Change,
): Promise<SubmissionRow | null> {
  const { known, entries = [], owns = [] } = change;
  const { text, values } = updateOf(db, operationId, change);
  const [stepped] = await tx.query<StoredRow>(text, values);
  if (!stepped) return null;
  const plain: Stepped = stepped;
  const row = known ? { ...known, ...definedOf(change.set), ...plain } : rowOf(stepped);
  // At the same time: one round trip to a remote database.
  await Promise.all([
    insertEntries(tx, db.now, operationId, entries),
    ownTasks(tx, row, owns),
    giveUpReplacing(tx, row),
  ]);
  return row;
}

/** A submission that ended without a task replaces nothing: the one that it was to replace can be replaced again. */
async function giveUpReplacing(tx: Queryable, { operation_id, status, replaces }: SubmissionRow): Promise<void> {
  if (replaces === null || (status !== "cancelled" && status !== "rejected")) return;
  await tx.query("update submissions set replaced_by = null where operation_id = $1 and replaced_by = $2", [
    replaces,
    operation_id,
  ]);
}

/** What a submission failed by, if the change ends it so. It can be searched for. */
const failureOf = ({ to, set }: Change) => (to === "rejected" || to === "uncertain" ? (set?.error ?? null) : null);

/** The statement of a step. If the row is known, it returns only what the step sets without being told the value. */
function updateOf(db: Db, operationId: string, change: Change): { text: string; values: unknown[] } {
  const values: unknown[] = [operationId];
  const place = (value: unknown): string => `$${values.push(value)}`;
  const delay = place(change.due ?? 0);
  const due = change.due === null ? "null" : `${db.now} + ${delay}`;
  const sets = [`updated_at = ${db.now}`, `planned_at = ${db.now}`, `next_at = ${due}`, `delay_ms = ${delay}`];
  if (change.to) sets.push(`status = ${place(change.to)}`);
  if (!change.keep) sets.push("claim = null", "lease_until = null");
  for (const [column, value] of Object.entries(definedOf(change.set)))
    sets.push(`${column} = ${place(storedValue(value))}`);
  const failure = failureOf(change);
  if (failure !== null) sets.push(`search = search || ${place(errorText(failure))}`);
  const from = change.from ?? (change.to ? statusesBefore(change.to) : undefined);
  const where = ["operation_id = $1"];
  where.push(change.claim === null ? `(claim is null or lease_until < ${db.now})` : `claim = ${place(change.claim)}`);
  if (change.unsent) where.push("sent_at is null");
  if (from) where.push(`status in (${from.map(place).join(", ")})`);
  const returning = change.known ? [...STEPPED, ...(failure === null ? [] : ["search"])].join(", ") : COLUMNS;
  return {
    text: `update submissions set ${sets.join(", ")} where ${where.join(" and ")} returning ${returning}`,
    values,
  };
}

const definedOf = (set: Change["set"]): Partial<Pick<SubmissionRow, Settable>> =>
  Object.fromEntries(Object.entries(set ?? {}).filter(([, value]) => value !== undefined));

/** The step of a row whose tasks exist. If it replaces another, that one's task is stopped next. */
export function creationOf({ replaces }: SubmissionRow, tasks: CreatedTask[]) {
  const ids = tasks.map(({ id }) => id);
  return {
    to: "created",
    due: replaces === null ? null : 0,
    owns: ids,
    set: {
      created_tasks: tasks,
      first_task_id: ids[0] ?? null,
      error: null,
      stop_state: replaces === null ? undefined : "due",
    },
  } as const;
}

/** Sets how a task's assignment was stopped. Status, plan and claim stay as they are: a sender may hold the row. */
export async function setStopped(db: Db, operationId: string, stopped: Stop | null): Promise<void> {
  await db.execute(`update submissions set stopped = $1, updated_at = ${db.now} where operation_id = $2`, [
    storedValue(stopped),
    operationId,
  ]);
}
