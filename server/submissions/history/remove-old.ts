import { setTimeout as sleep } from "node:timers/promises";
import { isFinal, STATUSES } from "../../../shared/submission.ts";
import type { Db, Queryable } from "../../db/db.ts";

/** Rows that one transaction looks at, and the rest after it in milliseconds, so that creations go first. */
const BATCH = 100;
const REST_MS = 50;

const FINAL = STATUSES.filter(isFinal)
  .map((status) => `'${status}'`)
  .join(", ");
/** Nothing is left to do for the row, nor for the one that replaces it and stops its task. */
export const DONE = `status in (${FINAL}) and next_at is null and claim is null
  and not exists (select 1 from submissions as r where r.replaces = submissions.operation_id
    and not (r.status in (${FINAL}) and r.next_at is null and r.claim is null))`;

/**
 * Deletes the rows of a condition with their timelines; the database deletes them from the text index. The owners of tasks stay,
 * so that no search takes a task for another submission's. Resolves with the number of rows.
 */
export async function removeRows(tx: Queryable, where: string, values: unknown[]): Promise<number> {
  const removed = await tx.query<{ operation_id: string }>(
    `delete from submissions where ${where} returning operation_id`,
    values,
  );
  if (removed.length === 0) return 0;
  const ids = removed.map(({ operation_id }) => operation_id);
  const places = ids.map((_id, index) => `$${index + 1}`).join(", ");
  await tx.query(`delete from attempts where operation_id in (${places})`, ids);
  return removed.length;
}

/**
 * Removes submissions that are done and did not change since `before` (milliseconds since 1970), oldest first, a few at a time,
 * until `stopped` aborts. The parts of imports stay. Resolves with their number.
 */
export async function removeOldSubmissions(db: Db, before: number, stopped: AbortSignal): Promise<number> {
  const due = `updated_at < $2 and import_id is null and ${DONE}`;
  let removed = 0;
  for (let above = 0; !stopped.aborted; ) {
    const rows = await db.scan<{ seq: number; created_at: number; due: number }>(
      `select seq, created_at, case when ${due} then 1 else 0 end as due from submissions
       where seq > $1 order by seq limit ${BATCH}`,
      [above, before],
    );
    const old = rows.filter(({ created_at }) => created_at < before);
    if (old.some((row) => row.due === 1)) {
      const last = old.at(-1)!.seq;
      removed += await db.write((tx) => removeRows(tx, `seq > $1 and seq <= $3 and ${due}`, [above, before, last]));
      await sleep(REST_MS, undefined, { signal: stopped }).catch(() => {});
    }
    if (old.length < BATCH) return removed;
    above = old.at(-1)!.seq;
  }
  return removed;
}
