import type { Queryable } from "../db/db.ts";
import { COLUMNS } from "./journal.ts";
import type { SubmissionRow } from "./row.ts";

/** Which of these tasks already belong to another submission. */
export async function ownedByOthers(db: Queryable, row: SubmissionRow, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const places = ids.map((_id, index) => `$${index + 3}`).join(", ");
  const rows = await db.query<{ task_id: string }>(
    `SELECT task_id FROM task_owners WHERE upstream = $1 AND operation_id <> $2 AND task_id IN (${places})`,
    [row.upstream, row.operation_id, ...ids],
  );
  return new Set(rows.map(({ task_id }) => task_id));
}

/**
 * Other submissions with this content that may have created a task which they do not know of yet: a request without an
 * answer so far, or an asynchronous one on its way, which its operation's log will settle.
 */
export async function inFlightTwins(db: Queryable, row: SubmissionRow): Promise<number> {
  const [found] = await db.query<{ count: number }>(
    `SELECT count(*) AS count FROM submissions
     WHERE upstream = $1 AND content_hash = $2 AND operation_id <> $3 AND doubt_since IS NULL
       AND (status IN ('sending', 'waiting')
         OR (status = 'queued' AND attempts > 0 AND parameters LIKE '%"async_mode":true%'))`,
    [row.upstream, row.content_hash, row.operation_id],
  );
  return Number(found?.count ?? 0);
}

/** The newest submissions with this content, whatever became of them but refused or given up. */
export async function findTwins(
  db: Queryable,
  upstreams: string[],
  contentHash: string,
  poolId: string,
): Promise<SubmissionRow[]> {
  const places = upstreams.map((_key, index) => `$${index + 3}`).join(", ");
  return db.query<SubmissionRow>(
    `SELECT ${COLUMNS} FROM submissions WHERE content_hash = $1 AND pool_id = $2 AND upstream IN (${places})
       AND status NOT IN ('rejected', 'cancelled') ORDER BY seq DESC LIMIT 5`,
    [contentHash, poolId, ...upstreams],
  );
}
