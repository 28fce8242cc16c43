import type { Db } from "../../db/db.ts";
import { withContent } from "../journal/content-rows.ts";
import type { SubmissionRow } from "../journal/row.ts";
import { SURELY_SILENT } from "./decisions/doubt.ts";

/**
 * How many other submissions with this content may have created a task that they do not know of yet: their request has not
 * been answered, or their operation's log has not been read.
 */
export async function countInFlightDuplicates(db: Db, upstreams: string[], row: SubmissionRow): Promise<number> {
  const places = upstreams.map((_key, index) => `$${index + 4}`).join(", ");
  const [found] = await db.query<{ count: number }>(
    `select count(*) as count from ${withContent(db, ["$1"])} and operation_id <> $2 and upstream in (${places})
       and ((status = 'sending' and (doubt_since is null or async_mode))
         or ((status = 'waiting' or (status = 'queued' and sent_at is not null and async_mode))
           and (doubt_since is null or doubt_since > $3 or doubt_asks < ${SURELY_SILENT.asks})))`,
    [row.content_hash, row.operation_id, Date.now() - SURELY_SILENT.ms, ...upstreams],
  );
  return Number(found?.count ?? 0);
}

/** The same of the other parts in the pool, whatever their content. */
export async function countInFlightParts(db: Db, upstreams: string[], row: SubmissionRow): Promise<number> {
  const places = upstreams.map((_key, index) => `$${index + 4}`).join(", ");
  const [found] = await db.query<{ count: number }>(
    `select count(*) as count from submissions
     where pool_id = $1 and operation_id <> $2 and upstream in (${places}) and import_id is not null
       and (status = 'sending' or ((status = 'waiting' or (status = 'queued' and sent_at is not null))
         and (doubt_since is null or doubt_since > $3 or doubt_asks < ${SURELY_SILENT.asks})))`,
    [row.pool_id, row.operation_id, Date.now() - SURELY_SILENT.ms, ...upstreams],
  );
  return Number(found?.count ?? 0);
}

/** How many submissions with this content, this row included, may have a task that they do not know of yet. */
export async function countUnresolved(db: Db, upstreams: string[], row: SubmissionRow): Promise<number> {
  const places = upstreams.map((_key, index) => `$${index + 2}`).join(", ");
  const [found] = await db.query<{ count: number }>(
    `select count(*) as count from ${withContent(db, ["$1"])} and upstream in (${places})
       and (status in ('sending', 'waiting', 'uncertain') or (status = 'queued' and sent_at is not null))`,
    [row.content_hash, ...upstreams],
  );
  return Number(found?.count ?? 0);
}

/** When the first submission with this content may have been sent, by Toloka's clock. */
export async function firstSentAt(db: Db, upstreams: string[], row: SubmissionRow): Promise<number | null> {
  const places = upstreams.map((_key, index) => `$${index + 2}`).join(", ");
  const [found] = await db.query<{ sent_at: number | null }>(
    `select min(sent_at) as sent_at from ${withContent(db, ["$1"])} and upstream in (${places})`,
    [row.content_hash, ...upstreams],
  );
  return found?.sent_at == null ? null : Number(found.sent_at);
}

/** What is shown of a submission with the same content. */
export type DuplicateSubmission = Pick<
  SubmissionRow,
  "operation_id" | "first_task_id" | "status" | "created_by" | "created_at"
>;

/** The five newest submissions with this content, unless they were refused or cancelled. */
export async function findDuplicateSubmissions(
  db: Db,
  upstreams: string[],
  contentHash: string,
  poolId: string,
): Promise<DuplicateSubmission[]> {
  const places = upstreams.map((_key, index) => `$${index + 3}`).join(", ");
  return db.query<DuplicateSubmission>(
    `select operation_id, first_task_id, status, created_by, created_at from ${withContent(db, ["$1"])} and pool_id = $2 and upstream in (${places})
       and status not in ('rejected', 'cancelled') order by seq desc limit 5`,
    [contentHash, poolId, ...upstreams],
  );
}
