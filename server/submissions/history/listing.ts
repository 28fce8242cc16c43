import type { SubmissionFilter } from "../../../shared/api/routes.ts";
import { STATUSES } from "../../../shared/submission.ts";
import type { Db } from "../../db/db.ts";
import { rowOf, type StoredRow } from "../journal/columns.ts";
import type { SubmissionRow } from "../journal/row.ts";
import { type Asked, columnsOf, createPlaces, newestSeqs } from "./listing-sql.ts";
import { searchSeqs } from "./search.ts";
import { searchTerms } from "./search-words.ts";

/** How many rows at either end of a time span may have arrived in another order than their times say. */
const EDGE = 5_000;

export interface Page {
  rows: SubmissionRow[];
  /** For the next page; `null`: this is the last page. */
  next_cursor: string | null;
}

/**
 * Rows newest first (by order of arrival). `upstream` null: of every Toloka. Resolves with `null` if the cursor is not
 * valid. Any mix of filters takes a few milliseconds at a million rows (test/bench/history.ts).
 */
export async function listRows(db: Db, upstream: string | null, filter: SubmissionFilter): Promise<Page | null> {
  const cursor = filter.cursor ? parseCursor(filter.cursor) : Number.MAX_SAFE_INTEGER;
  if (cursor === null) return null;
  const asked = await resolve(db, upstream, filter, cursor);
  const wanted = filter.limit + 1;
  const seqs =
    asked === null
      ? []
      : await (filter.q?.trim() ? searchSeqs(db, asked, filter.q.trim(), wanted) : newest(db, asked, wanted));
  const rows = await rowsOf(db, seqs);
  const page = rows.slice(0, filter.limit);
  return { rows: page, next_cursor: rows.length > page.length ? page.at(-1)!.seq.toString(36) : null };
}

function parseCursor(text: string): number | null {
  const seq = /^[0-9a-z]{1,10}$/.test(text) ? Number.parseInt(text, 36) : Number.NaN;
  return Number.isSafeInteger(seq) ? seq : null;
}

/** The filter with its defaults; `null` if no row can match. */
async function resolve(
  db: Db,
  upstream: string | null,
  filter: SubmissionFilter,
  cursor: number,
): Promise<Asked | null> {
  const upstreams = upstream === null ? await allUpstreams(db) : [upstream];
  const asked: Asked = {
    upstreams,
    statuses: filter.status ? [...new Set(filter.status.split(","))] : STATUSES,
    pool_id: filter.pool_id || undefined,
    created_by: filter.created_by || undefined,
    import_id: filter.import_id || undefined,
    since: filter.since ? Date.parse(filter.since) : undefined,
    until: filter.until ? Date.parse(filter.until) : undefined,
    above: 0,
    below: cursor,
    terms: searchTerms(filter.q ?? ""),
  };
  const first = asked.since === undefined ? null : await edgeOf(db, upstreams, "first", asked.since);
  const last = asked.until === undefined ? null : await edgeOf(db, upstreams, "last", asked.until);
  if (upstreams.length === 0 || first === "none" || last === "none") return null;
  asked.above = first === null ? 0 : first.min - 1;
  asked.below = Math.min(cursor, last === null ? cursor : last.max + 1);
  return asked;
}

/** All upstreams. There are few, so one index lookup for each is faster than a scan. */
async function allUpstreams(db: Db): Promise<string[]> {
  const found: string[] = [];
  for (let after = ""; ; ) {
    const [row] = await db.query<{ next: string | null }>(
      "select min(upstream) as next from submissions where upstream > $1",
      [after],
    );
    if (row?.next == null) return found;
    found.push(row.next);
    after = row.next;
  }
}

/**
 * Where a time span begins or ends in the order of arrival. Because the clocks of replicas differ, the times are not in exactly
 * that order: `min` and `max` are the bounds among the rows nearest to the edge.
 */
async function edgeOf(
  db: Db,
  upstreams: string[],
  which: "first" | "last",
  time: number,
): Promise<{ min: number; max: number } | "none"> {
  const { place, values } = createPlaces();
  const edges = upstreams.map(
    (upstream) => `select seq from (select seq from submissions where upstream = ${place(upstream)} and created_at
      ${which === "first" ? ">=" : "<="} ${place(time)} order by created_at ${which === "first" ? "" : "desc"} limit ${EDGE}) as edge`,
  );
  const [row] = await db.query<{ min: number | null; max: number | null }>(
    `select min(seq) as min, max(seq) as max from (${edges.join(" union all ")}) as edges`,
    values,
  );
  return row?.min == null || row.max == null ? "none" : { min: row.min, max: row.max };
}

async function newest(db: Db, asked: Asked, limit: number): Promise<number[]> {
  const { place, values } = createPlaces();
  const rows = await db.query<{ seq: number }>(newestSeqs(db.engine, asked, limit, place), values);
  return rows.map(({ seq }) => seq);
}

/** The rows with these numbers, newest first. */
async function rowsOf(db: Db, seqs: number[]): Promise<SubmissionRow[]> {
  if (seqs.length === 0) return [];
  const { place, values } = createPlaces();
  const rows = await db.query<StoredRow>(
    `select ${columnsOf("s")} from submissions as s where s.seq in (${seqs.map(place).join(", ")}) order by s.seq desc`,
    values,
  );
  return rows.map(rowOf);
}

/** How many submissions have created tasks since a time (milliseconds since 1970), in one pool or in all. */
export async function countCreated(db: Db, upstream: string | null, since: number, poolId?: string): Promise<number> {
  const upstreams = upstream === null ? await allUpstreams(db) : [upstream];
  const edge = upstreams.length === 0 ? "none" : await edgeOf(db, upstreams, "first", since);
  if (edge === "none") return 0;
  const { place, values } = createPlaces();
  const conditions = [`upstream in (${upstreams.map(place).join(", ")})`, "status = 'created'"];
  if (poolId !== undefined) conditions.push(`pool_id = ${place(poolId)}`);
  const where = conditions.join(" and ");
  // Above the edge every row is late enough, so that the index alone can count them.
  const [row] = await db.query<{ count: number }>(
    `select (select count(*) from submissions where ${where} and seq > ${place(edge.max)})
       + (select count(*) from submissions where ${where} and seq >= ${place(edge.min)} and seq <= ${place(edge.max)}
          and created_at >= ${place(since)}) as count`,
    values,
  );
  return row?.count ?? 0;
}
