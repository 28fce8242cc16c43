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
  const set = definedOf(change.set);
  const { text, values } = updateOf(db, operationId, change, set);
  const [stepped] = await tx.query<StoredRow>(text, values);
  if (!stepped) return null;
  const plain: Stepped = stepped;
  const row = known ? { ...known, ...set, ...plain } : rowOf(stepped);
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

/** What the text of a step's statement depends on. */
interface Shape {
  now: string;
  planned: boolean;
  to: boolean;
  keep: boolean;
  columns: readonly string[];
  failure: boolean;
  claimed: boolean;
  unsent: boolean;
  /** How many statuses it may have had; 0: any. */
  from: number;
  known: boolean;
}

/** The statement of a step. If the row is known, it returns only what the step sets without being told the value. */
function updateOf(db: Db, operationId: string, change: Change, set: ReturnType<typeof definedOf>) {
  const failure = failureOf(change);
  const from = change.from ?? (change.to ? statusesBefore(change.to) : []);
  const values: unknown[] = [operationId, change.due ?? 0];
  if (change.to) values.push(change.to);
  for (const value of Object.values(set)) values.push(storedValue(value));
  if (failure !== null) values.push(errorText(failure));
  if (change.claim !== null) values.push(change.claim);
  values.push(...from);
  const text = updateText({
    now: db.now,
    planned: change.due !== null,
    to: change.to !== undefined,
    keep: change.keep === true,
    columns: Object.keys(set),
    failure: failure !== null,
    claimed: change.claim !== null,
    unsent: change.unsent === true,
    from: from.length,
    known: change.known !== undefined,
  });
  return { text, values };
}

/** Texts by shape: there are a few dozen. */
const texts = new Map<string, string>();

/** The text of a step's statement. Its places are numbered in the order in which `updateOf` lists the values. */
function updateText(shape: Shape): string {
  const { now, planned, to, keep, columns, failure, claimed, unsent, from, known } = shape;
  const key = `${now} ${planned} ${to} ${keep} ${columns} ${failure} ${claimed} ${unsent} ${from} ${known}`;
  const made = texts.get(key);
  if (made !== undefined) return made;
  let places = 2;
  const place = (): string => `$${++places}`;
  const sets = [
    `updated_at = ${now}`,
    `planned_at = ${now}`,
    `next_at = ${planned ? `${now} + $2` : "null"}`,
    "delay_ms = $2",
  ];
  if (to) sets.push(`status = ${place()}`);
  if (!keep) sets.push("claim = null", "lease_until = null");
  for (const column of columns) sets.push(`${column} = ${place()}`);
  if (failure) sets.push(`search = search || ${place()}`);
  const where = ["operation_id = $1", claimed ? `claim = ${place()}` : `(claim is null or lease_until < ${now})`];
  if (unsent) where.push("sent_at is null");
  if (from > 0) where.push(`status in (${Array.from({ length: from }, place).join(", ")})`);
  const returning = known ? [...STEPPED, ...(failure ? ["search"] : [])].join(", ") : COLUMNS;
  const text = `update submissions set ${sets.join(", ")} where ${where.join(" and ")} returning ${returning}`;
  texts.set(key, text);
  return text;
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
