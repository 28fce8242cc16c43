import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { v4 as uuid } from "uuid";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Db, openDb } from "../../server/db/db.ts";
import { contentHash } from "../../server/submissions/content.ts";
import { claimDue, dropClaims } from "../../server/submissions/journal/claims.ts";
import { findRow } from "../../server/submissions/journal/find-row.ts";
import { insertSubmission } from "../../server/submissions/journal/insert.ts";
import { changeRow } from "../../server/submissions/journal/step.ts";
import { advance } from "../../server/submissions/sending/advance.ts";
import type { Sending } from "../../server/submissions/sending/work.ts";
import { createPollTimes } from "../../server/toloka/poll-times.ts";
import { STEPS, type Status } from "../../shared/submission.ts";
import { SCRIPTED_FAULTS, type ScriptedFault, ScriptedToloka } from "../support/toloka/scripted-toloka.ts";

// Random sequences of submissions in both modes, faults of requests, processes that die, cancellations and waits.
// Afterwards no more faults are injected, and every submission has to end with its task created once.

let folder: string;
let db: Db;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "task-desk-walk-"));
  db = await openDb(`file:${join(folder, "journal.sqlite")}`);
});
afterAll(async () => {
  await db.close();
  await rm(folder, { recursive: true });
});

const UPSTREAM = "http://walk requester";
const HOUR_MS = 3_600_000;

type Action =
  | { kind: "submit"; async_mode: boolean; content: number }
  | { kind: "work"; faults: ScriptedFault[] }
  | { kind: "wait"; ms: number }
  | { kind: "cancel"; which: number };

const fault = fc.constantFrom<ScriptedFault>("none", "none", "none", ...SCRIPTED_FAULTS);
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ kind: fc.constant("submit" as const), async_mode: fc.boolean(), content: fc.nat(2) }),
  fc.record({ kind: fc.constant("work" as const), faults: fc.array(fault, { maxLength: 12 }) }),
  fc.record({ kind: fc.constant("wait" as const), ms: fc.nat(60_000) }),
  fc.record({ kind: fc.constant("cancel" as const), which: fc.nat(5) }),
);

class Walk {
  readonly toloka = new ScriptedToloka();
  readonly ids: { id: string; async_mode: boolean }[] = [];
  readonly seen = new Map<string, Status>();

  async submit(async_mode: boolean, content: number): Promise<void> {
    const task = { pool_id: "1", input_values: { n: content }, overlap: 1 };
    const parameters = { operation_id: uuid(), async_mode, allow_defaults: false, open_pool: false };
    await insertSubmission(db, {
      operation_id: parameters.operation_id,
      upstream: UPSTREAM,
      environment: "custom",
      pool_id: "1",
      status: "queued",
      content_hash: contentHash(task),
      tasks: [task],
      parameters,
      created_by: "walker",
      replaces: null,
      search: "",
      claim: null,
      lease_ms: 0,
      sent_at: null,
      delay_ms: 0,
    });
    this.ids.push({ id: parameters.operation_id, async_mode });
    this.seen.set(parameters.operation_id, "queued");
  }

