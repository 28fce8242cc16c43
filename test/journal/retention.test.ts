import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { AuditFacts } from "../../server/audit/chain.ts";
import { type Db, openDb, type Queryable } from "../../server/db/db.ts";
import { removeOld, startRetention } from "../../server/retention.ts";
import { completeTextIndex } from "../../server/submissions/history/feed-text-index.ts";
import { insertRow } from "../../server/submissions/journal/insert.ts";
import { STATUSES, type Status } from "../../shared/submission.ts";
import { startPostgres, type TestPostgres } from "../support/desk/postgres.ts";
import { newRow } from "../support/journal/scratch-journal.ts";

const DAY_MS = 86_400_000;
const DAYS = 30;
const never = new AbortController().signal;

let folder: string;
let postgres: TestPostgres;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "task-desk-retention-"));
  postgres = await startPostgres(["-c", "fsync=off"]);
});
afterAll(async () => {
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe.each(["sqlite", "postgres"] as const)("what is old, on %s", (engine) => {
  let db: Db;
  beforeAll(async () => {
    db = await openDb(engine === "sqlite" ? `file:${join(folder, "journal.sqlite")}` : await postgres.url("retention"));
  });
  afterAll(() => db?.close());
  afterEach(async () => {
    for (const table of ["submissions", "attempts", "task_owners", "imports", "import_parts", "person_days"])
      await db.execute(`delete from ${table}`);
  });

  /** A row whose last change was `age` days ago, with a timeline entry and an owned task. */
  const add = (id: string, status: Status, age: number, more: Record<string, string | null> = {}): Promise<void> =>
    db.write((tx) => addIn(tx, id, status, age, more));
  async function addIn(tx: Queryable, id: string, status: Status, age: number, more: Record<string, string | null>) {
    const { replaces = null, import_id = null, ...columns } = more;
    await insertRow(tx, db.now, newRow({ operation_id: id, search: ` word${id}`, replaces, import_id }));
    const at = Date.now() - age * DAY_MS;
    await tx.query(
      `update submissions set status = $2, created_tasks = '[]', next_at = null, created_at = $3, updated_at = $3
       where operation_id = $1`,
      [id, status, at],
    );
    for (const [column, value] of Object.entries(columns))
      await tx.query(`update submissions set ${column} = $2 where operation_id = $1`, [id, value]);
    await tx.query("insert into attempts (operation_id, at, action, outcome) values ($1, $2, 'create', 'ok')", [
      id,
      at,
    ]);
    await tx.query("insert into task_owners (upstream, task_id, operation_id) values ('u', $1, $1)", [id]);
  }
  const idsIn = async (table: string): Promise<string[]> =>
    (await db.query<{ operation_id: string }>(`select operation_id from ${table} order by operation_id`)).map(
      ({ operation_id }) => operation_id,
    );
  const countOf = async (table: string) =>
    Number((await db.query<{ count: number }>(`select count(*) as count from ${table}`))[0]!.count);
  const remove = () => removeOld(db, DAYS, never);

  it("is removed if it is final, with its timeline and its words; younger or unfinished rows stay", async () => {
    for (const status of STATUSES) {
      await add(`old ${status}`, status, DAYS + 1);
      await add(`young ${status}`, status, DAYS - 1);
    }
    await completeTextIndex(db);
    expect(await countOf("submissions_text")).toBe(14);
    const kept = STATUSES.flatMap((status) =>
      ["created", "rejected", "cancelled"].includes(status)
        ? [`young ${status}`]
        : [`old ${status}`, `young ${status}`],
    ).sort();
    expect(await remove()).toMatchObject({ submissions: 3, imports: 0 });
    expect(await idsIn("submissions")).toEqual(kept);
    expect(await idsIn("attempts")).toEqual(kept);
    expect(await countOf("submissions_text")).toBe(11);
    // Nobody may ever take these tasks for another submission's.
    expect(await countOf("task_owners")).toBe(14);
    expect(await remove()).toMatchObject({ submissions: 0 });
  });

  it("stays if it was created long ago but changed lately, is held, or is due", async () => {
    await add("changed", "created", 90, { updated_at: String(Date.now() - DAY_MS) });
    await add("held", "created", 90, { claim: "a sender" });
    await add("due", "created", 90, { next_at: "1" });
    await remove();
    expect(await idsIn("submissions")).toEqual(["changed", "due", "held"]);
  });

  it("stays while the submission that replaces it is not done", async () => {
    await add("replaced", "created", 90);
    await add("replacing", "waiting", 90, { replaces: "replaced" });
    await remove();
    expect(await idsIn("submissions")).toEqual(["replaced", "replacing"]);
    await db.execute("update submissions set status = 'created' where operation_id = 'replacing'");
    await remove();
    expect(await idsIn("submissions")).toEqual([]);
  });

  it("is removed completely, though few rows are looked at at a time and others stay between them", async () => {
    await db.write(async (tx) => {
      for (let index = 0; index < 230; index++)
        await addIn(tx, `${index}`, index % 10 === 0 ? "uncertain" : "created", 60, {});
    });
    expect(await remove()).toMatchObject({ submissions: 207 });
    expect(await countOf("submissions")).toBe(23);
  });

  /** An import of `parts` parts, whose last change was `age` days ago. */
  async function addImport(id: string, age: number, { parts = 9, pending = 0, status = "created" as Status } = {}) {
    const at = Date.now() - age * DAY_MS;
    const [row] = await db.execute<{ seq: number }>(
      `insert into imports (import_id, upstream, environment, pool_id, mode, allow_defaults, open_pool, state, pending,
         created_by, created_at, updated_at)
       values ($1, 'u', 'custom', '7', 'all', true, false, 'running', $2, 'me', $3, $3) returning seq`,
      [id, pending, at],
    );
    for (let part = 0; part < parts; part++) {
      await db.execute(
        `insert into import_parts (import_seq, part, attempt, first_row, row_count, task_count, operation_id)
         values ($1, $2, 0, 1, 1, 1, $3)`,
        [row!.seq, part, `${id} ${part}`],
      );
      await add(`${id} ${part}`, part === 0 ? status : "created", age, { import_id: id });
    }
    await db.execute("update imports set pending = $2, updated_at = $3 where import_id = $1", [id, pending, at]);
  }

  it("is an import when all of it is done, and then removed as a whole", async () => {
    await addImport("done", 60);
    await addImport("young", 20);
    await addImport("pending", 60, { pending: 1 });
    await addImport("unfinished", 60, { status: "uncertain" });
    expect(await remove()).toMatchObject({ submissions: 0, imports: 1 });
    const imports = await db.query<{ import_id: string }>("select import_id from imports order by import_id");
    expect(imports.map(({ import_id }) => import_id)).toEqual(["pending", "unfinished", "young"]);
    expect((await idsIn("submissions")).filter((id) => id.startsWith("done"))).toEqual([]);
    expect([await countOf("submissions"), await countOf("import_parts")]).toEqual([27, 27]);
  });

  it("is removed in the background, which the audit log and the log say", async () => {
    await add("old", "created", 60);
    await db.execute("insert into person_days (person, day, tasks, micro_dollars) values ('me', 1, 1, 0)");
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const written: AuditFacts[] = [];
    const logged: string[] = [];
    const parts = {
      db,
      log: (_level: string, message: string) => void logged.push(message),
      append: async (facts: AuditFacts) => void written.push(facts),
    };
    const retention = startRetention(parts, DAYS);
    vi.advanceTimersByTime(120_000);
    vi.useRealTimers();
    await expect.poll(() => written.length).toBe(1);
    await retention.close();
    expect(logged).toEqual(["Removed old submissions"]);
    expect(written[0]).toMatchObject({ action: "removeOld", via: "server" });
    expect(JSON.parse(written[0]!.after!)).toMatchObject({ submissions: 1, imports: 0 });
    expect([await countOf("submissions"), await countOf("person_days")]).toEqual([0, 0]);
  });
});
