import pg from "pg";
import type { Queryable } from "../engine.ts";
import { DbUnavailableError, messageOf } from "../failures.ts";
import { isConflict, isUnavailable, reasonOf } from "./postgres-failures.ts";

/** How long work is retried while the server cannot be reached or other transactions conflict. */
const PATIENCE_MS = 5_000;

/** How work ended. `final`: an error after which it must not be retried. */
export type Ended<T> = { value: T } | { final: unknown };

/** Retries work that the server made fail; rejects with `DbUnavailableError` after `PATIENCE_MS`. */
export async function patiently<T>(work: () => Promise<Ended<T>>): Promise<T> {
  const until = performance.now() + PATIENCE_MS;
  for (let delay = 10; ; delay = Math.min(delay * 2, 500)) {
    let ended: Ended<T>;
    try {
      ended = await work();
    } catch (error) {
      if (!isConflict(error) && !isUnavailable(error)) throw error;
      if (performance.now() + delay > until) throw unavailable(error);
      await new Promise((wake) => setTimeout(wake, delay * (0.5 + Math.random())));
      continue;
    }
    if ("final" in ended) throw ended.final;
    return ended.value;
  }
}

const unavailable = (error: unknown): DbUnavailableError =>
  new DbUnavailableError(`The journal's database can't be used now: ${reasonOf(error)}.`, error);

/** Runs a unit once, in its own transaction. Rejects with the error of a failed statement. */
export async function runUnit<T>(pool: pg.Pool, unit: (tx: Queryable) => Promise<T>): Promise<Ended<T>> {
  const client = await pool.connect();
  const statements = createStatements(client);
  let ended: Ended<T>;
  try {
    // Sent together with the unit's first statement: saves a round trip.
    const begun = statements.run("begin read write");
    begun.catch(() => {});
    ended = await unit(statements.tx).then(
      (value) => ({ value }),
      (final) => ({ final }),
    );
    await begun;
    statements.end();
    if ("value" in ended) {
      ended = await commit(client, ended);
      client.release("final" in ended);
      return ended;
    }
  } catch (error) {
    await rollBack(client);
    throw error;
  }
  await rollBack(client);
  return ended;
}

/** Each connection keeps at most so many, which take memory of the server. */
const MAX_PREPARED = 200;
const names = new Map<string, string>();

/** A change as a prepared statement, since parsing and planning takes the server longer than running it. */
function prepared(text: string, values: unknown[] = []): pg.QueryConfig {
  if (!/^(?:insert|update) /.test(text)) return { text, values };
  let name = names.get(text);
  if (name === undefined && names.size < MAX_PREPARED) {
    name = `change ${names.size}`;
    names.set(text, name);
  }
  return name === undefined ? { text, values } : { name, text, values };
}

/** Runs one statement once, in its own transaction, in one round trip. */
export async function runStatement<Row extends object>(
  pool: pg.Pool,
  text: string,
  values: unknown[] | undefined,
  durable: boolean,
): Promise<Ended<Row[]>> {
  const client = await pool.connect();
  const [begun, run, committed] = await Promise.allSettled([
    client.query(durable ? "begin read write" : "begin read write; set local synchronous_commit = off"),
    client.query(prepared(text, values)),
    client.query("commit"),
  ]);
  client.release(committed.status === "rejected");
  if (begun.status === "rejected" && isRefusal(begun.reason)) throw begun.reason;
  if (run.status === "rejected") {
    if (isRefusal(run.reason)) throw run.reason;
    return afterCommit(run.reason);
  }
  return committed.status === "rejected" ? afterCommit(committed.reason) : { value: run.value.rows };
}

/** Runs the unit's statements and keeps the first error: the transaction cannot be committed after one. */
function createStatements(client: pg.PoolClient) {
  let failed: { error: unknown } | undefined;
  let over = false;
  const run = async (text: string, values?: unknown[]): Promise<pg.QueryResult> => {
    if (over) throw new Error("a unit's transaction was used after the unit had ended");
    try {
      return await client.query(prepared(text, values));
    } catch (error) {
      failed ??= { error };
      throw error;
    }
  };
  const tx: Queryable = {
    query: async <Row extends object>(text: string, values?: unknown[]) => (await run(text, values)).rows as Row[],
  };
  return {
    run,
    tx,
    /** Throws the error of a failed statement, even if the unit caught it. */
    end(): void {
      over = true;
      if (failed) throw failed.error;
    },
  };
}

async function commit<T>(client: pg.PoolClient, ended: { value: T }): Promise<Ended<T>> {
  try {
    await client.query("commit");
    return ended;
  } catch (error) {
    return afterCommit(error);
  }
}

/** The result of a failed COMMIT, or of one without an answer: unknown, unless the server says that it rolled back. */
function afterCommit(error: unknown): { final: unknown } {
  if (isConflict(error) || wasNotSent(error)) throw error;
  return { final: isUnavailable(error) ? unavailable(error) : error };
}

/** The server refused, or nothing was sent: nothing took effect. */
const isRefusal = (error: unknown): boolean => error instanceof pg.DatabaseError || wasNotSent(error);

/** `pg` knew before sending that the connection was lost. */
const wasNotSent = (error: unknown): boolean => messageOf(error).endsWith("is not queryable");

/** If the rollback fails, the connection is closed, which rolls back as well. */
async function rollBack(client: pg.PoolClient): Promise<void> {
  await client.query("rollback").then(
    () => client.release(),
    () => client.release(true),
  );
}