  /** Runs one process: it claims the due submissions and advances them until it is done or dies. */
  async work(faults: ScriptedFault[]): Promise<void> {
    let dead = false;
    let die: () => void = () => {};
    const death = new Promise<void>((resolve) => (die = resolve));
    this.toloka.faults = faults;
    this.toloka.onDeath(() => {
      dead = true;
      die();
    });
    const never = new Promise<never>(() => {});
    const whileAlive = async <T>(act: () => Promise<T>): Promise<T> =>
      dead ? never : act().then((value) => (dead ? never : value));
    const dbOfProcess: Db = {
      ...db,
      write: (unit) => whileAlive(() => db.write(unit)),
      execute: (text, values, options) => whileAlive(() => db.execute(text, values, options)),
    };
    const sending: Sending = {
      db: dbOfProcess,
      toloka: this.toloka.client(),
      pacer: { request: async () => {}, tryRequest: () => true, creations: async () => 0, waiting: () => 0 },
      changes: {
        notify: (row) => this.see(row.operation_id, row.status),
        listen: () => () => {},
        watch: () => ({ next: async () => null, stop() {} }),
        close() {},
      },
      pollTimes: createPollTimes(),
      log: () => {},
      upstreams: () => [UPSTREAM],
      holds: () => !dead,
      pause: () => {},
      due: () => {},
      held: () => false,
      stopping: () => false,
    };
    const claim = uuid();
    const rows = await claimDue(db, {
      upstreams: [UPSTREAM],
      claim,
      leaseMs: HOUR_MS,
      limit: 50,
      queued: true,
      clockSetBack: true,
    });
    await Promise.race([death, Promise.all(rows.map((row) => advance(row, claim, sending, null)))]);
    if (!dead) return;
    // Waits until the writes of this process have ended.
    await db.write(async () => {});
    await dropClaims(db);
    // Steps that were written but not announced.
    for (const { id } of this.ids) this.seen.set(id, (await findRow(db, id))!.status);
  }

  see(id: string, status: Status): void {
    const before = this.seen.get(id)!;
    if (before !== status) expect(STEPS[before], `${before} → ${status}`).toContain(status);
    this.seen.set(id, status);
  }

  /** Moves every time in the journal and in Toloka `ms` into the past. */
  async wait(ms: number): Promise<void> {
    const columns = ["next_at", "planned_at", "sent_at", "doubt_since", "created_at", "updated_at"];
    await db.write((tx) =>
      tx.query(
        `update submissions set ${columns.map((column) => `${column} = ${column} - ${ms}`).join(", ")} where upstream = $1`,
        [UPSTREAM],
      ),
    );
    this.toloka.age(ms);
  }

  async cancel(which: number): Promise<void> {
    const target = this.ids[which];
    if (!target) return;
    const row = await findRow(db, target.id);
    if (row?.status !== "queued") return;
    const changed = await changeRow(db, target.id, { claim: null, to: "cancelled", unsent: true, due: null });
    if (changed) this.see(target.id, "cancelled");
  }

  async settle(): Promise<void> {
    for (let round = 0; round < 60; round++) {
      const open = [...this.seen.values()].filter((status) => STEPS[status].length > 0 && status !== "uncertain");
      if (open.length === 0) return;
      await this.wait(40_000);
      await this.work([]);
    }
  }
}

it("every accepted submission creates its task once, whatever faults its requests and processes have", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 4, maxLength: 24 }), async (actions) => {
      await db.write((tx) => tx.query("delete from submissions"));
      await db.write((tx) => tx.query("delete from task_owners"));
      const walk = new Walk();
      await walk.submit(true, 0);
      for (const step of actions) {
        if (step.kind === "submit") await walk.submit(step.async_mode, step.content);
        else if (step.kind === "work") await walk.work([...step.faults]);
        else if (step.kind === "wait") await walk.wait(step.ms);
        else await walk.cancel(step.which);
      }
      await walk.settle();
      for (const { id, async_mode } of walk.ids) {
        const row = (await findRow(db, id))!;
        const created = walk.toloka.createdFor(id);
        const description = `${row.status}, created ${created} times, ${async_mode ? "asynchronous" : "synchronous"}`;
        expect(created, description).toBeLessThanOrEqual(1);
        if (async_mode) expect(created === 1, description).toBe(row.status === "created");
        else expect(["created", "uncertain", "cancelled", "rejected"], description).toContain(row.status);
      }
      // A lookup should have found a task that no submission owns.
      const rows = await Promise.all(walk.ids.map(({ id }) => findRow(db, id)));
      const owned = new Set(rows.map((row) => row?.first_task_id));
      const orphans = walk.toloka.stored.filter(({ task }) => !owned.has(task.id));
      const uncertain = rows.filter((row) => row?.status === "uncertain");
      if (uncertain.length > 0) expect(orphans.map(({ operationId }) => operationId)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
