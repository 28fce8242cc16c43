import type { Db } from "../../db/db.ts";
import { unindexed } from "./feed-text-index.ts";
import { type Asked, createPlaces, hasTerm, newestSeqs, otherConditions } from "./listing-sql.ts";
import { findByWords } from "./text-index.ts";

/** How many of the newest rows are read before the text index is used: they fill the page if a word is common. */
const READ_FIRST = 2_000;
/** A word is common if a larger share of the rows read has it. */
const COMMON = 0.05;
/** At least 14 characters of a task id (`0001a5c3b9--` and 24 more digits): the first twelve only name its pool. */
const TASK_ID = /^[\w-]{14,}$/;
/** Maximum number of tasks whose id begins with the query. */
const MAX_IDS = 1_000;

/**
 * `seq` of the `limit` newest rows that have every word of the query, or a task whose id begins with it. A word may also be the
 * whole id of the row's pool.
 */
export async function searchSeqs(db: Db, asked: Asked, query: string, limit: number): Promise<number[]> {
  const byId = await findByTaskId(db, asked, query, limit);
  const byWords = asked.terms.length === 0 ? [] : await findInTwoSteps(db, asked, limit);
  const byPool = await findInPool(db, asked, limit);
  return [...new Set([...byId, ...byWords, ...byPool])].sort((a, b) => b - a).slice(0, limit);
}

/** Rows of the pool that the first number of the query names, with the other words of the query. */
async function findInPool(db: Db, asked: Asked, limit: number): Promise<number[]> {
  const pool_id = asked.terms.find((term) => /^\d+$/.test(term));
  if (pool_id === undefined || (asked.pool_id ?? pool_id) !== pool_id) return [];
  const inPool = { ...asked, pool_id, terms: asked.terms.filter((term) => term !== pool_id) };
  return inPool.terms.length === 0 ? newestRows(db, inPool, limit) : findInTwoSteps(db, inPool, limit);
}

export async function newestRows(db: Db, asked: Asked, limit: number): Promise<number[]> {
  const { place, values } = createPlaces();
  const rows = await db.query<{ seq: number }>(newestSeqs(db.engine, asked, limit, place), values);
  return rows.map(({ seq }) => seq);
}

async function findInTwoSteps(db: Db, asked: Asked, limit: number): Promise<number[]> {
  const near = await readNewest(db, asked, limit);
  if (near.seqs.length >= limit || near.floor === null) return near.seqs;
  const far = await findByWords(db, { ...asked, below: near.floor }, near.common, limit - near.seqs.length);
  return [...near.seqs, ...far];
}

interface Near {
  seqs: number[];
  /** The lowest `seq` that was read; `null`: all rows were read. */
  floor: number | null;
  /** The common terms. */
  common: Set<string>;
}

/** Matches among the newest rows. */
async function readNewest(db: Db, asked: Asked, limit: number): Promise<Near> {
  // The rows that the text index does not have yet are the newest.
  const read = READ_FIRST + (await unindexed(db));
  const { place, values } = createPlaces();
  const flags = asked.terms.map(
    (term, index) => `case when ${hasTerm(db.engine, "s", term, place)} then 1 else 0 end as has_${index}`,
  );
  const counts = asked.terms.map((_term, index) => `sum(has_${index}) as has_${index}`);
  const all = asked.terms.map((_term, index) => `has_${index} = 1`).join(" and ");
  type Edge = { read_rows: number; read_to: number | null; [count: `has_${number}`]: number | null };
  const rows = await db.query<Edge & { seq: number | null }>(
    `with newest as materialized (${newestSeqs(db.engine, asked, read, place)}),
       looked as materialized (select s.seq, ${flags} from newest cross join submissions as s where s.seq = newest.seq),
       edge as (select count(*) as read_rows, min(seq) as read_to, ${counts} from looked),
       found as (select seq from looked where ${all} order by seq desc limit ${place(limit)})
     select edge.*, found.seq from edge left join found on true order by found.seq desc`,
    values,
  );
  const edge = rows[0]!;
  return {
    seqs: rows.flatMap(({ seq }) => (seq === null ? [] : [seq])),
    floor: edge.read_rows < read ? null : edge.read_to,
    common: new Set(asked.terms.filter((_term, index) => (edge[`has_${index}`] ?? 0) > COMMON * edge.read_rows)),
  };
}

/** Rows that have a task whose id begins with the query. Task ids are not among a row's words: they are known later. */
async function findByTaskId(db: Db, asked: Asked, query: string, limit: number): Promise<number[]> {
  if (!TASK_ID.test(query)) return [];
  const { place, values } = createPlaces();
  const id = query.toLowerCase();
  const span = (column: string): string => `${column} >= ${place(id)} and ${column} < ${place(`${id}\u{10ffff}`)}`;
  const owners = asked.upstreams.map(
    (upstream) => `select operation_id from (select operation_id from task_owners where upstream = ${place(upstream)}
      and ${span("task_id")} order by task_id desc limit ${MAX_IDS}) as owners`,
  );
  const first = `select operation_id from (select operation_id from submissions where first_task_id is not null
    and ${span("first_task_id")} order by first_task_id desc limit ${MAX_IDS}) as firsts`;
  const rows = await db.query<{ seq: number }>(
    `with ids as materialized (${[first, ...owners].join(" union ")})
     select s.seq from ids cross join submissions as s where s.operation_id = ids.operation_id
       and ${otherConditions("s", asked, place).join(" and ")} order by s.seq desc limit ${place(limit)}`,
    values,
  );
  return rows.map(({ seq }) => seq);
}
