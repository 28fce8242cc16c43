import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPostgres, type TestPostgres } from "../../test/support/desk/postgres.ts";
import { openDb } from "./db.ts";
import { MIGRATIONS_TABLE, migrationsOf } from "./migrate.ts";

const folder = mkdtempSync(join(tmpdir(), "task-desk-migrations-"));
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres(["-c", "fsync=off"]);
}, 60_000);
afterAll(async () => {
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** SQL that makes a journal as it was after the migration `version`, in an empty database. */
function journalAsOf(version: number, engine: "sqlite" | "postgres"): string {
  const applied = migrationsOf(engine).filter((migration) => migration.version <= version);
  const noted = applied.map(({ version: number, name }) => `(${number}, '${name}', 0)`);
  return [
    MIGRATIONS_TABLE,
    ...applied.map(({ sql }) => sql),
    `insert into migrations (version, name, applied_at) values ${noted.join(", ")}`,
  ].join(";\n");
}

const engines = [
  {
    engine: "sqlite" as const,
    url: async () => `file:${join(folder, "journal.sqlite")}`,
    async run(url: string, sql: string) {
      const database = new DatabaseSync(url.slice("file:".length));
      database.exec(`pragma application_id = ${0x546b446b}; ${sql}`);
      database.close();
    },
  },
  {
    engine: "postgres" as const,
    url: () => postgres.url("migrations"),
    async run(url: string, sql: string) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query(sql);
      await client.end();
    },
  },
];

/** Status, when the row was planned and is due, and the delay that follows from that. */
const rows: [status: string, planned_at: number | null, next_at: number | null, delay: number][] = [
  ["queued", 1_000, 1_000, 0],
  ["queued", 1_000, 5_200, 4_200],
  ["queued", 5_000, 4_000, 0],
  ["sending", 1_000, 1_000, 0],
  ["waiting", 1_795_469_399_929, 1_795_469_400_929, 1_000],
  ["uncertain", 1_000, 61_000, 60_000],
  ["created", 1_000, null, 0],
  ["rejected", 1_000, null, 0],
  ["cancelled", null, null, 0],
];

describe.each(engines)("a journal of the earlier schema on $engine", ({ engine, url, run }) => {
  it("gets the mode and the delay of every row from its parameters and times", async () => {
    const at = await url();
    const inserts = rows.flatMap(([status, planned_at, next_at], index) =>
      [true, false].map((async_mode) => {
        const id = `${index} ${async_mode}`;
        const parameters = JSON.stringify({
          operation_id: id,
          async_mode,
          allow_defaults: true,
          open_pool: !async_mode,
        });
        // The task's text does not count.
        const tasks = JSON.stringify([{ input_values: { async_mode: true } }]);
        return `insert into submissions (operation_id, upstream, environment, pool_id, status, fingerprint, content_hash,
            tasks, parameters, planned_at, next_at, created_at, updated_at, created_by, search)
          values ('${id}', 'u', 'built-in', '1', '${status}', 'f', 'h', '${tasks}', '${parameters}',
            ${planned_at}, ${next_at}, 1, 1, 'me', ' a')`;
      }),
    );
    await run(at, [journalAsOf(5, engine), ...inserts].join(";\n"));
    const db = await openDb(at);
    const found = await db.query<{ operation_id: string; async_mode: unknown; delay_ms: number }>(
      "select operation_id, async_mode, delay_ms from submissions order by seq",
    );
    await db.close();
    expect(
      found.map(({ operation_id, async_mode, delay_ms }) => [operation_id, Boolean(async_mode), delay_ms]),
    ).toEqual(
      rows.flatMap(([, , , delay], index) => [
        [`${index} true`, true, delay],
        [`${index} false`, false, delay],
      ]),
    );
  });
});
