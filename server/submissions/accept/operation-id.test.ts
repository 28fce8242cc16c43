import { randomUUID } from "node:crypto";
import { afterEach, expect, it, vi } from "vitest";
import { newRow, openScratchJournal } from "../../../test/support/journal/scratch-journal.ts";
import { insertSubmission } from "../journal/insert.ts";
import { newOperationId } from "./operation-id.ts";

afterEach(() => {
  vi.useRealTimers();
});

it("makes UUIDs of version 4 that differ within a millisecond", () => {
  vi.useFakeTimers({ now: 1_780_000_000_000 });
  const ids = new Set(Array.from({ length: 1_000 }, newOperationId));
  expect(ids.size).toBe(1_000);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

it("makes them in the order of time", () => {
  vi.useFakeTimers({ now: 1_780_000_000_000 });
  const ids: string[] = [];
  for (const step of [1, 254, 1, 65_536, 86_400_000, 31_536_000_000]) {
    ids.push(newOperationId());
    vi.advanceTimersByTime(step);
  }
  expect(ids).toEqual(ids.toSorted());
});

/** How many pages the log of a journal gets when 64 submissions come together, behind a thousand others. */
async function pagesOfBatch(idOf: () => string): Promise<number> {
  const { db, remove } = await openScratchJournal();
  const insert = (count: number) =>
    Promise.all(Array.from({ length: count }, () => insertSubmission(db, newRow({ operation_id: idOf() }))));
  const pages = async (): Promise<number> => {
    const [done] = await db.scan<{ log: number }>("pragma wal_checkpoint(passive)");
    return done!.log;
  };
  try {
    await insert(1_000);
    // The log has been copied into the file, and begins anew.
    await pages();
    await insert(64);
    return await pages();
  } finally {
    await remove();
  }
}

it("makes ids whose submissions share pages of the journal", async () => {
  const neighbours = await pagesOfBatch(newOperationId);
  const strangers = await pagesOfBatch(randomUUID);
  // The index of a thousand ids has some fifteen pages, and 64 random ones fall on most of them.
  expect(strangers - neighbours).toBeGreaterThan(5);
});
