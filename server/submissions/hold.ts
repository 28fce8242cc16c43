import type { Health } from "../../shared/api/health.ts";
import type { Db } from "../db/db.ts";

/** How long the hold, once read, is valid: another replica may end it, or begin one after a failover. */
const FRESH_MS = 1_000;

/** The hold of a restored or copied journal. During a hold, no requests that create tasks are sent. */
export interface Holding {
  /** Whether there is a hold, as last read. */
  held(): boolean;
  /** Reads it from the journal, at most once a second. */
  refresh(): Promise<void>;
  /** For health. `unfinished`: how many submissions are still being looked up. */
  state(): Promise<Health["hold"]>;
  /** Ends the hold on every replica. No effect if there is none. */
  release(): Promise<void>;
}

/** Reads the hold. If it is new, prepares the unfinished submissions first, see `lookFirst`. */
export async function openHold(db: Db): Promise<Holding> {
  await lookFirst(db);
  let hold = await readHold(db);
  let read = performance.now();
  return {
    held: () => hold !== null,
    async refresh() {
      if (performance.now() - read < FRESH_MS) return;
      hold = await readHold(db);
      read = performance.now();
    },
    async state() {
      hold = await readHold(db);
      read = performance.now();
      if (hold === null) return null;
      const [row] = await db.query<{ count: number }>(
        // As the index of unfinished submissions has it, without those that were not sent.
        "select count(*) as count from submissions where (status = 'queued' or status = 'sending' or status = 'waiting') and status <> 'queued'",
      );
      return { ...hold, unfinished: Number(row?.count ?? 0) };
    },
    async release() {
      await db.execute("update journal_home set held_since = null, hold_reason = null where id = 1");
      hold = null;
      // About no single submission: listeners read everything again.
      db.notify("");
    },
  };
}

async function readHold(db: Db): Promise<{ reason: string; since: string } | null> {
  const [row] = await db.query<{ held_since: number | null; hold_reason: string | null }>(
    "select held_since, hold_reason from journal_home where id = 1",
  );
  if (row?.held_since == null) return null;
  return { reason: row.hold_reason ?? "", since: new Date(row.held_since).toISOString() };
}

/**
 * A submission that is unfinished in a restored journal may have been finished after the backup. In one transaction every
 * queued submission takes steps to a status in which its task is looked up before anything is sent: synchronous ones
 * `queued → sending`, where the pool is searched; asynchronous ones `queued → sending → waiting`, where their operation
 * is requested. Done once for each hold, by one replica.
 */
async function lookFirst(db: Db): Promise<void> {
  await db.write(async (tx) => {
    const applied = await tx.query(
      "update journal_home set hold_applied = 1 where id = 1 and held_since is not null and hold_applied = 0 returning id",
    );
    if (applied.length === 0) return;
    const toLookFor = `(status = 'queued' or (status = 'sending' and async_mode))`;
    await tx.query(
      `insert into attempts (operation_id, at, action, outcome)
       select operation_id, ${db.now}, 'hold', $1 from submissions where ${toLookFor} order by seq`,
      ["The journal was restored or copied. Searching for the task before anything is sent."],
    );
    await tx.query(
      `update submissions set status = case when async_mode then 'waiting' else 'sending' end,
         sent_at = coalesce(sent_at, created_at), operation = null, error = null, doubt_since = null, doubt_asks = 0,
         claim = null, lease_until = null, next_at = ${db.now}, planned_at = ${db.now}, delay_ms = 0, updated_at = ${db.now}
       where ${toLookFor}`,
    );
  });
}
