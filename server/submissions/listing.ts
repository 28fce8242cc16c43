import type { SubmissionFilter } from "../../shared/routes.ts";
import { STATUSES } from "../../shared/submission.ts";
import type { Db } from "../db/db.ts";
import { type Asked, columnsOf, createPlaces, hasTerm, newestSeqs, restOf } from "./listing-sql.ts";
import type { SubmissionRow } from "./row.ts";
import { searchTerms } from "./search-words.ts";
import { findByWords } from "./text-index.ts";

/** So many of the newest rows are read for a text before the text index is asked: a common word fills the page from them. */
const READ_FIRST = 2_000;
/** So many rows at the edge of a span of time may have come in another order than their times say. */
const EDGE = 5_000;
/** A word is common that more than this share of the rows read has. */
const COMMON = 0.05;
/** A task id (`0001a5c3b9--` and 24 more digits) is looked for from so many characters on: those before name only its pool. */
const TASK_ID = /^[\w-]{14,}$/;
/** So many tasks whose id begins as asked are looked at. */
const MAX_IDS = 1_000;

export interface Page {
  rows: SubmissionRow[];
  /** For the next page; `null`: this is the last. */
  next_cursor: string | null;
}

/**
 * Rows newest first (by order of arrival). `upstream` null: of every Toloka. Resolves with `null` if the cursor is none
 * that a page has given. Any mix of filters takes a few milliseconds at a million rows (test/bench/history.ts).
 */
export async function listRows(db: Db, upstream: string | null, filter: SubmissionFilter): Promise<Page | null> {
  const cursor = filter.cursor ? parseCursor(filter.cursor) : Number.MAX_SAFE_INTEGER;
  if (cursor === null) return null;
  const asked = await resolve(db, upstream, filter, cursor);
  const wanted = filter.limit + 1;
  const rows =
    asked === null
      ? []
      : await (filter.q?.trim() ? search(db, asked, filter.q.trim(), wanted) : newest(db, asked, wanted));
  const page = rows.slice(0, filter.limit);
  return { rows: page, next_cursor: rows.length > page.length ? page.at(-1)!.seq.toString(36) : null };
}

function parseCursor(text: string): number | null {
  const seq = /^[0-9a-z]{1,10}$/.test(text) ? Number.parseInt(text, 36) : Number.NaN;
  return Number.isSafeInteger(seq) ? seq : null;
}

/** The filter with nothing left open; `null` if no row can match. */
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

/** The few upstreams there are, found by leaping through an index. */
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
 * Where a span of time begins or ends in the order of arrival. Times and arrival agree but for clocks that differ between
 * replicas, so the rows nearest to the edge say how far back (`min`) or on (`max`) the span reaches.
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

async function newest(db: Db, asked: Asked, limit: number): Promise<SubmissionRow[]> {
  const { place, values } = createPlaces();
  return db.query<SubmissionRow>(
    `with page as materialized (${newestSeqs(db.engine, asked, limit, place)})
     select ${columnsOf("s")} from page cross join submissions as s where s.seq = page.seq order by s.seq desc`,
    values,
  );
}

async function search(db: Db, asked: Asked, question: string, limit: number): Promise<SubmissionRow[]> {
  const byId = await findByTaskId(db, asked, question, limit);
  if (asked.terms.length === 0) return byId;
  const near = await readNewest(db, asked, limit);
  const far =
    near.rows.length >= limit || near.floor === null
      ? []
      : await findByWords(db, { ...asked, below: near.floor }, near.common, limit - near.rows.length);
  const rows = new Map([...near.rows, ...far, ...byId].map((row) => [row.seq, row]));
  return [...rows.values()].sort((a, b) => b.seq - a.seq).slice(0, limit);
}

interface Near {
  rows: SubmissionRow[];
  /** The oldest `seq` that was read; `null`: there are no more rows than these. */
  floor: number | null;
  /** The terms that many of the rows read have. */
  common: Set<string>;
}

