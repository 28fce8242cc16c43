import type { SubmissionFilter } from "../../../shared/api/submissions/submission-filter.ts";
import { STATUSES, type Status } from "../../../shared/submission.ts";
import type { Db } from "../../db/db.ts";
import { allUpstreams } from "../journal/upstreams.ts";
import { type Asked, createPlaces } from "./listing-sql.ts";
import { searchTerms } from "./search-words.ts";

/** How many rows at either end of a time span may have arrived in another order than their times say. */
const EDGE = 5_000;

/** The filter with its defaults; `null` if no row can match. Only rows that came before `cursor` count. */
export async function resolveFilter(
  db: Db,
  upstream: string | null,
  filter: Partial<SubmissionFilter>,
  cursor = Number.MAX_SAFE_INTEGER,
): Promise<Asked | null> {
  const upstreams = await upstreamsOf(db, upstream);
  // A journal without a submission knows none.
  if (upstreams.length === 0) return null;
  const asked: Asked = {
    upstreams,
    statuses: filter.status ? statusesIn(filter.status) : STATUSES,
    pool_id: filter.pool_id || undefined,
    created_by: filter.created_by || undefined,
    import_id: filter.import_id || undefined,
    since: filter.since ? Date.parse(filter.since) : undefined,
    until: filter.until ? Date.parse(filter.until) : undefined,
    above: 0,
    below: cursor,
    stopped: filter.stopped === "true",
    // An import is one entry of another list. A search finds its parts, too.
    withoutParts: !filter.import_id && filter.foreign !== "true" && !filter.q?.trim(),
    terms: searchTerms(filter.q ?? ""),
  };
  const first = asked.since === undefined ? null : await edgeOf(db, upstreams, "first", asked.since);
  const last = asked.until === undefined ? null : await edgeOf(db, upstreams, "last", asked.until);
  if (first === "none" || last === "none") return null;
  asked.above = first === null ? 0 : first.min - 1;
  asked.below = Math.min(cursor, last === null ? cursor : last.max + 1);
  return asked;
}

const statusesIn = (list: string): Status[] => {
  const asked = list.split(",");
  return STATUSES.filter((status) => asked.includes(status));
};

/** This upstream; `null`: all. */
export const upstreamsOf = async (db: Db, upstream: string | null): Promise<string[]> =>
  upstream === null ? allUpstreams(db) : [upstream];

/**
 * Where a time span begins or ends in the order of arrival. Because the clocks of replicas differ, the times are not in exactly
 * that order: `min` and `max` are the bounds among the rows nearest to the edge.
 */
export async function edgeOf(
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
