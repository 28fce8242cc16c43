import type { Queryable } from "../engine.ts";
import { DbUnavailableError } from "../failures.ts";
import type { Checkpoints } from "./sqlite-checkpoints.ts";
import type { WriteAheadLog } from "./sqlite-flush.ts";
import { type Connection, failureOf } from "./sqlite-statements.ts";

/** What a commit needs of the journal. */
export interface Journal {
  connection: Connection;
  log: WriteAheadLog;
  checkpoints: Checkpoints;
  /** Throws if the committed data could not be read again: nothing is acknowledged then. */
  stillThere: () => void;
}

interface Waiting {
  unit: (tx: Queryable) => Promise<unknown>;
  durable: boolean;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** Maximum number of units in a transaction: limits the wait of the first. */
const MAX_SHARED = 256;
/** Maximum turns of the event loop to wait for more units, as long as each brings some. */
const MAX_TURNS = 4;

/**
 * Group commit: units that arrive within a few turns of the event loop, or while the last transaction is flushed to disk, share
 * a transaction and its flush. A unit that fails does not affect the others.
 */
export function createCommits(journal: Journal): {
  /** `durable: false`: does not wait for the disk; a loss of power may undo the unit. */
  write<T>(unit: (tx: Queryable) => Promise<T>, durable?: boolean): Promise<T>;
  /** Resolves when everything that is committed now is on disk. Rejects with `DbUnavailableError` if it may not be. */
  flushed(): Promise<void>;
  idle(): Promise<void>;
} {
  const queue: Waiting[] = [];
  let running: Promise<void> | undefined;
  let flushing: Promise<void> | undefined;
  /** A flush has failed: the system may have dropped what it was to write, so the log is copied and flushed as a whole. */
  let doubtful = false;

  const flush = async (): Promise<void> => {
    flushing = journal.log.flush();
    try {
      await flushing;
    } catch (error) {
      doubtful = true;
      throw error;
    } finally {
      flushing = undefined;
    }
  };
  const run = async (): Promise<void> => {
    while (queue.length > 0) {
      await gather(queue);
      const batch = queue.splice(0, MAX_SHARED);
      try {
        if (doubtful) await journal.checkpoints.all();
        doubtful = false;
      } catch (error) {
        for (const { reject } of batch) reject(error);
        continue;
      }
      await commit(journal, flush, batch);
      await journal.checkpoints.committed(batch.length);
    }
    running = undefined;
  };
  return {
    write<T>(unit: (tx: Queryable) => Promise<T>, durable = true) {
      return new Promise<T>((resolve, reject) => {
        queue.push({ unit, durable, resolve: resolve as (value: unknown) => void, reject });
        running ??= run();
      });
    },
    flushed: async () => flushing,
    idle: async () => running,
  };
}

/** Waits for more units, up to `MAX_TURNS` turns, as long as each brings some. */
async function gather(queue: Waiting[]): Promise<void> {
  for (let turn = 0, before = 0; turn < MAX_TURNS && queue.length > before && queue.length < MAX_SHARED; turn++) {
    before = queue.length;
    await new Promise(setImmediate);
  }
}

/**
 * Runs the units in one transaction and settles their promises. Never rejects. Units hardly ever fail, so they have no
 * savepoints: if one fails, everything is rolled back and each unit runs again in its own transaction.
 */
async function commit(journal: Journal, flush: () => Promise<void>, batch: Waiting[]): Promise<void> {
  const { connection, stillThere } = journal;
  const values: unknown[] = [];
  try {
    connection.run("begin immediate");
    for (const { unit } of batch) values.push(await runUnit(connection, unit));
    connection.run("commit");
  } catch (error) {
    undo(connection);
    if (batch.length > 1) for (const waiting of batch) await commit(journal, flush, [waiting]);
    else batch[0]?.reject(failureOf(error));
    return;
  }
  for (const [index, { durable, resolve }] of batch.entries()) if (!durable) resolve(values[index]);
  if (!batch.some(({ durable }) => durable)) return;
  try {
    stillThere();
    await flush();
  } catch (error) {
    for (const { durable, reject } of batch) if (durable) reject(error);
    return;
  }
  for (const [index, { durable, resolve }] of batch.entries()) if (durable) resolve(values[index]);
}

/** Throws if the unit rejects, or if one of its statements failed, even if the unit caught that. */
async function runUnit(connection: Connection, unit: Waiting["unit"]): Promise<unknown> {
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
  try {
    const value = await unit(tx);
    if (failed) throw failed.error;
    return value;
  } finally {
    over = true;
  }
}

function undo(connection: Connection): void {
  try {
    if (connection.database.isTransaction) connection.run("rollback");
  } catch (error) {
    // The transaction has ended even if the rollback fails. If not, the next `begin` fails.
    if (!(failureOf(error) instanceof DbUnavailableError)) throw error;
  }
}
