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
      `insert into submissions (operation_id, upstream, environment, pool_id, status, fingerprint, content_hash, tasks,
         parameters, created_by, replaces, search, claim, lease_until, sent_at, attempts, next_at, planned_at, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, ${db.now} + cast($14 as bigint), $15, $16, ${db.now}, ${db.now}, ${db.now}, ${db.now})
       on conflict (operation_id) do nothing returning seq, lease_until, next_at, planned_at, created_at, updated_at, attempts`,
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
      await tx.query("update submissions set replaced_by = $1 where operation_id = $2", [
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
  const rows = await db.query<SubmissionRow>(`select ${COLUMNS} from submissions where operation_id = $1`, [
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
    `update submissions set claim = $1, lease_until = ${db.now} + $2 where seq in (
       select seq from submissions
       where next_at is not null and (next_at <= ${db.now} or planned_at > ${db.now} + 2000)
         and (lease_until is null or lease_until < ${db.now}) and upstream in (${places})
         ${queued ? "" : "and status <> 'queued'"}
       order by priority, next_at, seq limit $3 ${db.engine === "postgres" ? "for update skip locked" : ""})
     returning ${COLUMNS}`,
    [claim, leaseMs, limit, ...upstreams],
  );
  return rows.sort((a, b) => a.priority - b.priority || a.seq - b.seq);
}

/** Prolongs what these claims hold. */
export async function renewLeases(db: Db, claims: string[], leaseMs: number): Promise<void> {
  if (claims.length === 0) return;
  const places = claims.map((_claim, index) => `$${index + 2}`).join(", ");
  await db.execute(`update submissions set lease_until = ${db.now} + $1 where claim in (${places})`, [
    leaseMs,
    ...claims,
  ]);
}

/** Lets go of every claim: for an engine that only one process can have open, whose claims are all of the dead. */
export async function dropClaims(db: Db): Promise<void> {
  await db.execute(
    `update submissions set claim = null, lease_until = null, next_at = ${db.now}, planned_at = ${db.now} where claim is not null`,
  );
}

/** Milliseconds until the next row is due; null if none is planned. */
export async function untilDue(db: Db, upstreams: string[]): Promise<number | null> {
  const places = upstreams.map((_key, index) => `$${index + 1}`).join(", ");
  const [row] = await db.query<{ wait: number | null }>(
    `select min(next_at) - ${db.now} as wait from submissions
     where next_at is not null and claim is null and upstream in (${places})`,
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
  const due = change.due === null ? "null" : `${db.now} + ${place(change.due)}`;
  const sets = [`updated_at = ${db.now}`, `planned_at = ${db.now}`, `next_at = ${due}`];
  if (change.to) sets.push(`status = ${place(change.to)}`);
  if (!change.keep) sets.push("claim = null", "lease_until = null");
  for (const [column, value] of Object.entries(change.set ?? {}))
    if (value !== undefined) sets.push(`${column} = ${place(value)}`);
  const from = change.from ?? (change.to ? statusesBefore(change.to) : undefined);
  const where = ["operation_id = $1"];
  where.push(change.claim === null ? `(claim is null or lease_until < ${db.now})` : `claim = ${place(change.claim)}`);
  if (change.unsent) where.push("sent_at is null");
  if (from) where.push(`status in (${from.map(place).join(", ")})`);
  return db.write(async (tx) => {
    const { known } = change;
    const [stepped] = await tx.query<SubmissionRow>(
      `update submissions set ${sets.join(", ")} where ${where.join(" and ")} returning ${known ? STEPPED : COLUMNS}`,
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
    `insert into task_owners (upstream, task_id, operation_id) values ($1, $2, $3)
     on conflict (upstream, task_id) do update set operation_id = task_owners.operation_id returning operation_id`,
    [upstream, taskId, operation_id],
  );
  return owner!.operation_id;
}

const definedOf = (set: Change["set"]): Partial<SubmissionRow> =>
  Object.fromEntries(Object.entries(set ?? {}).filter(([, value]) => value !== undefined));

/** Writes down how a task's assignment was stopped. The row's status, plan and claim stay: its sender may hold it. */
export async function setStopped(db: Db, operationId: string, stopped: string | null): Promise<void> {
  await db.execute(`update submissions set stopped = $1, updated_at = ${db.now} where operation_id = $2`, [
    stopped,
    operationId,
  ]);
}

/** How many unfinished rows were meant for another Toloka or account. */
export async function countForeign(db: Queryable, upstreams: string[]): Promise<number> {
  const places = upstreams.map((_key, index) => `$${index + 1}`).join(", ");
  const [row] = await db.query<{ count: number }>(
    `select count(*) as count from submissions where next_at is not null and upstream not in (${places})`,
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
    `select count(*) as length, max(next_at) as last_due from submissions where status = 'queued' and upstream in (${places})`,
    upstreams,
  );
  return { length: Number(row?.length ?? 0), last_due: row?.last_due == null ? null : Number(row.last_due) };
}
