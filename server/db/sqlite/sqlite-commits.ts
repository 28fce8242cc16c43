import type { Queryable } from "../engine.ts";
import { DbUnavailableError } from "../failures.ts";
import { type Connection, failureOf } from "./sqlite-statements.ts";

interface Waiting {
  unit: (tx: Queryable) => Promise<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** Maximum number of units in a transaction: limits the wait of the first. */
const MAX_SHARED = 256;
/** Maximum turns of the event loop to wait for more units, as long as each brings some. */
const MAX_TURNS = 4;

/**
 * Group commit: units that arrive within a few turns of the event loop share a transaction and its flush to disk. A unit that
 * fails does not affect the others. `stillThere` throws if the committed data cannot be read again; nothing is acknowledged
 * then.
 */
export function createCommits(
  connection: Connection,
  stillThere: () => void,
): {
  write<T>(unit: (tx: Queryable) => Promise<T>): Promise<T>;
  idle(): Promise<void>;
} {
  const queue: Waiting[] = [];
  let running: Promise<void> | undefined;

  const run = async (): Promise<void> => {
    while (queue.length > 0) {
      await gather(queue);
      await commit(connection, stillThere, queue.splice(0, MAX_SHARED));
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
async function commit(connection: Connection, stillThere: () => void, batch: Waiting[]): Promise<void> {
  const values: unknown[] = [];
  try {
    connection.run("begin immediate");
    for (const { unit } of batch) values.push(await runUnit(connection, unit));
    connection.run("commit");
  } catch (error) {
    undo(connection);
    if (batch.length > 1) for (const waiting of batch) await commit(connection, stillThere, [waiting]);
    else batch[0]?.reject(failureOf(error));
    return;
  }
  try {
    stillThere();
  } catch (error) {
    for (const { reject } of batch) reject(error);
    return;
  }
  for (const [index, { resolve }] of batch.entries()) resolve(values[index]);
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
