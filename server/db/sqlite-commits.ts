import type { Queryable } from "./engine.ts";
import { DbUnavailableError } from "./failures.ts";
import { type Connection, failureOf } from "./sqlite-statements.ts";

interface Waiting {
  unit: (tx: Queryable) => Promise<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}
type Done = { waiting: Waiting } & ({ value: unknown } | { error: unknown });

/** How many units share a transaction at most, so that a burst cannot hold the first of it up for long. */
const MAX_SHARED = 256;

/**
 * Group commit: units that arrive within one turn of the event loop share a transaction and its flush to disk, each
 * behind a savepoint of its own, so that one that fails takes nothing else with it.
 */
export function createCommits(connection: Connection): {
  write<T>(unit: (tx: Queryable) => Promise<T>): Promise<T>;
  idle(): Promise<void>;
} {
  const queue: Waiting[] = [];
  let running: Promise<void> | undefined;

  const run = async (): Promise<void> => {
    while (queue.length > 0) {
      // After the turn's other events, so that their units come along.
      await new Promise(setImmediate);
      await commit(connection, queue.splice(0, MAX_SHARED));
    }
    running = undefined;
  };
  return {
    write<T>(unit: (tx: Queryable) => Promise<T>) {
      return new Promise<T>((resolve, reject) => {
        queue.push({ unit, resolve: resolve as (value: unknown) => void, reject });
        running ??= run();
      });
    },
    idle: async () => running,
  };
}

/** Runs the units in one transaction and settles their promises. Never rejects. */
async function commit(connection: Connection, batch: Waiting[]): Promise<void> {
  let done: Done[];
  try {
    connection.run("begin immediate");
    done = [];
    for (const waiting of batch) done.push(await runUnit(connection, waiting));
    connection.run("commit");
  } catch (error) {
    undo(connection);
    // Perhaps one unit asked for more room than there is: alone, the others may still fit.
    if (batch.length > 1) for (const waiting of batch) await commit(connection, [waiting]);
    else batch[0]?.reject(failureOf(error));
    return;
  }
  for (const item of done)
    if ("error" in item) item.waiting.reject(failureOf(item.error));
    else item.waiting.resolve(item.value);
}

/** Throws only if the whole transaction is gone: SQLite rolls all of it back for a full disk and the like. */
async function runUnit(connection: Connection, waiting: Waiting): Promise<Done> {
  connection.run("savepoint unit");
  let failed: { error: unknown } | undefined;
  let over = false;
  const tx: Queryable = {
    async query<Row extends object>(text: string, values?: unknown[]) {
      if (over) throw new Error("a unit's transaction was used after the unit had ended");
      try {
        return connection.run<Row>(text, values);
      } catch (error) {
        failed ??= { error };
        throw error;
      }
    },
  };
  let value: unknown;
  try {
    value = await waiting.unit(tx);
  } catch (error) {
    failed ??= { error };
  }
  over = true;
  if (failed && !connection.database.isTransaction) throw failed.error;
  if (failed) connection.run("rollback to unit");
  connection.run("release unit");
  return failed ? { waiting, error: failed.error } : { waiting, value };
}

function undo(connection: Connection): void {
  try {
    if (connection.database.isTransaction) connection.run("rollback");
  } catch (error) {
    // A rollback that fails has ended the transaction all the same, or the next `begin` says so.
    if (!(failureOf(error) instanceof DbUnavailableError)) throw error;
  }
}
