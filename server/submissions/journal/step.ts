import { type Status, statusesBefore } from "../../../shared/submission.ts";
import type { Db, Queryable } from "../../db/db.ts";
import { SUBMISSION_COLUMNS, type SubmissionRow } from "./row.ts";
import { insertLines, type TimelineLine } from "./timeline.ts";

export const COLUMNS = ["seq", ...SUBMISSION_COLUMNS].join(", ");

/** The columns an insert must give; the rest begins empty. */
export type NewRow = Pick<
  SubmissionRow,
  | "operation_id"
  | "upstream"
  | "environment"
  | "pool_id"
  | "status"
  | "fingerprint"
  | "content_hash"
  | "tasks"
  | "parameters"
  | "created_by"
  | "replaces"
  | "search"
> & { claim: string | null; lease_ms: number; sent_at: number | null };

/**
 * Writes a submission down, once: `null` if its operation id is already in the journal. With a `claim` it belongs to this
 * sender from the start (`sending`); without, it is due at once (`queued`).
 */
export async function insertSubmission(db: Db, row: NewRow): Promise<SubmissionRow | null> {
  return db.write(async (tx) => {
    const rows = await tx.query<SubmissionRow>(
      `INSERT INTO submissions (operation_id, upstream, environment, pool_id, status, fingerprint, content_hash, tasks,
         parameters, created_by, replaces, search, claim, lease_until, sent_at, attempts, next_at, planned_at, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, ${db.now} + CAST($14 AS bigint), $15, $16, ${db.now}, ${db.now}, ${db.now}, ${db.now})
       ON CONFLICT (operation_id) DO NOTHING RETURNING seq, lease_until, next_at, planned_at, created_at, updated_at, attempts`,
      [
        row.operation_id,
        row.upstream,
        row.environment,
        row.pool_id,
        row.status,
        row.fingerprint,
        row.content_hash,
        row.tasks,
        row.parameters,
        row.created_by,
        row.replaces,
        row.search,
        row.claim,
        row.claim === null ? null : row.lease_ms,
        row.sent_at,
        row.status === "sending" ? 1 : 0,
      ],
    );
    if (rows[0] && row.replaces !== null)
      await tx.query("UPDATE submissions SET replaced_by = $1 WHERE operation_id = $2", [
        row.operation_id,
        row.replaces,
      ]);
    const { lease_ms: _lease, ...given } = row;
    return rows[0] ? { ...EMPTY, ...given, ...rows[0] } : null;
  });
}

/** What a new row has in the columns that an insert does not give. */
const EMPTY = {
  operation: null,
  created_tasks: null,
  error: null,
  first_task_id: null,
  import_id: null,
  priority: 0,
  doubt_since: null,
  doubt_asks: 0,
  stop_state: null,
  replaced_by: null,
  stopped: null,
} satisfies Partial<SubmissionRow>;

export async function findRow(db: Queryable, operationId: string): Promise<SubmissionRow | null> {
  const rows = await db.query<SubmissionRow>(`SELECT ${COLUMNS} FROM submissions WHERE operation_id = $1`, [
    operationId,
  ]);
  return rows[0] ?? null;
}

/**
 * Takes up to `limit` due rows of these upstreams for `claim`: operators' before imports, each in order. A row whose plan
 * lies in the future by a clock that has since gone back counts as due. `queued: false` leaves those that would be sent.
 */
export async function claimDue(
  db: Db,
  upstreams: string[],
  claim: string,
  leaseMs: number,
  limit: number,
  { queued } = { queued: true },
): Promise<SubmissionRow[]> {
  const places = upstreams.map((_key, index) => `$${index + 4}`).join(", ");
  const rows = await db.execute<SubmissionRow>(
    `UPDATE submissions SET claim = $1, lease_until = ${db.now} + $2 WHERE seq IN (
       SELECT seq FROM submissions
       WHERE next_at IS NOT NULL AND (next_at <= ${db.now} OR planned_at > ${db.now} + 2000)
         AND (lease_until IS NULL OR lease_until < ${db.now}) AND upstream IN (${places})
         ${queued ? "" : "AND status <> 'queued'"}
       ORDER BY priority, next_at, seq LIMIT $3 ${db.engine === "postgres" ? "FOR UPDATE SKIP LOCKED" : ""})
     RETURNING ${COLUMNS}`,
    [claim, leaseMs, limit, ...upstreams],
  );
  return rows.sort((a, b) => a.priority - b.priority || a.seq - b.seq);
}

/** Prolongs what these claims hold. */
export async function renewLeases(db: Db, claims: string[], leaseMs: number): Promise<void> {
  if (claims.length === 0) return;
  const places = claims.map((_claim, index) => `$${index + 2}`).join(", ");
  await db.execute(`UPDATE submissions SET lease_until = ${db.now} + $1 WHERE claim IN (${places})`, [
    leaseMs,
    ...claims,
  ]);
}

/** Lets go of every claim: for an engine that only one process can have open, whose claims are all of the dead. */
export async function dropClaims(db: Db): Promise<void> {
  await db.execute(
    `UPDATE submissions SET claim = NULL, lease_until = NULL, next_at = ${db.now}, planned_at = ${db.now} WHERE claim IS NOT NULL`,
  );
}

