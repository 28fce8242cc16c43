import { setTimeout as sleep } from "node:timers/promises";
import type { Db, Queryable } from "../../db/db.ts";
import type { Log } from "../../log.ts";
import { rowOf, type StoredRow } from "../journal/columns.ts";
import type { SubmissionRow } from "../journal/row.ts";
import { columnsOf } from "./listing-sql.ts";
import { errorText, searchText } from "./search-words.ts";

/** Rows of one transaction, and the rest after it in milliseconds, so that creations go first. */
const BATCH = 100;
const REST_MS = 50;
const RETRY_MS = 10_000;

/** Writes the words of old rows anew, newest first, until none is left or `stopped` aborts. Replicas may do the same at once. */
export async function refillText(db: Db, log: Log, stopped: AbortSignal): Promise<void> {
  while (!stopped.aborted) {
    try {
      const left = await db.query(`select 1 as one from submissions where ${OLD} limit 1`);
      if (left.length === 0) return;
      await db.write((tx) => refillBatch(tx, db.engine));
      await sleep(REST_MS, undefined, { signal: stopped }).catch(() => {});
    } catch (error) {
      log("warn", "The search words of old submissions could not be written", { error: String(error) });
      await sleep(RETRY_MS, undefined, { signal: stopped }).catch(() => {});
    }
  }
}

const OLD = "seq < (select below from text_refill where id = 1)";

async function refillBatch(tx: Queryable, engine: Db["engine"]): Promise<void> {
  const stored = await tx.query<StoredRow>(
    `select ${columnsOf("s")} from submissions as s where ${OLD}
     order by s.seq desc limit ${BATCH} ${engine === "postgres" ? "for update" : ""}`,
  );
  for (const row of stored.map(rowOf))
    await tx.query("update submissions set search = $1 where seq = $2", [textOf(row), row.seq]);
  await tx.query("update text_refill set below = $1 where id = 1", [stored.at(-1)?.seq ?? 0]);
}

/** The words of a row as `accept` and the steps after it write them. */
function textOf({ tasks, operation_id, status, error }: SubmissionRow): string {
  const failed = status === "rejected" || status === "uncertain" ? error : null;
  return searchText(tasks, [operation_id]) + (failed === null ? "" : errorText(failed));
}
