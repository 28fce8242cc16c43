import { v4 as uuid } from "uuid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { STATUSES, STEPS } from "../../../shared/submission.ts";
import { ExactNumber } from "../../../shared/values/json.ts";
import { newRow, openScratchJournal, UPSTREAM, writeRow } from "../../../test/support/journal/scratch-journal.ts";
import type { Db } from "../../db/db.ts";
import { claimDue, dropClaims, renewLeases, untilDue } from "./claims.ts";
import { findRow } from "./find-row.ts";
import { insertSubmission, type NewRow } from "./insert.ts";
import { changeRow, setStopped } from "./step.ts";
import { listEntries } from "./timeline.ts";

let db: Db;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ db, remove } = await openScratchJournal());
});
afterEach(async () => {
  await remove();
});

const LEASE_MS = 60_000;

async function insert(more: Partial<NewRow> = {}): Promise<string> {
  const { operation_id } = await writeRow(db, { operation_id: uuid(), pool_id: "1", ...more });
  return operation_id;
}
const claim = (name: string) =>
  claimDue(db, { upstreams: [UPSTREAM], claim: name, leaseMs: LEASE_MS, limit: 10, queued: true, clockSetBack: true });
const set = (operationId: string, sql: string) =>
  db.write((tx) => tx.query(`update submissions set ${sql} where operation_id = $1`, [operationId]));

describe("a submission in the journal", () => {
  it("is written once under its id", async () => {
    const operation_id = await insert();
    expect(await insertSubmission(db, newRow({ operation_id, search: " other" }))).toBeNull();
    expect((await findRow(db, operation_id))?.search).toBe("");
  });

  it("reads back as it was handed out when written", async () => {
    const row = await writeRow(db, { operation_id: uuid(), claim: "c1", status: "sending", sent_at: 5 });
    expect(row).toEqual(await findRow(db, row.operation_id));
    const stepped = await changeRow(db, row!.operation_id, {
      claim: "c1",
      to: "waiting",
      due: 0,
      keep: true,
      known: row!,
    });
    expect(stepped).toEqual(await findRow(db, row!.operation_id));
  });

  it("keeps tasks, answers and errors as they were given, with every digit", async () => {
    const tasks = [
      { pool_id: "1", input_values: { n: new ExactNumber("9007199254740993"), text: '"async_mode":true' } },
    ];
    const operation_id = await insert({ tasks, claim: "c", status: "sending" });
    const set = {
      operation: { id: operation_id, type: "TASK.BATCH_CREATE", status: "SUCCESS" },
      created_tasks: [{ ...tasks[0]!, id: "t-1" }],
      error: { code: "POOL_NOT_OPENED", message: "The pool is closed." },
    };
    const stop = { at: "now", by: null, overlap: 0, before: { overlap: 3, infinite_overlap: false } };
    await changeRow(db, operation_id, { claim: "c", to: "created", due: 0, set });
    await setStopped(db, operation_id, stop);
    const [claimed] = await claim("d");
    expect(claimed).toMatchObject({ tasks, parameters: { operation_id, async_mode: true }, ...set, stopped: stop });
    expect(await findRow(db, operation_id)).toEqual(claimed);
  });

  it("has the delay of its last step", async () => {
    const operation_id = await insert();
    const step = async (due: number | null) => (await changeRow(db, operation_id, { claim: null, due }))?.delay_ms;
    expect([(await findRow(db, operation_id))?.delay_ms, await step(3_000), await step(null)]).toEqual([0, 3_000, 0]);
    await step(5_000);
    await set(operation_id, "claim = 'dead'");
    await dropClaims(db);
    expect((await findRow(db, operation_id))?.delay_ms).toBe(0);
  });

  it("is one sender's until the lease ends", async () => {
    const operation_id = await insert();
    expect(await claim("a")).toHaveLength(1);
    expect(await claim("b")).toHaveLength(0);
    await set(operation_id, `lease_until = ${db.now} - 1`);
    expect(await claim("b")).toHaveLength(1);
    expect(await changeRow(db, operation_id, { claim: "a", to: "sending", due: 0 })).toBeNull();
    expect(await changeRow(db, operation_id, { claim: "b", to: "sending", due: 0 })).not.toBeNull();
  });

  it("stays claimed while its sender renews the lease", async () => {
    const operation_id = await insert();
    await claim("a");
    await set(operation_id, `lease_until = ${db.now} - 1`);
    await renewLeases(db, { claims: ["a"], rows: [operation_id] }, LEASE_MS);
    expect(await claim("b")).toHaveLength(0);
  });

  it("is due again at once when the process that alone had the file has died", async () => {
    await insert();
    await claim("a");
    await dropClaims(db);
    expect(await claim("b")).toHaveLength(1);
  });

  it("is not sent before its time, and is after", async () => {
    const operation_id = await insert();
    await set(operation_id, `planned_at = ${db.now}, next_at = ${db.now} + 5000`);
    expect(await claim("a")).toHaveLength(0);
    expect((await untilDue(db, [UPSTREAM])).wait).toBeGreaterThan(4_000);
    await set(operation_id, `next_at = ${db.now}`);
    expect(await claim("a")).toHaveLength(1);
  });

  it("does not wait for a clock that has gone back to catch up", async () => {
    const operation_id = await insert();
    await set(operation_id, `planned_at = ${db.now} + 3600000, next_at = ${db.now} + 3605000`);
    expect(await claim("a")).toHaveLength(1);
  });

  it("of another Toloka or account is left alone", async () => {
    await insert({ upstream: "http://elsewhere me" });
    expect(await claim("a")).toHaveLength(0);
  });

  it("goes before imports, and in the order of arrival", async () => {
    const first = await insert();
    const second = await insert();
    await set(first, "priority = 1");
    const rows = await claim("a");
    expect(rows.map(({ operation_id }) => operation_id)).toEqual([second, first]);
  });

  it("takes no step but those of the table", async () => {
    for (const from of STATUSES)
      for (const to of STATUSES) {
        const operation_id = await insert();
        await set(operation_id, `status = '${from}'`);
        const row = await changeRow(db, operation_id, { claim: null, to, due: null });
        expect(row !== null, `${from} → ${to}`).toBe(STEPS[from].includes(to));
      }
  });

  it("has its timeline in the order of what happened", async () => {
    const operation_id = await insert();
    const entry = { request: "POST /tasks", http_status: 201, milliseconds: 3, request_id: "r", detail: { code: "X" } };
    await claim("a");
    const entries = [
      { ...entry, action: "send", outcome: "answered" },
      { ...entry, action: "retry", outcome: "go on", by: "A. Ivanova", detail: null },
    ];
    await changeRow(db, operation_id, { claim: "a", to: "sending", due: 0, entries });
    const seen = await listEntries(db, operation_id);
    expect(seen.map(({ action, by, detail }) => [action, by, detail])).toEqual([
      ["send", null, { code: "X" }],
      ["retry", "A. Ivanova", null],
    ]);
  });

  it("has the submission that replaced it", async () => {
    const old = await insert();
    const corrected = await insert({ replaces: old });
    expect((await findRow(db, old))?.replaced_by).toBe(corrected);
  });
});
