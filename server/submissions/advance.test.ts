import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startFaultyToloka } from "../../test/support/faulty-toloka.ts";
import { type Db, openDb } from "../db/db.ts";
import { createTolokaClient } from "../toloka/client.ts";
import { advance } from "./advance.ts";
import { openChanges } from "./changes.ts";
import { findRow, insertSubmission } from "./journal.ts";
import type { Pacer } from "./pacing.ts";

let folder: string;
let db: Db;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "task-desk-advance-"));
  db = await openDb(`file:${join(folder, "journal.sqlite")}`);
});
afterEach(async () => {
  await db.close();
  await rm(folder, { recursive: true });
});

const ID = "11111111-1111-4111-8111-111111111111";
const FULL_MS = 40_000;

it.each<"sending" | "queued">(["sending", "queued"])(
  "sends nothing of a row that is %s while Toloka's minute is full",
  async (status) => {
    const faulty = await startFaultyToloka();
    const toloka = createTolokaClient({ url: faulty.url, token: () => faulty.token, timeoutMs: 1_000 });
    const changes = openChanges(db);
    const counted: number[] = [];
    const pacer: Pacer = {
      request: async () => {},
      tryRequest: () => true,
      creations: async (count) => {
        counted.push(count);
        return FULL_MS;
      },
      waiting: () => 0,
    };
    const row = await insertSubmission(db, {
      operation_id: ID,
      upstream: "http://toloka me",
      environment: "custom",
      pool_id: "7",
      status,
      fingerprint: "f",
      content_hash: "c",
      tasks: '[{"pool_id":"7","input_values":{}}]',
      parameters: JSON.stringify({ operation_id: ID, async_mode: true, allow_defaults: false, open_pool: false }),
      created_by: "operator",
      replaces: null,
      search: "",
      claim: "claim",
      lease_ms: 15_000,
      sent_at: null,
    });
    const nothing = { log: () => {}, pause: () => {}, due: () => {}, stopping: () => false };
    const sending = {
      db,
      toloka,
      pacer,
      changes,
      upstreams: () => ["http://toloka me"],
      holds: () => true,
      ...nothing,
    };
    await advance(row!, "claim", sending, status === "sending");
    const now = await findRow(db, ID);
    expect(now).toMatchObject({ status: "queued", claim: null });
    expect(now?.error).toContain("WAITING_FOR_PACE");
    expect(now!.next_at! - now!.planned_at!).toBe(FULL_MS);
    expect(counted).toEqual([1]);
    expect(faulty.requests).toEqual([]);
    changes.close();
    await toloka.close();
    await faulty.close();
  },
);
