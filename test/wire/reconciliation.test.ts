import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Db } from "../../server/db/db.ts";
import type {
  Finding,
  Reconciliation,
  ReconciliationState,
} from "../../shared/api/reconciliation/reconciliation-routes.ts";
import type { Submission } from "../../shared/submission.ts";
import type { JsonObject } from "../../shared/values/json.ts";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { finished, importIn, LINES, linesOf } from "../support/desk/import-call.ts";
import { startPostgres, type TestPostgres } from "../support/desk/postgres.ts";
import { temporaryFolder } from "../support/desk/spawned-desk.ts";
import { aDayLater } from "../support/journal/a-day-later.ts";
import { addPeople, visitor } from "../support/sign-in/signed-in.ts";
import { type FaultyToloka, startFaultyToloka } from "../support/toloka/faulty-toloka.ts";
import { until } from "../support/until.ts";

const POOL = "1080020";
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres(["-c", "fsync=off"]);
});
afterAll(() => postgres?.stop());

const taskOf = (name: string): JsonObject => ({
  pool_id: POOL,
  input_values: { image: `https://example.com/${name}.jpg` },
  overlap: 1,
});

describe.each(["sqlite", "postgres"] as const)("comparisons on %s", (engine) => {
  let toloka: FaultyToloka;
  let dataDir: string;
  let url: string;
  let desk: Desk;
  let env: Record<string, string>;
  const start = () => startDesk({ toloka, env, dataDir });
  beforeEach(async () => {
    dataDir = await temporaryFolder();
    url = engine === "sqlite" ? `file:${join(dataDir, "journal.sqlite")}` : await postgres.url("reconciliation");
    env = { TOLOKA_RATE_PER_SECOND: "0", DATABASE_URL: url };
    toloka = await startFaultyToloka();
    desk = await start();
  });
  afterEach(async () => {
    await desk?.remove();
    await toloka?.close();
  });

  async function create(name: string): Promise<{ operation_id: string; task_id: string }> {
    const { status, body } = await desk.call("POST", "/api/submissions?wait=20", { task: taskOf(name) });
    expect(status).toBe(201);
    const { operation_id, created_task } = body as unknown as Submission & { created_task: { id: string } };
    return { operation_id, task_id: created_task.id };
  }
  /** As a person does in Toloka's own interface. */
  function createInToloka(name: string): string {
    const { body } = toloka.store.create(taskOf(name), new URLSearchParams());
    return (body as { id: string }).id;
  }
  /** Its list goes without the task; ids stay unique. */
  const removeInToloka = (id: string): void => {
    toloka.store.tasks.find((task) => task.id === id)!.pool_id = "none";
  };
  /** Lets a day pass for all that is there, and changes the journal. */
  async function passDay(change: (db: Db) => Promise<unknown>): Promise<void> {
    await desk.stop();
    await aDayLater(url, toloka, change);
    desk = await start();
  }
  const state = async () => (await desk.call("GET", "/api/reconciliation")).body as unknown as ReconciliationState;
  const begin = async () => {
    const { status, body } = await desk.call("POST", "/api/reconciliation");
    return { status, run: body as unknown as Reconciliation };
  };
  const compare = async (): Promise<Reconciliation> => {
    const { run } = await begin();
    return until("the comparison to finish", async () => {
      const { last } = await state();
      return last?.run_id === run.run_id && last;
    });
  };
  const findings = async (query = ""): Promise<Finding[]> => {
    const { body } = await desk.call("GET", `/api/reconciliation/findings?limit=200${query}`);
    return (body as unknown as { items: Finding[] }).items;
  };

  it("finds what is missing, what may be a duplicate, and what was created elsewhere, and nothing else", async () => {
    const kept = await create("kept");
    const gone = await create("gone");
    const [cancelled, uncertain] = [await create("cancelled"), await create("uncertain")];
    const twice = await create("twice");
    const again = createInToloka("twice");
    const elsewhere = createInToloka("=elsewhere");
    const rows = Array.from({ length: 650 }, (_row, index) => taskOf(`row-${index}`));
    const { import_id } = importIn(await desk.call("POST", `/api/imports?pool_id=${POOL}`, linesOf(rows), LINES));
    await finished(desk.call, import_id);
    const rowAgain = createInToloka("row-3");
    const rowGone = toloka.store.tasks.find((task) => JSON.stringify(task).includes("row-600."))!.id;
    for (const id of [gone.task_id, rowGone]) removeInToloka(id);
    await passDay(async (db) => {
      for (const [status, { operation_id, task_id }] of Object.entries({ cancelled, uncertain })) {
        await db.execute("update submissions set status = $1, created_tasks = null where operation_id = $2", [
          status,
          operation_id,
        ]);
        await db.execute("delete from task_owners where task_id = $1", [task_id]);
      }
    });
    const tooNew = createInToloka("too new");

    const run = await compare();
    expect(run).toMatchObject({ asked_by: "operator", pools_left_out: 0, waits_for: null });
    expect(run.pools).toEqual([
      {
        ...{ pool_id: POOL, done: true, problem: null, removed: 0, undecided: 0, later: 1 },
        ...{ tasks: toloka.store.tasks.length - 2, known: 2 + 649, missing_in_toloka: 2, possible_duplicate: 4 },
        created_elsewhere: 1,
      },
    ]);
    const found = (await findings()).map(({ kind, task_id, operation_id, status }) => [
      ...[kind, task_id, operation_id?.startsWith(import_id.slice(0, 8)) ? "a part" : operation_id, status],
    ]);
    const part = (await findings()).find(({ task_id }) => task_id === rowGone)!.operation_id;
    const byId = (one: unknown[], other: unknown[]) => (String(one[1]) < String(other[1]) ? -1 : 1);
    expect(found.sort(byId)).toEqual(
      [
        ["missing_in_toloka", gone.task_id, gone.operation_id, "created"],
        ["missing_in_toloka", rowGone, part, "created"],
        ["possible_duplicate", cancelled.task_id, cancelled.operation_id, "cancelled"],
        ["possible_duplicate", uncertain.task_id, uncertain.operation_id, "uncertain"],
        ["possible_duplicate", again, twice.operation_id, "created"],
        ["possible_duplicate", rowAgain, part, "created"],
        ["created_elsewhere", elsewhere, null, null],
      ].sort(byId),
    );
    expect(JSON.stringify(found)).not.toContain(tooNew);
    expect(JSON.stringify(found)).not.toContain(kept.task_id);
    expect((await findings("&kind=created_elsewhere")).map(({ task_id }) => task_id)).toEqual([elsewhere]);

    const { text, headers } = await desk.call("GET", "/api/reconciliation/export?kind=missing_in_toloka");
    expect(headers.get("content-type")).toMatch(/^text\/csv/);
    expect(text.split("\r\n")).toHaveLength(4);
    expect(text).toContain(`missing_in_toloka,${POOL},${gone.task_id},,${gone.operation_id},created`);
    const metrics = (await desk.call("GET", "/metrics")).text;
    expect(metrics).toMatch(/desk_reconciliation_differences\{[^}]*kind="possible_duplicate"\} 4/);
    expect(desk.logged).toContainEqual(
      expect.objectContaining({ level: "warn", message: "The journal was compared with the pools" }),
    );
  });

  it("goes on after a restart where it was, waits while Toloka can't be read, and counts nothing twice", async () => {
    const made: { operation_id: string }[] = [];
    for (const name of ["a", "b", "c"]) made.push(await create(name));
    for (let index = 0; index < 620; index++) createInToloka(`other-${index}`);
    // Its submission goes, and its owner stays.
    await passDay((db) => db.execute("delete from submissions where operation_id = $1", [made[1]!.operation_id]));
    let pages = 0;
    toloka.intercept((_method, path, query) =>
      path === "/tasks" && query.get("sort") === "id" && pages++ > 0
        ? { kind: "status", status: 503, when: "before" }
        : null,
    );
    const { status, run } = await begin();
    expect(status).toBe(202);
    const { running } = await until("it to wait", async () => {
      const now = await state();
      return now.running?.waits_for && now;
    });
    expect(running).toMatchObject({ run_id: run.run_id, waits_for: { code: "TOLOKA_UNREACHABLE" } });
    expect(running!.pools[0]).toMatchObject({ tasks: 300, done: false });
    expect(await begin()).toMatchObject({ status: 200, run: { run_id: run.run_id } });

    await desk.stop();
    toloka.intercept(null);
    desk = await start();
    const other = engine === "postgres" ? await start() : null;
    const last = await until("the comparison to finish", async () => (await state()).last);
    await other?.stop();
    expect(last.run_id).toBe(run.run_id);
    expect(last.pools[0]).toMatchObject({ tasks: 623, known: 2, removed: 1, created_elsewhere: 620 });
    expect(await findings()).toHaveLength(100);
  });

  it("says which pool could not be read, and compares the others", async () => {
    const { task_id } = await create("here");
    await passDay(async (db) => {
      await db.execute(
        `insert into submissions (operation_id, upstream, environment, pool_id, status, fingerprint, content_hash, tasks,
           parameters, created_at, updated_at, created_by, search)
         select 'other', upstream, environment, '404', 'rejected', fingerprint, 'x', tasks, parameters, created_at, updated_at,
           created_by, search from submissions`,
      );
    });
    toloka.intercept((_method, path, query) =>
      path === "/tasks" && query.get("pool_id") === "404" ? { kind: "not-found" } : null,
    );
    const { pools } = await compare();
    expect(pools).toMatchObject([
      { pool_id: "404", done: true, problem: { code: "POOL_UNKNOWN" } },
      { pool_id: POOL, done: true, problem: null, known: 1 },
    ]);
    expect(await findings()).toEqual([]);
    expect(task_id).not.toBe("");
  });
});

it("is started by administrators and read by operators", async () => {
  const dataDir = await temporaryFolder();
  const toloka = await startFaultyToloka();
  await addPeople(`file:${join(dataDir, "journal.sqlite")}`, { Ada: "administrator", Olga: "operator", Vik: "viewer" });
  const desk = await startDesk({ toloka, dataDir, env: { SIGN_IN: "password", TOLOKA_CREATE_ROLE: "administrator" } });
  try {
    const as = async (name: string, method: string) => {
      const person = visitor(desk.url);
      await person.signIn(name);
      return (await person.call(method, "/api/reconciliation")).status;
    };
    expect([await as("Vik", "GET"), await as("Olga", "GET"), await as("Olga", "POST")]).toEqual([403, 200, 403]);
    expect(await as("Ada", "POST")).toBe(202);
  } finally {
    await desk.remove();
    await toloka.close();
  }
});
