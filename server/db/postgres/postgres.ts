import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Db } from "../engine.ts";
import { DbOpenError } from "../failures.ts";
import { createNotifications } from "../notifications.ts";
import { watchWrites } from "../write-health.ts";
import { isUnavailable, reasonOf } from "./postgres-failures.ts";
import { createNotifier, startListener } from "./postgres-listener.ts";
import { migratePostgres } from "./postgres-migrate.ts";
import { patiently, runStatement, runUnit } from "./postgres-units.ts";

const MAX_CONNECTIONS = 10;
/** How long a start waits for the server to start. */
const START_PATIENCE_MS = 30_000;
/**
 * Outside of `write` nothing can be changed, as on SQLite. The transaction of a process that is suspended within a unit ends
 * after four seconds: sooner than other replicas stop retrying.
 */
const SESSION =
  "set default_transaction_read_only = on; set statement_timeout = 20000; set idle_in_transaction_session_timeout = 4000";
/**
 * For the planner: index pages are in memory or on flash, and compiling takes longer than any of our statements. Compatible
 * databases may not know these settings.
 */
const TUNING = ["set random_page_cost = 1.1", "set jit = off"];

const parsers = new pg.TypeOverrides();
parsers.setTypeParser(pg.types.builtins.INT8, Number);
parsers.setTypeParser(pg.types.builtins.NUMERIC, Number);

/** Opens the journal shared by replicas; waits `patienceMs` for a server that is starting, and says so. Throws `DbOpenError`. */
export async function openPostgres(
  url: string,
  waiting: (sentence: string) => void,
  patienceMs = START_PATIENCE_MS,
): Promise<Db> {
  const config: pg.ClientConfig = { connectionString: url, application_name: "task-desk", types: parsers };
  const place = placeOf(url);
  const { notify, listen } = createNotifications();
  const listener = await whileStarting(place, patienceMs, waiting, async () => {
    await migratePostgres(config, place);
    return startListener(config, notify).catch((error) => {
      if (isUnavailable(error)) throw error;
      throw new DbOpenError(`The journal's database at ${place} doesn't support LISTEN: ${reasonOf(error)}`, error);
    });
  });
  const pool = openPool(config);
  const unit: Db["write"] = (work) => patiently(() => runUnit(pool, work));
  const { followed, failure } = watchWrites(unit);
  const query = <Row extends object>(text: string, values?: unknown[]) =>
    patiently(async () => ({ value: (await pool.query(text, values)).rows as Row[] }));
  return {
    engine: "postgres",
    // Not clock_timestamp(): it changes within a statement, so comparisons with it could not use an index.
    now: "floor(extract(epoch from statement_timestamp()) * 1000)::bigint",
    query,
    scan: query,
    write: (work) => followed(unit(work)),
    execute: <Row extends object>(text: string, values?: unknown[], options = { durable: true }) =>
      followed(patiently(() => runStatement<Row>(pool, text, values, options.durable))),
    notify: createNotifier(pool),
    listen,
    failure,
    async close() {
      await listener.close();
      await pool.end();
    },
  };
}

/**
 * Repeats `open` for `patienceMs` while the server can't be reached or a connection breaks, and calls `waiting` once. Throws
 * `DbOpenError`.
 */
async function whileStarting<T>(
  place: string,
  patienceMs: number,
  waiting: (sentence: string) => void,
  open: () => Promise<T>,
): Promise<T> {
  const until = performance.now() + patienceMs;
  for (let said = false; ; said = true)
    try {
      return await open();
    } catch (error) {
      if (error instanceof DbOpenError) throw error;
      const reason = `can't be reached: ${reasonOf(error)}`;
      if (!isUnavailable(error) || performance.now() > until)
        throw new DbOpenError(`The journal's database at ${place} ${reason}`, error);
      const seconds = Math.round(patienceMs / 1_000);
      if (!said) waiting(`Waiting up to ${seconds} s for the journal's database at ${place}, which ${reason}`);
      await sleep(Math.min(500, patienceMs));
    }
}

function openPool(config: pg.ClientConfig): pg.Pool {
  const pool = new pg.Pool({
    ...config,
    max: MAX_CONNECTIONS,
    pipeline: true,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    query_timeout: 30_000,
    idleTimeoutMillis: 60_000,
    // Typed as void, but pg awaits the result.
    onConnect: async (client) => {
      // A connection lost in use makes the running statement fail.
      client.on("error", () => {});
      await client.query(SESSION);
      for (const setting of TUNING) await client.query(setting).catch(() => {});
    },
  });
  // A connection lost while idle: the pool has removed it, and the next query opens another.
  pool.on("error", () => {});
  return pool;
}

/** Host, port and database of the URL, without the password. */
function placeOf(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname}:${port || "5432"}${pathname}`;
  } catch {
    throw new DbOpenError("DATABASE_URL is not a valid URL; it may be postgres://user:password@host:5432/database.");
  }
}
