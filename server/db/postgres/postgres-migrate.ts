import pg from "pg";
import { DbOpenError } from "../failures.ts";
import { MIGRATIONS_TABLE, migrationsOf, pendingMigrations } from "../migrate.ts";
import { isUnavailable, reasonOf } from "./postgres-failures.ts";
import { checkHome } from "./postgres-home.ts";

/** Arbitrary, but the same for every replica. */
const MIGRATION_LOCK = 7_416_228_033;

/**
 * Migrates the schema, one replica at a time. `place`: the database in messages; `waiting` is called once if it cannot be
 * reached yet. Throws `DbOpenError`.
 */
export async function migratePostgres(
  config: pg.ClientConfig,
  place: string,
  patienceMs: number,
  waiting: (sentence: string) => void,
): Promise<void> {
  const client = await connectFirst(config, place, patienceMs, waiting);
  try {
    await client.query("begin read write");
    await client.query("select pg_advisory_xact_lock($1::bigint)", [MIGRATION_LOCK]);
    await client.query(MIGRATIONS_TABLE);
    const { rows } = await client.query<{ version: number }>("select version from migrations");
    const applied = rows.map(({ version }) => version);
    for (const { version, name, sql } of pendingMigrations(migrationsOf("postgres"), applied)) {
      await client.query(sql);
      await client.query("insert into migrations (version, name, applied_at) values ($1, $2, $3)", [
        version,
        name,
        Date.now(),
      ]);
    }
    await checkHome(client);
    await client.query("commit");
  } catch (error) {
    if (error instanceof DbOpenError) throw error;
    throw new DbOpenError(`The journal's database at ${place} can't be migrated: ${reasonOf(error)}`, error);
  } finally {
    await client.end().catch(() => {});
  }
}

async function connectFirst(
  config: pg.ClientConfig,
  place: string,
  patienceMs: number,
  waiting: (sentence: string) => void,
): Promise<pg.Client> {
  const until = performance.now() + patienceMs;
  let said = false;
  for (;;) {
    const client = new pg.Client({ ...config, connectionTimeoutMillis: 10_000 });
    client.on("error", () => {});
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      if (!isUnavailable(error) || performance.now() > until)
        throw new DbOpenError(`The journal's database at ${place} can't be reached: ${reasonOf(error)}`, error);
      const seconds = Math.round(patienceMs / 1_000);
      if (!said)
        waiting(
          `Waiting up to ${seconds} s for the journal's database at ${place}, which can't be reached: ${reasonOf(error)}`,
        );
      said = true;
      await new Promise((wake) => setTimeout(wake, Math.min(500, patienceMs)));
    }
  }
}
