import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openScratchJournal, PARAMETERS, UPSTREAM, writeRow } from "../../../test/support/journal/scratch-journal.ts";
import type { Db } from "../../db/db.ts";
import type { SubmissionRow } from "../journal/row.ts";
import { SURELY_SILENT } from "./decisions/doubt.ts";
import { countInFlightDuplicates } from "./duplicates.ts";

let db: Db;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ db, remove } = await openScratchJournal());
});
afterEach(async () => {
  await remove();
});

const write = (operation_id: string, async_mode: boolean): Promise<SubmissionRow> =>
  writeRow(db, { operation_id, content_hash: "same", parameters: { ...PARAMETERS, operation_id, async_mode } });

/** The state of the duplicate. `silent`: asked `asks` times without an answer since `ms` ago. */
interface Duplicate {
  status: SubmissionRow["status"];
  asynchronous?: boolean;
  /** Whether a request of it may have arrived. */
  sent?: boolean;
  silent?: { ms: number; asks: number };
}
const silent = { ms: SURELY_SILENT.ms + 1_000, asks: SURELY_SILENT.asks };
const askedRarely = { ...silent, asks: SURELY_SILENT.asks - 1 };
const askedBriefly = { ...silent, ms: SURELY_SILENT.ms - 5_000 };

async function isInFlight({ status, asynchronous = true, sent = true, silent: silence }: Duplicate): Promise<boolean> {
  const mine = await write("mine", true);
  await write("duplicate", asynchronous);
  await db.execute(
    "update submissions set status = $1, sent_at = $2, doubt_since = $3, doubt_asks = $4 where operation_id = 'duplicate'",
    [status, sent ? Date.now() : null, silence ? Date.now() - silence.ms : null, silence?.asks ?? 0],
  );
  return (await countInFlightDuplicates(db, [UPSTREAM], mine)) === 1;
}

describe("a submission with the same content", () => {
  it.each<[string, Duplicate]>([
    ["is being sent", { status: "sending" }],
    ["is being sent, synchronously", { status: "sending", asynchronous: false }],
    ["is being sent again after a silence", { status: "sending", silent }],
    ["waits for its operation", { status: "waiting" }],
    ["has asked in vain for a long time, but rarely", { status: "waiting", silent: askedRarely }],
    ["has asked in vain often, but not for long", { status: "waiting", silent: askedBriefly }],
    ["will be sent again, its answer having been lost", { status: "queued" }],
  ])("may have a task when it %s", async (_name, duplicate) => {
    expect(await isInFlight(duplicate)).toBe(true);
  });

  it.each<[string, Duplicate]>([
    ["has never been sent, or was refused each time", { status: "queued", sent: false }],
    ["waits for an operation that is surely silent", { status: "waiting", silent }],
    ["looks for its task itself", { status: "sending", asynchronous: false, silent: { ms: 10, asks: 0 } }],
    ["surely never left, synchronously", { status: "queued", asynchronous: false }],
    ["is created", { status: "created" }],
    ["was left to an operator", { status: "uncertain" }],
  ])("is not waited for when it %s", async (_name, duplicate) => {
    expect(await isInFlight(duplicate)).toBe(false);
  });
});
