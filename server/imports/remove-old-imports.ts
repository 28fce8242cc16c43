import { setTimeout as sleep } from "node:timers/promises";
import type { Db, Queryable } from "../db/db.ts";
import { DONE, removeRows } from "../submissions/history/remove-old.ts";
import { deleteParts } from "./upload/upload-table.ts";

/** Parts of one transaction: each holds up to a megabyte. */
const BATCH = 4;
/** In milliseconds after each. */
const REST_MS = 50;

const OLD = `import_id is not null and pending = 0 and uncertain = 0 and updated_at < $1
  and not exists (select 1 from submissions where submissions.import_id = imports.import_id and not (${DONE}))`;

/**
 * Removes imports that are done and did not change since `before` (milliseconds since 1970): first their submissions, a few at a
 * time, then their parts. What is interrupted goes on the next time. Resolves with their number.
 */
export async function removeOldImports(db: Db, before: number, stopped: AbortSignal): Promise<number> {
  let removed = 0;
  const found = await db.query<{ seq: number; import_id: string }>(
    `select seq, import_id from imports where ${OLD} order by seq`,
    [before],
  );
  for (const { seq, import_id } of found) {
    for (let left = true; left && !stopped.aborted; ) {
      left = await db.write((tx) => removeSubmissions(tx, { seq, import_id, before }));
      await sleep(REST_MS, undefined, { signal: stopped }).catch(() => {});
    }
    if (stopped.aborted) return removed;
    const gone = await db.execute(
      `delete from imports where seq = $2 and ${OLD}
         and not exists (select 1 from submissions where submissions.import_id = imports.import_id) returning seq`,
      [before, seq],
    );
    if (gone.length === 0) continue;
    await deleteParts(db, seq);
    removed++;
  }
  return removed;
}

interface Old {
  seq: number;
  import_id: string;
  before: number;
}

/** Whether there are more. An import whose rows were sent again meanwhile is left alone. */
async function removeSubmissions(tx: Queryable, { seq, import_id, before }: Old): Promise<boolean> {
  const still = await tx.query(`update imports set state = state where seq = $2 and ${OLD} returning seq`, [
    before,
    seq,
  ]);
  if (still.length === 0) return false;
  const where = `seq in (select seq from submissions where import_id = $1 order by seq limit ${BATCH})`;
  return (await removeRows(tx, where, [import_id])) === BATCH;
}
