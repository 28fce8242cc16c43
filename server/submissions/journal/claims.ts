import type { Db, Queryable } from "../../db/db.ts";
import { COLUMNS, rowOf, type StoredRow } from "./columns.ts";
import type { SubmissionRow } from "./row.ts";

/**
 * Claims up to `limit` due rows of these upstreams: operators' before imports, each in order. Rows planned before the clock
 * was set back count as due. `queued: false`: leaves out rows that would be sent.
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
  const rows = await db.execute<StoredRow>(
    `update submissions set claim = $1, lease_until = ${db.now} + $2 where seq in (
       select seq from submissions
       where next_at is not null and (next_at <= ${db.now} or planned_at > ${db.now} + 2000)
         and (lease_until is null or lease_until < ${db.now}) and upstream in (${places})
         ${queued ? "" : "and status <> 'queued'"}
       order by priority, next_at, seq limit $3 ${db.engine === "postgres" ? "for update skip locked" : ""})
     returning ${COLUMNS}`,
    [claim, leaseMs, limit, ...upstreams],
  );
  return rows.map(rowOf).sort((a, b) => a.priority - b.priority || a.seq - b.seq);
}

/** Renews the leases of these claims. */
export async function renewLeases(db: Db, claims: string[], leaseMs: number): Promise<void> {
  if (claims.length === 0) return;
  const places = claims.map((_claim, index) => `$${index + 2}`).join(", ");
  await db.execute(`update submissions set lease_until = ${db.now} + $1 where claim in (${places})`, [
    leaseMs,
    ...claims,
  ]);
}

/** Drops every claim. For an engine that only one process can open: the claims are of processes that have ended. */
export async function dropClaims(db: Db): Promise<void> {
  await db.execute(
    `update submissions set claim = null, lease_until = null, next_at = ${db.now}, planned_at = ${db.now}, delay_ms = 0
     where claim is not null`,
  );
}

/** Milliseconds until the next row is due; null: none is planned. */
export async function untilDue(db: Db, upstreams: string[]): Promise<number | null> {
  const places = upstreams.map((_key, index) => `$${index + 1}`).join(", ");
  const [row] = await db.query<{ wait: number | null }>(
    `select min(next_at) - ${db.now} as wait from submissions
     where next_at is not null and claim is null and upstream in (${places})`,
    upstreams,
  );
  return row?.wait == null ? null : Number(row.wait);
}

/** How many unfinished rows are meant for another Toloka or account. */
export async function countForeign(db: Queryable, upstreams: string[]): Promise<number> {
  const places = upstreams.map((_key, index) => `$${index + 1}`).join(", ");
  const [row] = await db.query<{ count: number }>(
    `select count(*) as count from submissions where next_at is not null and upstream not in (${places})`,
    upstreams,
  );
  return Number(row?.count ?? 0);
}

/** How many rows wait to be sent, and when the last of them is due. */
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
