import type { Health } from "../../shared/api/routes.ts";
import type { Db } from "../db/db.ts";

/** How long the journal's word on the hold serves: another replica may have released it, or noticed a failover. */
const FRESH_MS = 1_000;

/** The hold of a restored or copied journal: while it lasts, nothing is sent to create tasks. */
export interface Holding {
  /** As last read. */
  held(): boolean;
  /** Reads it from the journal, unless that was done within a second. */
  refresh(): Promise<void>;
  /** For health. `unfinished`: submissions that are still being looked for. */
  state(): Promise<Health["hold"]>;
  /** Ends it, for every replica. Nothing happens if there is none. */
  release(): Promise<void>;
}

/** Prepares the unfinished submissions of a journal that has just been put on hold, then says whether it is. */
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
        "select count(*) as count from submissions where status in ('sending', 'waiting')",
      );
      return { ...hold, unfinished: Number(row?.count ?? 0) };
    },
    async release() {
      await db.execute("update journal_home set held_since = null, hold_reason = null where id = 1");
      hold = null;
      // No submission's change: whoever listens looks at everything anew.
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
 * What was not finished in a restored journal may have been finished since the backup. In one transaction every queued
 * submission takes the steps after which its task is looked for before anything is sent: synchronous ones
 * `queued → sending`, where the pool is looked through; asynchronous ones `queued → sending → waiting`, where their
 * operation is asked for first. Done once for each hold, by one replica.
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
      ["The journal was restored or copied. The task is looked for before anything is sent."],
    );
    await tx.query(
      `update submissions set status = case when async_mode then 'waiting' else 'sending' end,
         sent_at = coalesce(sent_at, created_at), operation = null, error = null, doubt_since = null, doubt_asks = 0,
         claim = null, lease_until = null, next_at = ${db.now}, planned_at = ${db.now}, delay_ms = 0, updated_at = ${db.now}
       where ${toLookFor}`,
    );
  });
}
