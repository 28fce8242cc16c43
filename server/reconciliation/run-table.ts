import { v4 as uuid } from "uuid";
import type { Problem } from "../../shared/api/problem.ts";
import type { ReconciledPool, Reconciliation } from "../../shared/api/reconciliation/reconciliation-routes.ts";
import { parseJson, stringifyJson } from "../../shared/values/json.ts";
import type { Db } from "../db/db.ts";
import type { Step } from "./compare-step.ts";

/** A row of `reconciliations`. Times are milliseconds since 1970. */
export interface RunRow {
  run_id: string;
  upstream: string;
  asked_by: string | null;
  started_at: number;
  compared_before: number;
  finished_at: number | null;
  pools_left_out: number;
  waits_for: string | null;
}

export interface PoolRow extends Omit<ReconciledPool, "done" | "problem"> {
  position: number;
  compared_to: string;
  done_at: number | null;
  problem: string | null;
}

/** How many finished comparisons of an account stay. */
const KEPT_RUNS = 10;
/** How many findings of a pool stay, by kind. Those that were created elsewhere are no fault, and may be very many. */
const KEPT = { missing_in_toloka: 1_000, possible_duplicate: 1_000, created_elsewhere: 100 } as const;

/** Adds a comparison; null: one of the account is unfinished. */
export function insertRun(
  db: Db,
  run: Pick<RunRow, "upstream" | "asked_by" | "compared_before" | "pools_left_out">,
  pools: readonly string[],
): Promise<RunRow | null> {
  const id = uuid();
  return db.write(async (tx) => {
    const [row] = await tx.query<RunRow>(
      `insert into reconciliations (run_id, upstream, asked_by, started_at, compared_before, pools_left_out)
       values ($1, $2, $3, ${db.now}, $4, $5) on conflict (upstream) where finished_at is null do nothing returning *`,
      [id, run.upstream, run.asked_by, run.compared_before, run.pools_left_out],
    );
    if (row === undefined) return null;
    for (const [position, pool] of pools.entries())
      await tx.query("insert into reconciliation_pools (run_id, position, pool_id) values ($1, $2, $3)", [
        id,
        position,
        pool,
      ]);
    return row;
  });
}

/** The unfinished comparison of an account, from now on held by `claim`; null: there is none, or another server holds it. */
export async function claimRun(db: Db, upstream: string, claim: string, leaseMs: number): Promise<RunRow | null> {
  const [row] = await db.execute<RunRow>(
    `update reconciliations set claim = $2, lease_until = ${db.now} + cast($3 as bigint)
     where upstream = $1 and finished_at is null and (claim is null or lease_until < ${db.now}) returning *`,
    [upstream, claim, leaseMs],
  );
  return row ?? null;
}

/** Renews the lease, and notes what the comparison waits for. False: the claim holds it no more. */
export async function renewRun(db: Db, claim: string, leaseMs: number): Promise<boolean> {
  const rows = await db.execute(
    `update reconciliations set lease_until = ${db.now} + cast($2 as bigint) where claim = $1 returning run_id`,
    [claim, leaseMs],
  );
  return rows.length > 0;
}

/** Notes what the comparison waits for; null: it goes on. */
export async function setWaiting(db: Db, claim: string, waitsFor: Problem | null): Promise<void> {
  await db.execute("update reconciliations set waits_for = $2 where claim = $1", [claim, problemText(waitsFor)]);
}

export async function releaseRun(db: Db, claim: string): Promise<void> {
  await db.execute("update reconciliations set claim = null, lease_until = null where claim = $1", [claim]);
}

/** For an engine that only one process can open: what holds a comparison has ended. */
export async function dropRunClaims(db: Db): Promise<void> {
  await db.execute("update reconciliations set claim = null, lease_until = null where claim is not null");
}

/** The first pool that is not compared to its end. */
export async function nextPool(db: Db, runId: string): Promise<PoolRow | null> {
  const [row] = await db.query<PoolRow>(
    "select * from reconciliation_pools where run_id = $1 and done_at is null order by position limit 1",
    [runId],
  );
  return row ?? null;
}

/**
 * Writes what a range has come to, with the id up to which the pool is compared from now on, so that a comparison that is
 * interrupted counts nothing twice. Resolves with the pool as it is now; null: the claim holds the comparison no more.
 */
