import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Db, openDb } from "../../../server/db/db.ts";
import { insertSubmission, type NewRow } from "../../../server/submissions/journal/insert.ts";
import type { SubmissionRow } from "../../../server/submissions/journal/row.ts";

/** The Toloka and account of the rows. */
export const UPSTREAM = "http://toloka me";

/** An empty SQLite journal. `remove` closes it and deletes its file. */
export async function openScratchJournal(): Promise<{ db: Db; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "task-desk-journal-"));
  const db = await openDb(`file:${join(folder, "journal.sqlite")}`);
  const remove = async (): Promise<void> => {
    await db.close();
    await rm(folder, { recursive: true });
  };
  return { db, remove };
}

/** Default parameters. */
export const PARAMETERS = { operation_id: "", async_mode: true, allow_defaults: false, open_pool: false };

/** A row with default values, except those of `given`. */
export const newRow = (given: Partial<NewRow> & Pick<NewRow, "operation_id">): NewRow => ({
  upstream: UPSTREAM,
  environment: "custom",
  pool_id: "7",
  status: "queued",
  content_hash: "c",
  tasks: [],
  parameters: { ...PARAMETERS, operation_id: given.operation_id },
  created_by: "operator",
  replaces: null,
  search: "",
  delay_ms: 0,
  claim: null,
  lease_ms: 60_000,
  sent_at: null,
  ...given,
});

/** Inserts such a row. */
export async function writeRow(db: Db, given: Parameters<typeof newRow>[0]): Promise<SubmissionRow> {
  const row = await insertSubmission(db, newRow(given));
  if (row === null) throw new Error(`${given.operation_id} is in the journal already`);
  return row;
}
