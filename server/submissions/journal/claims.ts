import type { Db } from "../../db/db.ts";
import { COLUMNS, rowOf, type StoredRow } from "./columns.ts";
import type { SubmissionRow } from "./row.ts";
import { allUpstreams } from "./upstreams.ts";

/** Operators' submissions, then imports. */
const PRIORITIES = [0, 1];

/** Which due rows are claimed. */
export interface Claiming {
  /** The upstreams whose rows are sent. */
  upstreams: string[];
  claim: string;
  leaseMs: number;
  limit: number;
  /** `false`: leaves out rows that would be sent. */
  queued: boolean;
  /** The clock was set back: rows planned later than now count as due. They are looked for among all that are planned. */
  clockSetBack: boolean;
}

/** Claims due rows: operators' before imports, each in order. A long queue takes no longer than a short one. */
export async function claimDue(db: Db, asked: Claiming): Promise<SubmissionRow[]> {
  const values: unknown[] = [asked.claim, asked.leaseMs, asked.limit];
  const rest = `(lease_until is null or lease_until < ${db.now}) ${asked.queued ? "" : "and status <> 'queued'"}`;
  const due = asked.clockSetBack
    ? `(next_at <= ${db.now} or planned_at > ${db.now} + ${CLOCK_TOLERANCE_MS})`
    : `next_at <= ${db.now}`;
  const lock = db.engine === "postgres" ? "for update skip locked" : "";
  const branches = PRIORITIES.flatMap((priority) =>
    asked.upstreams.map((upstream) => {
      const of = `upstream = $${values.push(upstream)} and priority = ${priority}`;
      return `select * from (select seq, priority, next_at from submissions
        where ${of} and next_at is not null and ${due} and ${rest} order by next_at, seq limit $3 ${lock}) as of_priority`;
    }),
  );
  const rows = await db.execute<StoredRow>(
    `update submissions set claim = $1, lease_until = ${db.now} + $2 where seq in (
       select seq from (${branches.join(" union all ")}) as due order by priority, next_at, seq limit $3)
     returning ${COLUMNS}`,
    values,
  );
  return rows.map(rowOf).sort((a, b) => a.priority - b.priority || a.seq - b.seq);
}

/** A clock that is set back by less changes nothing. */
export const CLOCK_TOLERANCE_MS = 2_000;

/** Renews the leases of rows (operation ids) that these claims hold. By their ids, since nothing else finds them without reading the whole journal. */
export async function renewLeases(db: Db, held: { claims: string[]; rows: string[] }, leaseMs: number): Promise<void> {
  if (held.rows.length === 0) return;
  const values: unknown[] = [leaseMs];
  const places = (items: string[]): string => items.map((item) => `$${values.push(item)}`).join(", ");
  await db.execute(
    `update submissions set lease_until = ${db.now} + $1
     where operation_id in (${places(held.rows)}) and claim in (${places(held.claims)})`,
    values,
  );
}

/**
 * Drops every claim; a claimed row is always planned, too. For an engine that only one process can open: the claims are of
 * processes that have ended.
 */
export async function dropClaims(db: Db): Promise<void> {
  await db.execute(
    `update submissions set claim = null, lease_until = null, next_at = ${db.now}, planned_at = ${db.now}, delay_ms = 0
     where claim is not null and next_at is not null`,
  );
}

/** The journal's time, and the milliseconds until the next row is due; null: none is planned. */
export async function untilDue(db: Db, upstreams: string[]): Promise<{ now: number; wait: number | null }> {
  const values: unknown[] = [];
  const branches = PRIORITIES.flatMap((priority) =>
    upstreams.map(
      (upstream) => `select * from (select next_at from submissions where upstream = $${values.push(upstream)}
        and priority = ${priority} and next_at is not null and claim is null order by next_at limit 1) as of_priority`,
    ),
  );
  const [row] = await db.query<{ now: number; next_at: number | null }>(
    `select ${db.now} as now, (select min(next_at) from (${branches.join(" union all ")}) as due) as next_at`,
    values,
  );
  const { now, next_at } = row!;
  return { now: Number(now), wait: next_at === null ? null : Number(next_at) - Number(now) };
}

/** How many unfinished rows are meant for another Toloka or account. */
export async function countForeign(db: Db, upstreams: string[]): Promise<number> {
  const foreign = (await allUpstreams(db)).filter((upstream) => !upstreams.includes(upstream));
  if (foreign.length === 0) return 0;
  const [row] = await db.query<{ count: number }>(
    `select count(*) as count from submissions where next_at is not null and upstream in (${placesFor(foreign)})`,
    foreign,
  );
  return Number(row?.count ?? 0);
}

/** How many rows wait to be sent, and when the last of them is due. */
export async function countQueued(db: Db, upstreams: string[]): Promise<{ length: number; last_due: number | null }> {
  const values: unknown[] = [];
  const last = PRIORITIES.flatMap((priority) =>
    upstreams.map(
      (
        upstream,
      ) => `select * from (select next_at from submissions ${db.engine === "sqlite" ? "indexed by submissions_due" : ""}
        where upstream = $${values.push(upstream)} and priority = ${priority} and next_at is not null and status = 'queued'
        order by next_at desc limit 1) as of_priority`,
    ),
  );
  const places = upstreams.map((upstream) => `$${values.push(upstream)}`).join(", ");
  const [row] = await db.query<{ length: number; last_due: number | null }>(
    `select (select count(*) from submissions where status = 'queued' and upstream in (${places})) as length,
       (select max(next_at) from (${last.join(" union all ")}) as last) as last_due`,
    values,
  );
  return { length: Number(row?.length ?? 0), last_due: row?.last_due == null ? null : Number(row.last_due) };
}

const placesFor = (values: unknown[]): string => values.map((_value, index) => `$${index + 1}`).join(", ");
