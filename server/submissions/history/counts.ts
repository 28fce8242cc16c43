import type { Count, CountFilter, SubmissionCounts } from "../../../shared/api/submissions/submission-filter.ts";
import { STATUSES, type Status } from "../../../shared/submission.ts";
import type { Db } from "../../db/db.ts";
import { edgeOf, resolveFilter, upstreamsOf } from "./filter.ts";
import { type Asked, createPlaces, newestSeqs } from "./listing-sql.ts";
import { searchSeqs } from "./search.ts";

/** How many rows of each status are counted at most: what the indexes count, and what a search has to find. */
const MOST = 10_000;
const MOST_FOUND = 200;

/** Counts the rows of each status. `upstream` null: of every Toloka. */
export async function countByStatus(db: Db, upstream: string | null, filter: CountFilter): Promise<SubmissionCounts> {
  const asked = await resolveFilter(db, upstream, filter);
  if (asked === null) return { statuses: recordOf(STATUSES.map(() => NONE)), stopped: NONE };
  const parts: Asked[] = [
    ...STATUSES.map((status) => ({ ...asked, statuses: [status] })),
    { ...asked, statuses: ["created"], stopped: true },
  ];
  const query = filter.q?.trim();
  const counts = query ? await countFound(db, parts, query) : await countRows(db, parts);
  return { statuses: recordOf(counts), stopped: counts.at(-1)! };
}

const NONE: Count = { count: 0, more: false };
const countOf = (count: number, most: number): Count => ({ count: Math.min(count, most), more: count > most });
const recordOf = (counts: Count[]) =>
  Object.fromEntries(STATUSES.map((status, at) => [status, counts[at]!])) as Record<Status, Count>;

/** All in one statement. */
async function countRows(db: Db, parts: Asked[]): Promise<Count[]> {
  const { place, values } = createPlaces();
  const counts = parts.map(
    (part, at) => `select ${at} as part, count(*) as count from (${newestSeqs(db.engine, part, MOST + 1, place)}) as c`,
  );
  const rows = await db.query<{ part: number; count: number }>(counts.join(" union all "), values);
  const byPart = new Map(rows.map(({ part, count }) => [part, count]));
  return parts.map((_part, at) => countOf(byPart.get(at) ?? 0, MOST));
}

async function countFound(db: Db, parts: Asked[], query: string): Promise<Count[]> {
  const counts: Count[] = [];
  for (const part of parts)
    counts.push(countOf((await searchSeqs(db, part, query, MOST_FOUND + 1)).length, MOST_FOUND));
  return counts;
}

/** How many submissions have created tasks since a time (milliseconds since 1970), in one pool or in all. */
export async function countCreated(db: Db, upstream: string | null, since: number, poolId?: string): Promise<number> {
  const upstreams = await upstreamsOf(db, upstream);
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
