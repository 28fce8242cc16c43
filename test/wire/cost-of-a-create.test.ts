import { DatabaseSync, StatementSync } from "node:sqlite";
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

/** How many transactions have such a statement. */
function transactionsWith(pattern: RegExp, texts: string[]): number {
  let transactions = 0;
  let found = false;
  for (const text of texts) {
    if (/^begin/.test(text)) found = false;
    if (pattern.test(text)) found = true;
    if (/^commit/.test(text) && found) transactions += 1;
  }
  return transactions;
}

/** The statements and requests of twenty creates, one after another. */
async function cost(async_mode: boolean) {
  // The pool is read once, and Toloka's time is known.
  await create(-1, async_mode);
  const before = toloka.requests.length;
  const run = vi.spyOn(StatementSync.prototype, "all");
  const prepare = vi.spyOn(DatabaseSync.prototype, "prepare");
  try {
    for (let index = 0; index < CREATES; index++) await create(index, async_mode);
    const texts = run.mock.contexts.map((statement) => (statement as StatementSync).sourceSQL.trim());
    const count = (pattern: RegExp): number => texts.filter((text) => pattern.test(text)).length / CREATES;
    const requests = toloka.requests.slice(before);
    const asked = (path: RegExp): number => requests.filter((request) => path.test(request.path)).length / CREATES;
    const ofCreates =
      /^(?:insert or fail into (?:submissions|attempts|task_owners) |update or fail submissions set updated_at)/;
    return {
      prepared: prepare.mock.calls.filter(([text]) => ofCreates.test(text)).length,
      rows: count(/^insert or fail into submissions /),
      // Not those of many rows: claims and leases.
      steps: count(/^update or fail submissions set updated_at/),
      entries: count(/^insert or fail into attempts/),
      owners: count(/^insert or fail into task_owners/),
      // Not those of the journal's mark and of leases, which depend on the time.
      transactions: transactionsWith(ofCreates, texts) / CREATES,
      reads: count(/^select(?!.*(?:journal_home|text_index|next_at))/s),
      sent: asked(/\/tasks$/),
      polls: asked(/\/operations\/[^/]+$/),
      logs: asked(/\/log$/),
      readBack: asked(/\/tasks\/[^/]+$/),
    };
  } finally {
    run.mockRestore();
    prepare.mockRestore();
  }
}

/** Statements of a create. None is prepared anew: their texts do not differ from create to create. */
const WRITTEN = { prepared: 0, transactions: 2, rows: 1, steps: 1, entries: 1, owners: 1, reads: 0 };

it("a synchronous create writes its row, one step, one timeline entry and one owner, in two transactions, and asks Toloka once", async () => {
  expect(await cost(false)).toEqual({ ...WRITTEN, sent: 1, polls: 0, logs: 0, readBack: 0 });
});

it("an asynchronous create writes as much, and polls its operation hardly more than once", async () => {
  const { polls, ...rest } = await cost(true);
  expect(rest).toEqual({ ...WRITTEN, sent: 1, logs: 1, readBack: 1 });
  expect(polls).toBeLessThanOrEqual(2);
});
