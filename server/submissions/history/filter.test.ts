import { afterAll, beforeAll, expect, it } from "vitest";
import { openScratchJournal } from "../../../test/support/journal/scratch-journal.ts";
import { listRows } from "./listing.ts";

let journal: Awaited<ReturnType<typeof openScratchJournal>>;
beforeAll(async () => {
  journal = await openScratchJournal();
});
afterAll(() => journal.remove());

it.each([{}, { since: "2026-11-28T00:00:00Z" }, { until: "2026-11-28T00:00:00Z", import_id: "1" }, { q: "dog" }])(
  "a journal without submissions has none of any Toloka, with %j",
  async (filter) => {
    const page = await listRows(journal.db, null, { limit: 1, ...filter });
    expect(page).toEqual({ rows: [], next_cursor: null });
  },
);
