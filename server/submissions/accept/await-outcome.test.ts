import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openScratchJournal, writeRow } from "../../../test/support/journal/scratch-journal.ts";
import type { Db } from "../../db/db.ts";
import { type Changes, openChanges } from "../changes.ts";
import type { SubmissionRow } from "../journal/row.ts";
import { changeRow } from "../journal/step.ts";
import { awaitOutcome } from "./await-outcome.ts";

let db: Db;
let remove: () => Promise<void>;
let here: Changes;
let elsewhere: Changes;
beforeEach(async () => {
  ({ db, remove } = await openScratchJournal());
  here = openChanges(db);
  elsewhere = openChanges(db);
});
afterEach(async () => {
  for (const changes of [here, elsewhere]) changes.close();
  await remove();
});

const nobody = new AbortController().signal;
const LONG_MS = 60_000;

const written = (status: "queued" | "sending"): Promise<SubmissionRow> =>
  writeRow(db, { operation_id: "11111111-1111-4111-8111-111111111111", status, claim: "claim" });

async function step(row: SubmissionRow, to: "sending" | "waiting" | "created", by: Changes | null): Promise<void> {
  const stepped = await changeRow(db, row.operation_id, { claim: "claim", to, due: 0, keep: true });
  by?.notify(stepped!);
}

describe("a held answer", () => {
  it("comes with the result, announced by this process or another", async () => {
    for (const by of [here, elsewhere]) {
      const row = await written("sending");
      const answer = awaitOutcome(db, here, { row, again: false }, LONG_MS, nobody);
      await step(row, "waiting", by);
      await step(row, "created", by);
      expect((await answer).status).toBe("created");
      await db.execute("delete from submissions");
    }
  });

  it("misses no change during the read of the journal", async () => {
    const row = await written("sending");
    const slow: Db = {
      ...db,
      async query<Row extends object>(text: string, values?: unknown[]) {
        const rows = await db.query<Row>(text, values);
        const [read] = rows as Partial<SubmissionRow>[];
        if (read?.status === "waiting") await step(row, "created", elsewhere);
        return rows;
      },
    };
    const answer = awaitOutcome(slow, here, { row, again: false }, LONG_MS, nobody);
    await step(row, "waiting", elsewhere);
    expect((await answer).status).toBe("created");
  });

  it("sees what another replica did before anybody watched", async () => {
    const row = await written("queued");
    await step(row, "sending", elsewhere);
    await step(row, "waiting", elsewhere);
    await step(row, "created", elsewhere);
    expect((await awaitOutcome(db, here, { row, again: false }, LONG_MS, nobody)).status).toBe("created");
  });

  it("reads the journal when no change is announced", async () => {
    const row = await written("sending");
    const answer = awaitOutcome(db, here, { row, again: false }, LONG_MS, nobody);
    await step(row, "waiting", null);
    await step(row, "created", null);
    expect((await answer).status).toBe("created");
  });

  it("ends with the current row when the wait is over or the client has disconnected", async () => {
    const row = await written("sending");
    expect((await awaitOutcome(db, here, { row, again: false }, 20, nobody)).status).toBe("sending");
    const leaving = new AbortController();
    const answer = awaitOutcome(db, here, { row, again: false }, LONG_MS, leaving.signal);
    leaving.abort();
    expect((await answer).status).toBe("sending");
  });
});
