import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Db, openDb } from "../../server/db/db.ts";
import { insertSubmission, type NewRow } from "../../server/submissions/journal/insert.ts";
import type { SubmissionRow } from "../../server/submissions/journal/row.ts";

/** The Toloka and account that rows of these tests are for. */
export const UPSTREAM = "http://toloka me";

/** An empty journal in a file of its own, and the way to be rid of it. */
export async function openScratchJournal(): Promise<{ db: Db; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "task-desk-journal-"));
  const db = await openDb(`file:${join(folder, "journal.sqlite")}`);
  const remove = async (): Promise<void> => {
    await db.close();
    await rm(folder, { recursive: true });
  };
  return { db, remove };
}

/** Parameters that are of no matter. */
export const PARAMETERS = { operation_id: "", async_mode: true, allow_defaults: false, open_pool: false };

/** A row whose content is of no matter; `given` is what is. */
export const newRow = (given: Partial<NewRow> & Pick<NewRow, "operation_id">): NewRow => ({
  upstream: UPSTREAM,
  environment: "custom",
  pool_id: "7",
  status: "queued",
  fingerprint: "f",
  content_hash: "c",
  tasks: [],
  parameters: { ...PARAMETERS, operation_id: given.operation_id },
  created_by: "operator",
  replaces: null,
  search: "",
  claim: null,
  lease_ms: 60_000,
  sent_at: null,
  ...given,
});

/** Writes such a row down. */
export async function writeRow(db: Db, given: Parameters<typeof newRow>[0]): Promise<SubmissionRow> {
  const row = await insertSubmission(db, newRow(given));
  if (row === null) throw new Error(`${given.operation_id} is in the journal already`);
  return row;
}