/** Matches among the newest rows. */
async function readNewest(db: Db, asked: Asked, limit: number): Promise<Near> {
  const { place, values } = createPlaces();
  const flags = asked.terms.map(
    (term, index) => `case when ${hasTerm(db.engine, "s", term, place)} then 1 else 0 end as has_${index}`,
  );
  const counts = asked.terms.map((_term, index) => `sum(has_${index}) as has_${index}`);
  const all = asked.terms.map((_term, index) => `has_${index} = 1`).join(" and ");
  const rows = await db.query<
    SubmissionRow & { read_rows: number; read_to: number | null; [count: `has_${number}`]: number | null }
  >(
    `with newest as materialized (${newestSeqs(db.engine, asked, READ_FIRST, place)}),
       looked as materialized (select s.seq, ${flags} from newest cross join submissions as s where s.seq = newest.seq),
       edge as (select count(*) as read_rows, min(seq) as read_to, ${counts} from looked),
       found as materialized (select seq from looked where ${all} order by seq desc limit ${place(limit)})
     select edge.*, ${columnsOf("s")} from edge left join found on true left join submissions as s on s.seq = found.seq
     order by s.seq desc`,
    values,
  );
  const edge = rows[0]!;
  return {
    rows: rows.filter(({ seq }) => seq !== null),
    floor: edge.read_rows < READ_FIRST ? null : edge.read_to,
    common: new Set(asked.terms.filter((_term, index) => (edge[`has_${index}`] ?? 0) > COMMON * edge.read_rows)),
  };
}

/** Rows whose task has an id that begins like the question; ids are no words of the row, since they come later. */
async function findByTaskId(db: Db, asked: Asked, question: string, limit: number): Promise<SubmissionRow[]> {
  if (!TASK_ID.test(question)) return [];
  const { place, values } = createPlaces();
  const id = question.toLowerCase();
  const span = (column: string): string => `${column} >= ${place(id)} and ${column} < ${place(`${id}\u{10ffff}`)}`;
  const owners = asked.upstreams.map(
    (upstream) => `select operation_id from (select operation_id from task_owners where upstream = ${place(upstream)}
      and ${span("task_id")} order by task_id desc limit ${MAX_IDS}) as owners`,
  );
  const first = `select operation_id from (select operation_id from submissions where first_task_id is not null
    and ${span("first_task_id")} order by first_task_id desc limit ${MAX_IDS}) as firsts`;
  const statuses = `s.status in (${asked.statuses.map(place).join(", ")})`;
  const conditions = [
    `s.seq > ${place(asked.above)}`,
    `s.seq < ${place(asked.below)}`,
    statuses,
    ...restOf("s", asked, place),
  ];
  return db.query<SubmissionRow>(
    `with ids as materialized (${[first, ...owners].join(" union ")})
     select ${columnsOf("s")} from ids cross join submissions as s where s.operation_id = ids.operation_id
       and ${conditions.join(" and ")} order by s.seq desc limit ${place(limit)}`,
    values,
  );
}

/** How many submissions made tasks since a moment (milliseconds since 1970), perhaps of one pool. */
export async function countCreated(db: Db, upstream: string | null, since: number, poolId?: string): Promise<number> {
  const upstreams = upstream === null ? await allUpstreams(db) : [upstream];
  const edge = upstreams.length === 0 ? "none" : await edgeOf(db, upstreams, "first", since);
  if (edge === "none") return 0;
  const { place, values } = createPlaces();
  const conditions = [`upstream in (${upstreams.map(place).join(", ")})`, "status = 'created'"];
  if (poolId !== undefined) conditions.push(`pool_id = ${place(poolId)}`);
  const where = conditions.join(" and ");
  // Beyond the edge every row is late enough, and the index alone can count them.
  const [row] = await db.query<{ count: number }>(
    `select (select count(*) from submissions where ${where} and seq > ${place(edge.max)})
       + (select count(*) from submissions where ${where} and seq >= ${place(edge.min)} and seq <= ${place(edge.max)}
          and created_at >= ${place(since)}) as count`,
    values,
  );
  return row?.count ?? 0;
}
