import type { Db } from "../db/db.ts";
import type { Log } from "../log.ts";
import { type Changes, openChanges } from "./changes.ts";
import { type Connections, createConnections } from "./connections.ts";
import { keepTextIndex } from "./history/feed-text-index.ts";
import { refillText } from "./history/refill.ts";
import { type Holding, openHold } from "./hold.ts";
import { dropClaims } from "./journal/claims.ts";
import { findRow } from "./journal/find-row.ts";

/** The journal, which all connections share. */
export interface Journal {
  db: Db;
  /** For lists and counts, which nobody else's request may wait for. */
  lists: Db;
  hold: Holding;
  changes: Changes;
  connections: Connections;
  /** The connection that sends a submission; null: there is no such submission, or no connection sends it. */
  connectionOf(operationId: string): Promise<string | null>;
  close(): Promise<void>;
}

/** Opens the journal for submissions of the connections with these names. On SQLite, which one process uses at a time, what an earlier one had claimed is due again. */
export async function openJournal(db: Db, names: readonly string[], log: Log): Promise<Journal> {
  if (db.engine === "sqlite") await dropClaims(db);
  const hold = await openHold(db);
  if (hold.held()) log("warn", "The journal is on hold: nothing is sent until the hold is released");
  const changes = openChanges(db);
  const stopped = new AbortController();
  const indexing = Promise.all([refillText(db, log, stopped.signal), keepTextIndex(db, log, stopped.signal)]);
  const connections = createConnections(names);
  return {
    db,
    lists: { ...db, query: db.scan },
    hold,
    changes,
    connections,
    async connectionOf(operationId) {
      const row = await findRow(db, operationId);
      return row && connections.nameOf(row.upstream);
    },
    async close() {
      stopped.abort();
      await indexing;
      changes.close();
    },
  };
}
