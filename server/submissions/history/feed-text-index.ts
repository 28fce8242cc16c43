import { setTimeout as sleep } from "node:timers/promises";
import type { Db, Queryable } from "../../db/db.ts";
import type { Log } from "../../log.ts";

/** Rows of one transaction: larger ones cost less a row, but keep requests waiting for longer. */
const BATCH = 256;
/** Milliseconds after a transaction: the first if more rows wait. */
const REST_MS = 20;
const PAUSE_MS = 500;
const RETRY_MS = 10_000;

/** Puts new rows into the text index of SQLite, until `stopped` aborts. PostgreSQL does that itself, in its own processes. */
export async function keepTextIndex(db: Db, log: Log, stopped: AbortSignal): Promise<void> {
  if (db.engine !== "sqlite") return;
  while (!stopped.aborted) {
    let rest = PAUSE_MS;
    try {
      if ((await unindexed(db)) > 0 && (await feedBatch(db)) === BATCH) rest = REST_MS;
    } catch (error) {
      log("warn", "The text index could not be written", { error: String(error) });
      rest = RETRY_MS;
    }
    await sleep(rest, undefined, { signal: stopped }).catch(() => {});
  }
}

/** Puts every row into the text index now. */
export async function completeTextIndex(db: Db): Promise<void> {
  while ((await unindexed(db)) > 0) await feedBatch(db);
}

/** At most how many rows are not in the text index yet. They are the newest. */
export async function unindexed(db: Db): Promise<number> {
  if (db.engine !== "sqlite") return 0;
  const [row] = await db.query<{ count: number }>(
    "select coalesce((select max(seq) from submissions), 0) - indexed_to as count from text_index where id = 1",
  );
  return Math.max(0, row?.count ?? 0);
}

const feedBatch = (db: Db): Promise<number> => db.write(indexNext);

/** The words are written as the trigger for changed rows does. Returns the number of rows. */
async function indexNext(tx: Queryable): Promise<number> {
  const [next] = await tx.query<{ rows: number; last: number | null }>(
    `select count(*) as rows, max(seq) as last from (
       select seq from submissions where seq > (select indexed_to from text_index where id = 1) order by seq limit ${BATCH})`,
  );
  if (next?.last == null) return 0;
  await tx.query(
    `insert into submissions_text (rowid, words)
     select seq, replace(
       ' ' || search || ' p' || hex(substr(pool_id, 1, 200)) || ' o' || hex(substr(created_by, 1, 200))
         || coalesce(' i' || hex(substr(import_id, 1, 200)), ''),
       ' ', ' ' || printf('%06d', seq >> 13))
     from submissions where seq > (select indexed_to from text_index where id = 1) and seq <= $1 order by seq`,
    [next.last],
  );
  await tx.query("update text_index set indexed_to = $1 where id = 1", [next.last]);
  return next.rows;
}
