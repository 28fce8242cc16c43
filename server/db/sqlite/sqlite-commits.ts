import type { Queryable } from "../engine.ts";
import { DbUnavailableError } from "../failures.ts";
import { type Connection, failureOf } from "./sqlite-statements.ts";

interface Waiting {
  unit: (tx: Queryable) => Promise<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** How many units share a transaction at most, so that a burst cannot hold the first of it up for long. */
const MAX_SHARED = 256;
/** How many turns of the event loop are waited for more of them, while each brings some. */
const MAX_TURNS = 4;

/**
 * Group commit: units that arrive within a few turns of the event loop share a transaction and its flush to disk. One that
 * fails takes nothing else with it. `stillThere` throws if what is committed could not be read again; nothing is
 * acknowledged then.
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

/** Lets the turn's other events bring their units, and the next few turns' as long as each brings more. */
async function gather(queue: Waiting[]): Promise<void> {
  for (let turn = 0, before = 0; turn < MAX_TURNS && queue.length > before && queue.length < MAX_SHARED; turn++) {
    before = queue.length;
    await new Promise(setImmediate);
  }
}

/**
 * Runs the units in one transaction and settles their promises. Never rejects. Hardly any unit fails, so none has a
 * savepoint of its own: when one does, everything is undone and each is run again by itself.
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

/** Throws if the unit rejects, or if one of its statements failed even though the unit went on. */
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
    // A rollback that fails has ended the transaction all the same, or the next `begin` says so.
    if (!(failureOf(error) instanceof DbUnavailableError)) throw error;
  }
}
