import { afterEach, beforeEach, expect, it } from "vitest";
import { openScratchJournal, UPSTREAM, writeRow } from "../../test/support/journal/scratch-journal.ts";
import type { Db } from "../db/db.ts";
import { createQueueCounts } from "./queue-counts.ts";

let db: Db;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ db, remove } = await openScratchJournal());
});
afterEach(async () => {
  await remove();
});

/** Inserts queued rows by one statement. */
const fill = (count: number, upstream = UPSTREAM) =>
  db.execute(
    `with recursive n (i) as (select 1 union all select i + 1 from n where i < ${count})
     insert into submissions (operation_id, upstream, environment, pool_id, status, fingerprint, content_hash, tasks,
       parameters, created_at, updated_at, created_by, search, next_at)
     select $1 || i, $1, 'custom', '7', 'queued', 'f', 'h', '[]', '{}', 1, 1, 'me', '', i from n`,
    [upstream],
  );

it("counts a short queue anew for every question", async () => {
  const counts = createQueueCounts(
    db,
    () => [UPSTREAM],
    () => [UPSTREAM],
  );
  expect(await counts()).toEqual({ length: 0, last_due: null, foreign: 0 });
  const { next_at } = await writeRow(db, { operation_id: "mine" });
  await writeRow(db, { operation_id: "other", upstream: "http://toloka you" });
  expect(await counts()).toEqual({ length: 1, last_due: next_at, foreign: 1 });
});

it("answers with the last count of a long queue, and counts again after a second", async () => {
  const counts = createQueueCounts(
    db,
    () => [UPSTREAM],
    () => [UPSTREAM],
  );
  await fill(10_001);
  expect(await counts()).toEqual({ length: 10_001, last_due: 10_001, foreign: 0 });
  await writeRow(db, { operation_id: "one more" });
  expect((await counts()).length).toBe(10_001);
  await expect.poll(async () => (await counts()).length, { timeout: 5_000 }).toBe(10_002);
});

it("counts every question again when the queue has become short", async () => {
  const counts = createQueueCounts(
    db,
    () => [UPSTREAM],
    () => [UPSTREAM],
  );
  await fill(10_001);
  await counts();
  await db.execute("update submissions set status = 'cancelled', next_at = null");
  await expect.poll(async () => (await counts()).length, { timeout: 5_000 }).toBe(0);
  await writeRow(db, { operation_id: "one" });
  expect((await counts()).length).toBe(1);
});
