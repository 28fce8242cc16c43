import { afterEach, beforeEach, expect, it } from "vitest";
import { openScratchJournal, UPSTREAM } from "../../../test/support/journal/scratch-journal.ts";
import type { Db } from "../../db/db.ts";
import { changeRow } from "../journal/step.ts";
import { completeTextIndex, keepTextIndex, unindexed } from "./feed-text-index.ts";
import { listRows } from "./listing.ts";

const ROWS = 4_500;
let db: Db;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ db, remove } = await openScratchJournal());
  await db.execute(
    `with recursive n (i) as (select 1 union all select i + 1 from n where i < ${ROWS})
     insert into submissions (operation_id, upstream, environment, pool_id, status, fingerprint, content_hash, tasks,
       parameters, created_at, updated_at, created_by, search)
     select 'row ' || i, $1, 'custom', '7', 'sending', 'f', 'h', '[]', '{}', i, i, 'me', ' word' || printf('%05d', i) || ' every' from n`,
    [UPSTREAM],
  );
});
afterEach(async () => {
  await remove();
});

async function found(q: string): Promise<number[]> {
  const { rows } = (await listRows(db, UPSTREAM, { q, limit: 3 }))!;
  return rows.map(({ seq }) => seq);
}
const reject = (seq: number) =>
  changeRow(db, `row ${seq}`, {
    claim: null,
    to: "rejected",
    due: null,
    set: { error: { code: "EMPTY_POOL", message: `refused number ${seq}` } },
  });

it("rows are found before they are in the index, after, and while some are", async () => {
  const everything = async () => [await found("word00007 every"), await found("word04400"), await found("every")];
  const all = [[7], [4_400], [4_500, 4_499, 4_498]];
  expect(await unindexed(db)).toBe(ROWS);
  expect(await everything()).toEqual(all);
  await completeTextIndex(db);
  expect(await unindexed(db)).toBe(0);
  expect(await everything()).toEqual(all);
  await db.execute("update text_index set indexed_to = 4000");
  await db.execute("delete from submissions_text where rowid > 4000");
  expect(await everything()).toEqual(all);
});

it("what a submission failed by is found, whether it was indexed before or after", async () => {
  await reject(1);
  await completeTextIndex(db);
  await reject(2);
  expect(await found("refused number")).toEqual([2, 1]);
});

it("the running server puts new rows into the index, a batch at a time", async () => {
  const stopped = new AbortController();
  const running = keepTextIndex(db, () => expect.unreachable(), stopped.signal);
  await expect.poll(() => unindexed(db), { timeout: 10_000 }).toBe(0);
  stopped.abort();
  await running;
  expect(await found("word00007 every")).toEqual([7]);
});
