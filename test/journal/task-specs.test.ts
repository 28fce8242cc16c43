import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Db, openDb } from "../../server/db/db.ts";
import { createTaskSpecs, removeOldTaskSpecs, taskSpecOf } from "../../server/submissions/journal/task-specs.ts";
import type { PoolWithProject } from "../../shared/api/routes.ts";
import type { TaskSpec } from "../../shared/toloka.ts";
import type { JsonObject } from "../../shared/values/json.ts";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { finished, importIn, LINES, linesOf, resultsOf } from "../support/desk/import-call.ts";
import { startPostgres, type TestPostgres } from "../support/desk/postgres.ts";
import { UPSTREAM, writeRow } from "../support/journal/scratch-journal.ts";
import { type FaultyToloka, startFaultyToloka } from "../support/toloka/faulty-toloka.ts";

const known = (markup: string): PoolWithProject => {
  const task_spec = { input_spec: {}, output_spec: {}, view_spec: { type: "classic", markup } };
  return {
    pool: { id: "7", project_id: "9", private_name: "P", status: "OPEN" },
    project: { id: "9", public_name: "P", status: "ACTIVE", task_spec },
  } as PoolWithProject;
};
const markupOf = (spec: TaskSpec | null) => spec && (spec.view_spec as { markup: string }).markup;

let folder: string;
let postgres: TestPostgres;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "task-desk-specs-"));
  postgres = await startPostgres(["-c", "fsync=off"]);
});
afterAll(async () => {
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe.each(["sqlite", "postgres"] as const)("task specs on %s", (engine) => {
  let db: Db;
  beforeAll(async () => {
    db = await openDb(engine === "sqlite" ? `file:${join(folder, "journal.sqlite")}` : await postgres.url("specs"));
  });
  afterAll(() => db?.close());

  const noted = async () =>
    (await db.query<{ task_spec: string }>("select task_spec from task_specs where pool_id = '7' order by since")).map(
      ({ task_spec }) => markupOf(JSON.parse(task_spec)),
    );
  /** Returns what is shown of a submission that is written now. */
  async function add(id: string): Promise<() => Promise<string | null>> {
    const row = await writeRow(db, { operation_id: id });
    // The next one is written in another millisecond.
    await new Promise((wake) => setTimeout(wake, 5));
    return async () => markupOf(await taskSpecOf(db, row));
  }

  it("are noted when they change, by one of several servers, and are found by the time of a submission", async () => {
    const [here, there] = [createTaskSpecs(db, () => UPSTREAM), createTaskSpecs(db, () => UPSTREAM)];
    const before = await add("before");
    for (const specs of [here, here, there]) await specs.note(known("first"));
    const first = await add("first");
    for (const specs of [here, there]) await specs.note(known("second"));
    const second = await add("second");
    await there.note(known("first"));
    const again = await add("again");
    expect(await noted()).toEqual(["first", "second", "first"]);
    expect([await before(), await first(), await second(), await again()]).toEqual([null, "first", "second", "first"]);
  });

  it("are removed when no submission needs them and they were followed by another", async () => {
    const later = Date.now() + 60_000;
    await removeOldTaskSpecs(db, later);
    expect(await noted()).toEqual(["first", "second", "first"]);
    await db.execute("delete from submissions where operation_id = 'second'");
    await removeOldTaskSpecs(db, 1_000);
    expect(await noted()).toEqual(["first", "second", "first"]);
    await removeOldTaskSpecs(db, later);
    expect(await noted()).toEqual(["first", "first"]);
    await db.execute("delete from submissions");
    await removeOldTaskSpecs(db, later);
    // The last one is that of the next submission.
    expect(await noted()).toEqual(["first"]);
  });
});

describe("over HTTP", () => {
  const string = { type: "string", required: true, hidden: false };
  const pool = { id: "7001", name: "Changing", input_spec: { text: string }, output_spec: {}, markup: "old" };
  let toloka: FaultyToloka;
  let desk: Desk;
  beforeAll(async () => {
    toloka = await startFaultyToloka({ pools: [pool, { ...pool, id: "7002", markup: "other" }] });
    desk = await startDesk({ toloka });
  });
  afterAll(async () => {
    await desk?.remove();
    await toloka?.close();
  });

  const specOf = async (operationId: string) => desk.call("GET", `/api/submissions/${operationId}/task-spec`);
  const create = async (text: string): Promise<string> => {
    const asked = { task: { pool_id: "7001", input_values: { text } } };
    return String(((await desk.call("POST", "/api/submissions?wait=20", asked)).body as JsonObject).operation_id);
  };

  it("a submission and an import keep the interface of their time when the project's changes", async () => {
    const before = await create("before");
    const lines = linesOf([{ input_values: { text: "row" } }]);
    const { import_id } = importIn(await desk.call("POST", "/api/imports?pool_id=7002", lines, LINES));
    await finished(desk.call, import_id);
    const [row] = await resultsOf(desk.call, import_id);
    expect((await specOf(String(row!.operation_id))).body).toMatchObject({
      task_spec: { view_spec: { markup: "other" } },
    });
    pool.markup = "new";
    await desk.call("GET", "/api/pools/7001?fresh=true");
    const after = await create("after");
    expect((await specOf(before)).body).toMatchObject({ task_spec: { view_spec: { markup: "old" } } });
    expect((await specOf(after)).body).toMatchObject({ task_spec: { view_spec: { markup: "new" } } });
  });

  it("an unknown submission has none, and says so", async () => {
    expect(await specOf("11111111-1111-4111-8111-111111111111")).toMatchObject({
      status: 404,
      body: { code: "NO_SUCH_SUBMISSION" },
    });
  });
});
