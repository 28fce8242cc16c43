import { StatementSync } from "node:sqlite";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { type FaultyToloka, startFaultyToloka } from "../support/toloka/faulty-toloka.ts";

/** Budgets without a clock: what a create costs the database and Toloka. Whoever makes it cost more has to say why. */

const CREATES = 20;
let toloka: FaultyToloka;
let desk: Desk;
beforeAll(async () => {
  toloka = await startFaultyToloka({ operationMs: 20 });
  desk = await startDesk({ toloka, env: { TOLOKA_RATE_PER_SECOND: "0" } });
});
afterAll(async () => {
  await desk?.remove();
  await toloka?.close();
});

async function create(index: number, async_mode: boolean): Promise<void> {
  const image = `https://example.com/${async_mode}/${index}.jpg`;
  const task = { pool_id: "1080020", input_values: { image }, overlap: 1 };
  const asked = { task, parameters: { async_mode } };
  expect((await desk.call("POST", "/api/submissions?wait=20", asked)).status).toBe(201);
}

/** The statements and requests of twenty creates, one after another. */
async function cost(async_mode: boolean) {
  // The pool is read once, and Toloka's time is known.
  await create(-1, async_mode);
  const before = toloka.requests.length;
  const run = vi.spyOn(StatementSync.prototype, "all");
  try {
    for (let index = 0; index < CREATES; index++) await create(index, async_mode);
    const texts = run.mock.contexts.map((statement) => (statement as StatementSync).sourceSQL.trim());
    const count = (pattern: RegExp): number => texts.filter((text) => pattern.test(text)).length / CREATES;
    const requests = toloka.requests.slice(before);
    const asked = (path: RegExp): number => requests.filter((request) => path.test(request.path)).length / CREATES;
    return {
      rows: count(/^insert into submissions /),
      // Not those of many rows: claims and leases.
      steps: count(/^update submissions set updated_at/),
      entries: count(/^insert into attempts/),
      owners: count(/^insert into task_owners/),
      commits: count(/^commit/),
      reads: count(/^select(?!.*(?:journal_home|text_index|next_at))/s),
      sent: asked(/\/tasks$/),
      polls: asked(/\/operations\/[^/]+$/),
      logs: asked(/\/log$/),
      readBack: asked(/\/tasks\/[^/]+$/),
    };
  } finally {
    run.mockRestore();
  }
}

it("a synchronous create writes its row, one step, one timeline entry and one owner, in two commits, and asks Toloka once", async () => {
  const { commits, ...rest } = await cost(false);
  expect(rest).toEqual({ rows: 1, steps: 1, entries: 1, owners: 1, reads: 0, sent: 1, polls: 0, logs: 0, readBack: 0 });
  // The second's mark of the journal, and the text index's batches.
  expect(commits).toBeLessThan(2.6);
});

it("an asynchronous create writes as much, and polls its operation hardly more than once", async () => {
  const { commits, polls, ...rest } = await cost(true);
  expect(rest).toEqual({ rows: 1, steps: 1, entries: 1, owners: 1, reads: 0, sent: 1, logs: 1, readBack: 1 });
  expect(commits).toBeLessThan(2.6);
  expect(polls).toBeLessThanOrEqual(2);
});
