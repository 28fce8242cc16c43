import pg from "pg";
import { DbOpenError } from "../failures.ts";
import { MIGRATIONS_TABLE, migrationsOf, pendingMigrations } from "../migrate.ts";
import { isUnavailable, reasonOf } from "./postgres-failures.ts";
import { checkHome } from "./postgres-home.ts";

/** Arbitrary, but the same for every replica. */
const MIGRATION_LOCK = 7_416_228_033;

/**
 * Migrates the schema, one replica at a time. `place`: the database in messages. Throws `DbOpenError`, or the error of a
 * connection that failed; the transaction is rolled back then.
 */
export async function migratePostgres(config: pg.ClientConfig, place: string): Promise<void> {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await migrate(client);
  } catch (error) {
    if (error instanceof DbOpenError || isUnavailable(error)) throw error;
    throw new DbOpenError(`The journal's database at ${place} can't be migrated: ${reasonOf(error)}`, error);
  } finally {
    await client.end().catch(() => {});
  }
}

async function migrate(client: pg.Client): Promise<void> {
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
}
