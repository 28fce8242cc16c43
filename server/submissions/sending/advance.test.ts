import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openScratchJournal, UPSTREAM, writeRow } from "../../../test/support/journal/scratch-journal.ts";
import { type FaultyToloka, startFaultyToloka } from "../../../test/support/toloka/faulty-toloka.ts";
import { SMALL_POOL } from "../../../test/support/toloka/small-toloka.ts";
import { until } from "../../../test/support/until.ts";
import type { Db } from "../../db/db.ts";
import { createTolokaClient, type Toloka } from "../../toloka/client.ts";
import { createPollTimes } from "../../toloka/poll-times.ts";
import { type Changes, openChanges } from "../changes.ts";
import { findRow } from "../journal/find-row.ts";
import type { SubmissionRow } from "../journal/row.ts";
import { changeRow } from "../journal/step.ts";
import { advance } from "./advance.ts";
import type { Pacer } from "./pacing.ts";
import type { Sending } from "./work.ts";

let db: Db;
let remove: () => Promise<void>;
let faulty: FaultyToloka;
let toloka: Toloka;
let changes: Changes;
/** Before anything of the test was sent. */
let began: number;
beforeEach(async () => {
  began = Date.now();
  ({ db, remove } = await openScratchJournal());
  faulty = await startFaultyToloka();
  toloka = createTolokaClient({ url: faulty.url, token: () => faulty.token, timeoutMs: 1_000 });
  changes = openChanges(db);
});
afterEach(async () => {
  changes.close();
  await toloka.close();
  await faulty.close();
  await remove();
});

const MINE = "11111111-1111-4111-8111-111111111111";
const OTHER = "22222222-2222-4222-8222-222222222222";
const task = { pool_id: SMALL_POOL, input_values: { image: "https://example.com/1.jpg" }, overlap: 1 };
const parametersOf = (operation_id: string) => ({
  operation_id,
  async_mode: true,
  allow_defaults: false,
  open_pool: false,
});

const write = (operation_id: string, status: "sending" | "queued"): Promise<SubmissionRow> =>
  writeRow(db, {
    operation_id,
    status,
    pool_id: SMALL_POOL,
    tasks: [task],
    parameters: parametersOf(operation_id),
    claim: "claim",
    sent_at: status === "sending" ? began : null,
  });

const FRESH = { ahead: false };
const OPEN: Pacer = {
  request: async () => {},
  tryRequest: () => true,
  creations: async () => 0,
  waiting: () => 0,
};

function sendingWith(pacer: Pacer, logged: string[] = []): Sending {
  return {
    db,
    toloka,
    pacer,
    changes,
    pollTimes: createPollTimes(),
    log: (_level, message) => logged.push(message),
    upstreams: () => [UPSTREAM],
    holds: () => true,
    pause: () => {},
    due: () => {},
    held: () => false,
    stopping: () => false,
  };
}

describe("a full quota", () => {
  const FULL_MS = 40_000;
  it.each<"sending" | "queued">(["sending", "queued"])("sends nothing of a row that is %s", async (status) => {
    const counted: number[] = [];
    const creations = async (count: number): Promise<number> => {
      counted.push(count);
      return FULL_MS;
    };
    const row = await write(MINE, status);
    await advance(row, "claim", sendingWith({ ...OPEN, creations }), status === "sending" ? FRESH : null);
    const now = await findRow(db, MINE);
    expect(now).toMatchObject({ status: "queued", claim: null, attempts: 0, sent_at: null });
    expect(now?.error?.code).toBe("WAITING_FOR_PACE");
    expect(now!.next_at! - now!.planned_at!).toBe(FULL_MS);
    expect(now?.delay_ms).toBe(FULL_MS);
    expect(counted).toEqual([1]);
    expect(faulty.requests).toEqual([]);
  });
});

describe("a try that fails", () => {
  const error = { code: "TOLOKA_UNREACHABLE", message: "Toloka cannot be reached." };
  it.each([
    ["is followed by one after twice the delay", error, 4_000, 8_000],
    ["is the first after a rest without an error", null, 4_000, 200],
  ])("%s", async (_name, before, delay, least) => {
    await write(MINE, "queued");
    await changeRow(db, MINE, { claim: "claim", due: delay, keep: true, set: { error: before } });
    await faulty.close();
    await advance((await findRow(db, MINE))!, "claim", sendingWith(OPEN), null);
    const row = await findRow(db, MINE);
    expect(row).toMatchObject({ status: "queued", attempts: 1, error: { code: "TOLOKA_UNREACHABLE" } });
    expect(row!.delay_ms).toBeGreaterThanOrEqual(least);
    expect(row!.delay_ms).toBeLessThanOrEqual(least * 1.25);
  });
});

describe("a task found by lookup", () => {
  it("is taken for the row, even if a process died after the first of the two writes", async () => {
    await toloka.createTasks(task, { ...parametersOf(MINE), async_mode: false });
    const id = String(faulty.store.tasks[0]!.id);
    await db.execute("insert into task_owners (upstream, task_id, operation_id) values ($1, $2, $3)", [
      UPSTREAM,
      id,
      MINE,
    ]);
    await write(MINE, "sending");
    await db.execute("update submissions set parameters = $1, async_mode = false, doubt_since = $2", [
      JSON.stringify({ ...parametersOf(MINE), async_mode: false }),
      Date.now(),
    ]);
    await advance((await findRow(db, MINE))!, "claim", sendingWith(OPEN), null);
    expect(await findRow(db, MINE)).toMatchObject({ status: "created", first_task_id: id });
  });
});

describe("a task that an equal submission owns although Toloka's log names it for this submission", () => {
  /** Creates tasks without the desk. The other submission owns the task of this row's operation. */
  async function taken(operations: string[]): Promise<Map<string, string>> {
    const ids = new Map<string, string>();
    for (const operation_id of operations) {
      await toloka.createTasks({ ...task, __item_idx: "0" }, parametersOf(operation_id));
      const known = new Set(ids.values());
      const made = await until("the task", () => faulty.store.tasks.find(({ id }) => !known.has(String(id))));
      ids.set(operation_id, String(made.id));
    }
    await db.execute("insert into task_owners (upstream, task_id, operation_id) values ($1, $2, $3)", [
      UPSTREAM,
      ids.get(MINE),
      OTHER,
    ]);
    return ids;
  }

  it("takes the other submission's task instead, if there is one", async () => {
    const ids = await taken([MINE, OTHER]);
    const logged: string[] = [];
    await advance(await write(MINE, "sending"), "claim", sendingWith(OPEN, logged), FRESH);
    expect(await findRow(db, MINE)).toMatchObject({ status: "created", first_task_id: ids.get(OTHER) });
    expect(logged).toEqual([]);
  });

  it("is shown for both if there is no other, and logged", async () => {
    const ids = await taken([MINE]);
    const logged: string[] = [];
    await advance(await write(MINE, "sending"), "claim", sendingWith(OPEN, logged), FRESH);
    expect(await findRow(db, MINE)).toMatchObject({ status: "created", first_task_id: ids.get(MINE) });
    expect(logged).toEqual(["Two submissions claim one task"]);
  });
});
