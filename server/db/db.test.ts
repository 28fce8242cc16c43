import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startPostgres, type TestPostgres } from "../../test/support/desk/postgres.ts";
import { type Db, openDb, type Queryable } from "./db.ts";
import { DbOpenError } from "./failures.ts";

const folder = mkdtempSync(join(tmpdir(), "task-desk-db-"));
let postgres: TestPostgres;
let files = 0;

beforeAll(async () => {
  postgres = await startPostgres(["-c", "fsync=off"]);
}, 60_000);
afterAll(async () => {
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const engines = [
  { engine: "sqlite", url: async () => `file:${join(folder, `${++files}.sqlite`)}` },
  { engine: "postgres", url: () => postgres.url("db") },
];

const add = (tx: Queryable, id: string): Promise<object[]> =>
  tx.query("insert into task_owners (upstream, task_id, operation_id) values ($1, $2, $3)", ["here", id, "op"]);
const owned = async (db: Queryable): Promise<string[]> =>
  (await db.query<{ task_id: string }>("select task_id from task_owners order by task_id")).map((row) => row.task_id);

describe.each(engines)("$engine", ({ engine, url }) => {
  let at: string;
  let db: Db;
  beforeEach(async () => {
    at = await url();
    db = await openDb(at);
  });
  afterEach(() => db.close());

  it("names its engine and returns the result of a unit", async () => {
    expect(db.engine).toBe(engine);
    await expect(db.write(async (tx) => (await add(tx, "a")).length)).resolves.toBe(0);
    expect(await owned(db)).toEqual(["a"]);
  });

  it("keeps the units that arrive together apart: one that fails takes nothing else with it", async () => {
    const results = await Promise.allSettled([
      db.write((tx) => add(tx, "a")),
      db.write(async (tx) => {
        await add(tx, "b");
        await add(tx, "a2");
        throw new Error("changed its mind");
      }),
      db.write((tx) => add(tx, "c")),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(results[1]).toMatchObject({ reason: { message: "changed its mind" } });
    expect(await owned(db)).toEqual(["a", "c"]);
  });

  it("hides uncommitted changes from others", async () => {
    let seen: string[] | undefined;
    await db.write(async (tx) => {
      await add(tx, "a");
      seen = await owned(db);
      expect(await owned(tx)).toEqual(["a"]);
    });
    expect(seen).toEqual([]);
    expect(await owned(db)).toEqual(["a"]);
  });

  it("rolls a unit back whose statement failed, even if it went on", async () => {
    const unit = db.write(async (tx) => {
      await add(tx, "a");
      await tx.query("insert into task_owners (upstream) values ($1)", ["here"]).catch(() => []);
      return "fine";
    });
    await expect(unit).rejects.toThrow(/null|NULL/);
    expect(await owned(db)).toEqual([]);
  });

  it("refuses a transaction's use after its unit", async () => {
    let kept: Queryable | undefined;
    await db.write(async (tx) => {
      kept = tx;
    });
    await expect(add(kept as Queryable, "late")).rejects.toThrow("after the unit had ended");
    expect(await owned(db)).toEqual([]);
  });

  it("changes nothing outside of a unit", async () => {
    await expect(add(db, "a")).rejects.toThrow(/read-?only/);
    expect(await owned(db)).toEqual([]);
  });

  it("gives bigints as numbers, stores undefined as null, and takes a place twice", async () => {
    await db.write((tx) =>
      tx.query("insert into pacing (upstream, kind, slot, used) values ($1, $1, $2, $2)", ["u", 1_795_469_399_929]),
    );
    expect(await db.query("select slot, used, count(*) as count from pacing group by slot, used")).toEqual([
      { slot: 1_795_469_399_929, used: 1_795_469_399_929, count: 1 },
    ]);
    await db.write((tx) =>
      tx.query("insert into attempts (operation_id, at, action, outcome, detail) values ($1, $2, 'a', 'b', $3)", [
        "op",
        1,
        undefined,
      ]),
    );
    expect(await db.query("select detail from attempts")).toEqual([{ detail: null }]);
  });

  it("has a clock", async () => {
    const before = Date.now();
    const [row] = await db.query<{ now: number }>(`select ${db.now} as now`);
    expect(Number.isInteger(row?.now)).toBe(true);
    expect(row?.now).toBeGreaterThanOrEqual(before - 1);
    expect(row?.now).toBeLessThanOrEqual(Date.now() + 1);
  });

  it("gives a row to one of many who want it", async () => {
    await db.write(async (tx) => {
      for (let index = 0; index < 20; index++) await add(tx, `t${String(index).padStart(2, "0")}`);
    });
    const claim = (worker: number): Promise<{ task_id: string }[]> =>
      db.write((tx) =>
        tx.query(
          `update task_owners set operation_id = $1 where task_id in (
             select task_id from task_owners where operation_id = 'op' order by task_id limit 2
             ${engine === "postgres" ? "for update skip locked" : ""}) returning task_id`,
          [`worker ${worker}`],
        ),
      );
    const claimed = (await Promise.all(Array.from({ length: 16 }, (_, worker) => claim(worker)))).flat();
    expect(new Set(claimed.map((row) => row.task_id)).size).toBe(claimed.length);
    expect(claimed.length).toBeGreaterThanOrEqual(10);
  });

  it("notifies listeners until they stop", async () => {
    const { promise: received, resolve } = Promise.withResolvers<string>();
    const all: string[] = [];
    const stop = db.listen((payload) => all.push(payload));
    const stopOther = db.listen(resolve);
    db.notify("first");
    await expect(received).resolves.toBe("first");
    expect(all).toEqual(["first"]);
    stop();
    stopOther();
    const { promise: last, resolve: done } = Promise.withResolvers<string>();
    db.listen(done);
    db.notify("second");
    await expect(last).resolves.toBe("second");
    expect(all).toEqual(["first"]);
  });

  it("brings the schema up to date once, and keeps what is there", async () => {
    await db.write((tx) => add(tx, "a"));
    await db.close();
    db = await openDb(at);
    expect(await owned(db)).toEqual(["a"]);
    expect(await db.query("select version, name from migrations order by version limit 1")).toEqual([
      { version: 1, name: "0001-journal.sql" },
    ]);
  });

  it("refuses a journal that a newer program wrote", async () => {
    await db.write((tx) => tx.query("insert into migrations (version, name, applied_at) values (9000, 'later', 1)"));
    await db.close();
    await expect(openDb(at)).rejects.toThrow(/schema version 9000.*Start the newer version/);
    await expect(openDb(at)).rejects.toBeInstanceOf(DbOpenError);
    db = await openDb(await url());
  });

  it("takes no status but the seven", async () => {
    const insert = (status: string): Promise<object[]> =>
      db.write((tx) =>
        tx.query(
          `insert into submissions (operation_id, upstream, environment, pool_id, status, fingerprint, content_hash, tasks,
             parameters, created_at, updated_at, created_by, search)
           values ('op', 'u', 'built-in', '1', $1, 'f', 'h', '[]', '{}', 1, 1, 'me', ' a') returning seq`,
          [status],
        ),
      );
    await expect(insert("lost")).rejects.toThrow(/constraint/i);
    await expect(insert("queued")).resolves.toHaveLength(1);
  });
});

describe("openDb", () => {
  it("says what a URL may be", async () => {
    await expect(openDb("mysql://x")).rejects.toThrow("DATABASE_URL must start with file: or postgres://.");
    await expect(openDb("file:")).rejects.toThrow("names no file");
    await expect(openDb("postgres://me:secret@:x")).rejects.toThrow(/^DATABASE_URL is not a valid URL(?!.*secret)/);
  });
});
