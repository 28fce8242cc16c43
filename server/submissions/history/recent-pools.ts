import type { RecentPool, RecentPoolsQuery } from "../../../shared/api/recent-pools.ts";
import type { Task } from "../../../shared/task.ts";
import { parseJson } from "../../../shared/values/json.ts";
import type { Db } from "../../db/db.ts";
import { countCreated } from "./counts.ts";
import { FINISHED, isOneOf, UNFINISHED } from "./listing-sql.ts";

interface PoolRow {
  pool_id: string;
  last_at: number;
  operation_id: string | null;
  created_at: number | null;
  tasks: string | null;
}

/** How many of the newest unfinished submissions of a status are looked at for their pools. */
const MOST_UNFINISHED = 1_000;

/** The pools with the newest submissions, newest first. It takes a few index lookups a pool, however many rows there are. */
export async function recentPools(db: Db, upstream: string, { since, limit }: RecentPoolsQuery): Promise<RecentPool[]> {
  const newest = newestSeq[db.engine];
  const each = FINISHED.map((status) => `select (${newest(`'${status}'`)}) as seq`).join(" union all ");
  const finished = isOneOf(FINISHED);
  const unfinished = UNFINISHED.map(
    (status) => `select * from (select pool_id, seq from submissions where upstream = $1 and status = '${status}'
      order by upstream desc, status desc, seq desc limit ${MOST_UNFINISHED}) as of_status`,
  ).join(" union all ");
  const rows = await db.query<PoolRow>(
    `with recursive pools (pool_id) as (
       select min(pool_id) from submissions where upstream = $1 and ${finished}
       union all
       select (select min(s.pool_id) from submissions as s
               where s.upstream = $1 and s.pool_id > pools.pool_id and ${isOneOf(FINISHED, "s.status")})
       from pools where pools.pool_id is not null),
     newest as (
       select pool_id, max(seq) as last_seq from (
         select pool_id, (select max(seq) from (${each}) as each) as seq from pools where pool_id is not null
         union all
         select pool_id, seq from (${unfinished}) as unfinished) as either
       group by pool_id order by last_seq desc limit $2),
     with_created as (
       select pools.pool_id, pools.last_seq, (${newest("'created'")}) as created_seq from newest as pools)
     select n.pool_id, last.created_at as last_at, latest.operation_id, latest.created_at, latest.tasks
     from with_created as n join submissions as last on last.seq = n.last_seq
     left join submissions as latest on latest.seq = n.created_seq order by n.last_seq desc`,
    [upstream, limit],
  );
  const counts = await Promise.all(rows.map(({ pool_id }) => countCreated(db, upstream, Date.parse(since), pool_id)));
  return rows.map((row, at) => shown(row, counts[at]!));
}

/** SQL: `seq` of the newest row of `pools.pool_id` with this status. PostgreSQL needs the order of the whole index to use it. */
const newestSeq: Record<Db["engine"], (status: string) => string> = {
  sqlite: (status) => `select max(s.seq) from submissions as s indexed by submissions_by_pool
    where s.upstream = $1 and s.pool_id = pools.pool_id and s.status = ${status}`,
  postgres: (status) => `select s.seq from submissions as s
    where (s.upstream, s.pool_id, s.status, s.seq) > ($1, pools.pool_id, ${status}, 0)
      and (s.upstream, s.pool_id, s.status, s.seq) < ($1, pools.pool_id, ${status}, ${Number.MAX_SAFE_INTEGER})
      and s.status = ${status}
    order by s.upstream desc, s.pool_id desc, s.status desc, s.seq desc limit 1`,
};

const iso = (ms: number): string => new Date(Number(ms)).toISOString();

function shown({ pool_id, last_at, operation_id, created_at, tasks }: PoolRow, created: number): RecentPool {
  const latest =
    operation_id === null
      ? null
      : {
          operation_id,
          created_at: iso(created_at!),
          input_values: (parseJson(tasks!) as Task[])[0]?.input_values ?? null,
        };
  return { pool_id, last_at: iso(last_at), created, latest };
}
