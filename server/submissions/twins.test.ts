import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Db, openDb } from "../db/db.ts";
import { insertSubmission } from "./journal.ts";
import type { SubmissionRow } from "./row.ts";
import { inFlightTwins, SURELY_SILENT } from "./twins.ts";

let folder: string;
let db: Db;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "task-desk-twins-"));
  db = await openDb(`file:${join(folder, "journal.sqlite")}`);
});
afterEach(async () => {
  await db.close();
  await rm(folder, { recursive: true });
});

const UPSTREAM = "http://toloka me";

function write(operation_id: string, async_mode: boolean): Promise<SubmissionRow | null> {
  return insertSubmission(db, {
    operation_id,
    upstream: UPSTREAM,
    environment: "custom",
    pool_id: "7",
    status: "queued",
    fingerprint: "f",
    content_hash: "same",
    tasks: "[]",
    parameters: JSON.stringify({ operation_id, async_mode }),
    created_by: "operator",
    replaces: null,
    search: "",
    claim: null,
    lease_ms: 0,
    sent_at: null,
  });
}

/** How the twin stands; silent: asked in vain `asks` times since `ms` ago. */
interface Twin {
  status: SubmissionRow["status"];
  asynchronous?: boolean;
  attempts?: number;
  silent?: { ms: number; asks: number };
}
const silent = { ms: SURELY_SILENT.ms + 1_000, asks: SURELY_SILENT.asks };
const askedRarely = { ...silent, asks: SURELY_SILENT.asks - 1 };
const askedBriefly = { ...silent, ms: SURELY_SILENT.ms - 5_000 };

async function isInFlight({ status, asynchronous = true, attempts = 1, silent: silence }: Twin): Promise<boolean> {
  const mine = await write("mine", true);
  await write("twin", asynchronous);
  await db.execute(
    "UPDATE submissions SET status = $1, attempts = $2, doubt_since = $3, doubt_asks = $4 WHERE operation_id = 'twin'",
    [status, attempts, silence ? Date.now() - silence.ms : null, silence?.asks ?? 0],
  );
  return (await inFlightTwins(db, [UPSTREAM], mine!)) === 1;
}

describe("a submission with the same content", () => {
  it.each<[string, Twin]>([
    ["is being sent", { status: "sending" }],
    ["is being sent, synchronously", { status: "sending", asynchronous: false }],
    ["is being sent again after a silence", { status: "sending", silent }],
    ["waits for its operation", { status: "waiting" }],
    ["has asked in vain for a long time, but rarely", { status: "waiting", silent: askedRarely }],
    ["has asked in vain often, but not for long", { status: "waiting", silent: askedBriefly }],
    ["will be sent again, its answer having been lost", { status: "queued" }],
  ])("may have a task when it %s", async (_name, twin) => {
    expect(await isInFlight(twin)).toBe(true);
  });

  it.each<[string, Twin]>([
    ["has never been sent", { status: "queued", attempts: 0 }],
    ["waits for an operation that is surely silent", { status: "waiting", silent }],
    ["looks for its task itself", { status: "sending", asynchronous: false, silent: { ms: 10, asks: 0 } }],
    ["surely never left, synchronously", { status: "queued", asynchronous: false }],
    ["is created", { status: "created" }],
    ["was left to an operator", { status: "uncertain" }],
  ])("is not waited for when it %s", async (_name, twin) => {
    expect(await isInFlight(twin)).toBe(false);
  });
});
