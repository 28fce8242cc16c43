import { join } from "node:path";
import { DatabaseSync, StatementSync } from "node:sqlite";
import { expect, it, onTestFinished, vi } from "vitest";
import { startDesk } from "../support/desk/desk-in-process.ts";
import { startFaultyToloka } from "../support/toloka/faulty-toloka.ts";
import { until } from "../support/until.ts";

/** Statements that this thread has run since, each once. They stop the server while they run; lists have a thread of their own. */
function watchStatements(): () => string[] {
  const run = vi.spyOn(StatementSync.prototype, "all");
  onTestFinished(() => run.mockRestore());
  return () => [...new Set(run.mock.contexts.map((statement) => (statement as StatementSync).sourceSQL))];
}

/** Steps of SQLite's plans that read every row, or every row of an account. */
const WHOLE = /^(?:SCAN (?:submissions|attempts|task_owners)|SEARCH submissions USING INDEX \w+ \(upstream=\?\))$/;

/** Whether SQLite would read a table from end to end that grows with each submission, or all submissions of an account. */
function readsWholeTable(database: DatabaseSync, text: string): boolean {
  const plan = database.prepare(`explain query plan ${text}`).all();
  return plan.some(({ detail }) => WHOLE.test(String(detail)));
}

it("nothing that a server does while it sends reads a whole table: with a million submissions, everybody would wait", async () => {
  const toloka = await startFaultyToloka({ operationMs: 6_000 });
  onTestFinished(() => toloka.close());
  const statements = watchStatements();
  const desk = await startDesk({ toloka });
  onTestFinished(() => desk.remove());
  const task = { pool_id: "1080020", input_values: { image: "https://example.com/a.jpg" }, overlap: 1 };
  const created = desk.call("POST", "/api/submissions?wait=20", { task, parameters: { async_mode: true } });
  // Its lease is renewed meanwhile.
  const renewal = await until(
    "a renewal",
    () => statements().find((text) => /set lease_until(?!.*limit)/s.test(text)) ?? null,
  );
  expect((await created).status).toBe(201);
  expect((await desk.call("POST", "/api/duplicates", { task })).status).toBe(200);
  await desk.call("GET", "/api/health");
  await desk.call("GET", "/api/overview");
  const read = statements().filter((text) => /^(?:insert|update|delete|select|with)\b/.test(text.trim()));
  expect(read).toContain(renewal);
  const database = new DatabaseSync(join(desk.dataDir, "journal.sqlite"));
  onTestFinished(() => database.close());
  database.function("now_ms", () => 0);
  // Once the account is known, the rows that were written before are its own: all of them change.
  const renames = /^update or fail submissions set upstream /;
  expect(read.filter((text) => !renames.test(text) && readsWholeTable(database, text))).toEqual([]);
});
