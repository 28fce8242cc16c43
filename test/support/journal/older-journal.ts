import { DatabaseSync } from "node:sqlite";
import pg from "pg";
import { MIGRATIONS_TABLE, migrationsOf } from "../../../server/db/migrate.ts";

type Engine = "sqlite" | "postgres";

/** The number by which the server knows its own SQLite files. */
const APPLICATION_ID = 0x546b446b;

/** SQL that makes a journal as it was after the migration `version`, in an empty database. */
function journalAsOf(version: number, engine: Engine): string {
  const applied = migrationsOf(engine).filter((migration) => migration.version <= version);
  const noted = applied.map(({ version: number, name }) => `(${number}, '${name}', 0)`);
  return [
    MIGRATIONS_TABLE,
    ...applied.map(({ sql }) => sql),
    `insert into migrations (version, name, applied_at) values ${noted.join(", ")}`,
  ].join(";\n");
}

interface Journal {
  engine: Engine;
  url: string;
}

async function onSqlite<T>(url: string, work: (database: DatabaseSync) => T): Promise<T> {
  const database = new DatabaseSync(url.slice("file:".length));
  try {
    return work(database);
  } finally {
    database.close();
  }
}

async function onPostgres<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Makes a journal as it was after the migration `version`, with what `statements` write into it, in an empty database. */
export async function writeOlderJournal(
  { engine, url }: Journal,
  version: number,
  statements: string[],
): Promise<void> {
  const sql = [journalAsOf(version, engine), ...statements].join(";\n");
  if (engine === "postgres") await onPostgres(url, (client) => client.query(sql));
  else await onSqlite(url, (database) => database.exec(`pragma application_id = ${APPLICATION_ID}; ${sql}`));
}

/** Reads a journal that no server has open, without changing its schema. */
export const readRows = ({ engine, url }: Journal, sql: string): Promise<Record<string, unknown>[]> =>
  engine === "postgres"
    ? onPostgres(url, async (client) => (await client.query(sql)).rows)
    : onSqlite(url, (database) => database.prepare(sql).all());

/** SQL that inserts a row. Objects and lists are stored as JSON. */
export function insertInto(table: string, row: Record<string, unknown>): string {
  const literal = (value: unknown): string => {
    if (value === null || typeof value === "number" || typeof value === "boolean") return String(value);
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return `'${text.replaceAll("'", "''")}'`;
  };
  return `insert into ${table} (${Object.keys(row).join(", ")}) values (${Object.values(row).map(literal).join(", ")})`;
}