/** Milliseconds until the next row is due; null if none is planned. */
export async function untilDue(db: Db, upstreams: string[]): Promise<number | null> {
  const places = upstreams.map((_key, index) => `$${index + 1}`).join(", ");
  const [row] = await db.query<{ wait: number | null }>(
    `SELECT min(next_at) - ${db.now} AS wait FROM submissions
     WHERE next_at IS NOT NULL AND claim IS NULL AND upstream IN (${places})`,
    upstreams,
  );
  return row?.wait == null ? null : Number(row.wait);
}

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
  /** The claim that must still hold the row; `null`: an operator's deed, for rows that nobody holds. */
  claim: string | null;
  /** The new status; without it the row stays where it is. */
  to?: Status;
  /** The status it must have; by default those from which the table permits `to`. */
  from?: readonly Status[];
  set?: { [Column in Settable]?: SubmissionRow[Column] | undefined };
  /** Milliseconds until it is due again; `null`: nothing left to do by itself. */
  due: number | null;
  /** Only if no request of it can have arrived. */
  unsent?: boolean;
  /** Keep the claim: the same sender goes on at once. */
  keep?: boolean;
  lines?: TimelineLine[];
  /** Task ids that belong to this submission from now on. */
  owns?: string[];
  /** The row as its holder knows it: what the change does not touch need not be read again. */
  known?: SubmissionRow;
}

/** What a step can set besides what it is told to. */
const STEPPED = "status, next_at, planned_at, updated_at, claim, lease_until";

/** A task that a change claims is known as another submission's. */
export class TaskTaken extends Error {}

/**
 * Steps a row, with its timeline, in one write. Returns the row as it is now, or `null` if it is not, or no longer, as the
 * change supposes (another replica has it, an operator was quicker): nothing is written then. Nor if it throws `TaskTaken`.
 */
export async function changeRow(db: Db, operationId: string, change: Change): Promise<SubmissionRow | null> {
  const values: unknown[] = [operationId];
  const place = (value: unknown): string => `$${values.push(value)}`;
  const due = change.due === null ? "NULL" : `${db.now} + ${place(change.due)}`;
  const sets = [`updated_at = ${db.now}`, `planned_at = ${db.now}`, `next_at = ${due}`];
  if (change.to) sets.push(`status = ${place(change.to)}`);
  if (!change.keep) sets.push("claim = NULL", "lease_until = NULL");
  for (const [column, value] of Object.entries(change.set ?? {}))
    if (value !== undefined) sets.push(`${column} = ${place(value)}`);
  const from = change.from ?? (change.to ? statusesBefore(change.to) : undefined);
  const where = ["operation_id = $1"];
  where.push(change.claim === null ? `(claim IS NULL OR lease_until < ${db.now})` : `claim = ${place(change.claim)}`);
  if (change.unsent) where.push("sent_at IS NULL");
  if (from) where.push(`status IN (${from.map(place).join(", ")})`);
  return db.write(async (tx) => {
    const { known } = change;
    const [stepped] = await tx.query<SubmissionRow>(
      `UPDATE submissions SET ${sets.join(", ")} WHERE ${where.join(" AND ")} RETURNING ${known ? STEPPED : COLUMNS}`,
      values,
    );
    if (!stepped) return null;
    const row: SubmissionRow = known ? { ...known, ...definedOf(change.set), ...stepped } : stepped;
    // Together: one trip to a database that is elsewhere.
    const [, ...owners] = await Promise.all([
      insertLines(tx, db.now, operationId, change.lines ?? []),
      ...(change.owns ?? []).map((id) => ownerOf(tx, row, id)),
    ]);
    if (owners.some((owner) => owner !== operationId)) throw new TaskTaken();
    return row;
  });
}

/** Who owns a task: this row from now on, if nobody did. */
async function ownerOf(tx: Queryable, { upstream, operation_id }: SubmissionRow, taskId: string): Promise<string> {
  const [owner] = await tx.query<{ operation_id: string }>(
    `INSERT INTO task_owners (upstream, task_id, operation_id) VALUES ($1, $2, $3)
     ON CONFLICT (upstream, task_id) DO UPDATE SET operation_id = task_owners.operation_id RETURNING operation_id`,
    [upstream, taskId, operation_id],
  );
  return owner!.operation_id;
}

const definedOf = (set: Change["set"]): Partial<SubmissionRow> =>
  Object.fromEntries(Object.entries(set ?? {}).filter(([, value]) => value !== undefined));

/** Writes down how a task's assignment was stopped. The row's status, plan and claim stay: its sender may hold it. */
export async function setStopped(db: Db, operationId: string, stopped: string | null): Promise<void> {
  await db.execute(`UPDATE submissions SET stopped = $1, updated_at = ${db.now} WHERE operation_id = $2`, [
    stopped,
    operationId,
  ]);
}

/** How many unfinished rows were meant for another Toloka or account. */
export async function countForeign(db: Queryable, upstreams: string[]): Promise<number> {
  const places = upstreams.map((_key, index) => `$${index + 1}`).join(", ");
  const [row] = await db.query<{ count: number }>(
    `SELECT count(*) AS count FROM submissions WHERE next_at IS NOT NULL AND upstream NOT IN (${places})`,
    upstreams,
  );
  return Number(row?.count ?? 0);
}

/** How many rows wait to be sent, and why the oldest of them does. */
export async function countQueued(
  db: Queryable,
  upstreams: string[],
): Promise<{ length: number; last_due: number | null }> {
  const places = upstreams.map((_key, index) => `$${index + 1}`).join(", ");
  const [row] = await db.query<{ length: number; last_due: number | null }>(
    `SELECT count(*) AS length, max(next_at) AS last_due FROM submissions WHERE status = 'queued' AND upstream IN (${places})`,
    upstreams,
  );
  return { length: Number(row?.length ?? 0), last_due: row?.last_due == null ? null : Number(row.last_due) };
}