export function saveStep(
  db: Db,
  claim: string,
  pool: PoolRow & { run_id: string },
  step: Step,
): Promise<PoolRow | null> {
  const { run_id, position, compared_to } = pool;
  return db.write(async (tx) => {
    const held = await tx.query(
      "update reconciliations set waits_for = null where run_id = $1 and claim = $2 returning run_id",
      [run_id, claim],
    );
    if (held.length === 0) return null;
    const found = Map.groupBy(step.differences, ({ kind }) => kind);
    const count = (kind: keyof typeof KEPT) => found.get(kind)?.length ?? 0;
    const [now] = await tx.query<PoolRow>(
      `update reconciliation_pools set compared_to = coalesce($4, compared_to),
         done_at = case when $4 is null then ${db.now} end,
         tasks = tasks + $5, known = known + $6, removed = removed + $7, later = later + $8, undecided = undecided + $9,
         missing_in_toloka = missing_in_toloka + $10, possible_duplicate = possible_duplicate + $11,
         created_elsewhere = created_elsewhere + $12
       where run_id = $1 and position = $2 and compared_to = $3 and done_at is null returning *`,
      [
        ...[run_id, position, compared_to, step.upTo, step.tasks, step.known, step.removed, step.later, step.undecided],
        ...[count("missing_in_toloka"), count("possible_duplicate"), count("created_elsewhere")],
      ],
    );
    if (now === undefined) return null;
    for (const [kind, differences] of found)
      for (const { task_id, task_created_at, operation_id } of differences.slice(
        0,
        Math.max(0, KEPT[kind] - pool[kind]),
      ))
        await tx.query(
          `insert into reconciliation_findings (run_id, kind, pool_id, task_id, task_created_at, operation_id)
           values ($1, $2, $3, $4, $5, $6)`,
          [run_id, kind, pool.pool_id, task_id, task_created_at, operation_id],
        );
    return now;
  });
}

/** Ends the comparison of a pool that cannot be compared. */
export async function givePoolUp(
  db: Db,
  claim: string,
  { run_id, position }: { run_id: string; position: number },
  reason: Problem,
): Promise<void> {
  await db.execute(
    `update reconciliation_pools set done_at = ${db.now}, problem = $3 where run_id = $1 and position = $2
       and exists (select 1 from reconciliations as r where r.run_id = $1 and r.claim = $4)`,
    [run_id, position, problemText(reason), claim],
  );
}

/** Ends a comparison, and removes the oldest of the account. False: the claim holds it no more. */
export function finishRun(db: Db, { run_id, upstream }: RunRow, claim: string): Promise<boolean> {
  return db.write(async (tx) => {
    const ended = await tx.query(
      `update reconciliations set finished_at = ${db.now}, claim = null, lease_until = null, waits_for = null
       where run_id = $1 and claim = $2 returning run_id`,
      [run_id, claim],
    );
    const old = await tx.query<{ run_id: string }>(
      `select run_id from reconciliations where upstream = $1 and finished_at is not null
       order by started_at desc limit 100 offset ${KEPT_RUNS}`,
      [upstream],
    );
    for (const table of ["reconciliation_findings", "reconciliation_pools", "reconciliations"])
      for (const { run_id: id } of old) await tx.query(`delete from ${table} where run_id = $1`, [id]);
    return ended.length > 0;
  });
}

/** The unfinished comparison of an account, or the one that finished last. */
export async function findRun(db: Db, upstream: string, which: "running" | "last"): Promise<RunRow | null> {
  const [row] = await db.query<RunRow>(
    `select * from reconciliations where upstream = $1 and finished_at is ${which === "running" ? "null" : "not null"}
     order by started_at desc limit 1`,
    [upstream],
  );
  return row ?? null;
}

/** A comparison as the API shows it. */
export async function shownRun(db: Db, row: RunRow): Promise<Reconciliation> {
  const { run_id, asked_by, started_at, finished_at, compared_before, pools_left_out, waits_for } = row;
  const pools = await db.query<PoolRow>("select * from reconciliation_pools where run_id = $1 order by position", [
    run_id,
  ]);
  return {
    ...{ run_id, asked_by, pools_left_out },
    started_at: iso(started_at),
    finished_at: finished_at === null ? null : iso(finished_at),
    compared_before: iso(compared_before),
    pools: pools.map(shownPool),
    waits_for: problemOf(waits_for),
  };
}

const shownPool = ({ pool_id, done_at, tasks, known, removed, later, undecided, problem, ...found }: PoolRow) => ({
  ...{ pool_id, tasks, known, removed, later, undecided },
  done: done_at !== null,
  missing_in_toloka: found.missing_in_toloka,
  possible_duplicate: found.possible_duplicate,
  created_elsewhere: found.created_elsewhere,
  problem: problemOf(problem),
});

export const iso = (ms: number): string => new Date(ms).toISOString();

const problemText = (problem: Problem | null): string | null =>
  problem && stringifyJson({ code: problem.code, message: problem.detail });
const problemOf = (text: string | null) =>
  text === null ? null : (parseJson(text) as { code: string; message: string });
