import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPostgres, type TestPostgres } from "../../test/support/desk/postgres.ts";
import { insertInto, writeOlderJournal } from "../../test/support/journal/older-journal.ts";
import { openDb } from "./db.ts";

const folder = mkdtempSync(join(tmpdir(), "task-desk-migrations-"));
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres(["-c", "fsync=off"]);
}, 60_000);
afterAll(async () => {
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const engines = [
  { engine: "sqlite" as const, url: async () => `file:${join(folder, "journal.sqlite")}` },
  { engine: "postgres" as const, url: () => postgres.url("migrations") },
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

describe.each(engines)("a journal of the earlier schema on $engine", ({ engine, url }) => {
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
        return insertInto("submissions", {
          ...{ operation_id: id, upstream: "u", environment: "built-in", pool_id: "1", status },
          ...{ fingerprint: "f", content_hash: "h", tasks, parameters, planned_at, next_at },
          ...{ created_at: 1, updated_at: 1, created_by: "me", search: " a" },
        });
      }),
    );
    await writeOlderJournal({ engine, url: at }, 5, inserts);
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
