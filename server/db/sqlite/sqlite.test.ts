import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { afterAll, expect, it } from "vitest";
import { type Db, openDb, type Queryable } from "../db.ts";
import { DbOpenError, DbUnavailableError } from "../failures.ts";

const folder = mkdtempSync(join(tmpdir(), "task-desk-sqlite-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
const newPath = (): string => join(folder, "made-when-missing", `${++files}.sqlite`);

const add = (tx: Queryable, id: string, payload = "op"): Promise<object[]> =>
  tx.query("insert into task_owners (upstream, task_id, operation_id) values ('here', $1, $2)", [id, payload]);
const owned = async (db: Queryable): Promise<string[]> =>
  (await db.query<{ task_id: string }>("select task_id from task_owners order by task_id")).map((row) => row.task_id);

/** Another process that opens the journal and writes rows until it is killed, naming each once it is acknowledged. */
function startWriter(path: string): { child: ChildProcess; lines: AsyncIterableIterator<string> } {
  const program = `
    const { openDb } = await import(${JSON.stringify(new URL("../db.ts", import.meta.url).href)});
    const db = await openDb("file:" + process.argv[1]);
    for (let index = 0; ; index++) {
      const ids = ["a", "b", "c"].map((letter) => letter + index);
      await Promise.all(ids.map((id) => db.write((tx) =>
        tx.query("insert into task_owners (upstream, task_id, operation_id) values ('here', $1, 'op')", [id]))));
      process.stdout.write(ids.join("\\n") + "\\n");
    }`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program, path], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return { child, lines: createInterface({ input: child.stdout! })[Symbol.asyncIterator]() };
}

it("shares one transaction among the units of a moment", async () => {
  const db = await openDb(`file:${newPath()}`);
  const seen: string[][] = [];
  await Promise.all(
    ["a", "b", "c"].map((id) =>
      db.write(async (tx) => {
        await add(tx, id);
        seen.push(await owned(tx));
        expect(await owned(db)).toEqual([]);
      }),
    ),
  );
  expect(seen).toEqual([["a"], ["a", "b"], ["a", "b", "c"]]);
  expect(await owned(db)).toEqual(["a", "b", "c"]);
  await db.close();
});

it("finishes the writes under way before it closes", async () => {
  const path = newPath();
  const db = await openDb(`file:${path}`);
  const written = db.write((tx) => add(tx, "a"));
  await db.close();
  await written;
  const again = await openDb(`file:${path}`);
  expect(await owned(again)).toEqual(["a"]);
  await again.close();
});

it("is one process's alone, and loses nothing acknowledged when that is killed", async () => {
  const path = newPath();
  const { child, lines } = startWriter(path);
  const acknowledged: string[] = [];
  while (acknowledged.length < 60) acknowledged.push((await lines.next()).value);
  await expect(openDb(`file:${path}`)).rejects.toThrow(`The journal ${path} is in use by another Task Desk`);
  child.kill("SIGKILL");
  await once(child, "exit");
  for await (const line of lines) acknowledged.push(line);
  const db = await openDb(`file:${path}`);
  expect(await owned(db)).toEqual(expect.arrayContaining(acknowledged));
  await db.close();
}, 30_000);

async function fill(path: string): Promise<void> {
  const db = await openDb(`file:${path}`);
  await db.write(async (tx) => {
    for (let index = 0; index < 200; index++) await add(tx, `t${index}`, "x".repeat(500));
  });
  await db.close();
}

it.each([
  ["no database at all", (bytes: Buffer) => bytes.fill("not a database ")],
  ["damaged in the middle", (bytes: Buffer) => bytes.fill(0xa5, 4096 * 30)],
  ["cut short", (bytes: Buffer) => bytes.subarray(0, 4096 * 20)],
])("stops at a file that is %s, and leaves it as it is", async (_what, damage) => {
  const path = newPath();
  await fill(path);
  const bytes = damage(readFileSync(path));
  writeFileSync(path, bytes);
  const opened = openDb(`file:${path}`);
  await expect(opened).rejects.toBeInstanceOf(DbOpenError);
  await expect(opened).rejects.toThrow(/^The journal .* is damaged \(.*was not changed\. Restore a backup[^\n]*$/);
  expect(readFileSync(path).equals(bytes)).toBe(true);
});

it("does not write into another program's database", async () => {
  const path = join(folder, "other.sqlite");
  const other = new DatabaseSync(path);
  other.exec("create table theirs (a)");
  other.close();
  await expect(openDb(`file:${path}`)).rejects.toThrow("another program's database");
});

it("says why a file cannot be opened", async () => {
  writeFileSync(join(folder, "a-file"), "");
  await expect(openDb(`file:${join(folder, "a-file", "journal.sqlite")}`)).rejects.toThrow(/can't be opened: [^\n]*$/);
});

/** Lets the file grow by `pages` and no more, as a full disk would. */
async function leaveRoom(db: Db, pages: number | null): Promise<void> {
  await db.write(async (tx) => {
    const [size] = await tx.query<{ page_count: number }>("pragma page_count");
    await tx.query(`pragma max_page_count = ${pages === null ? 4_294_967_294 : size!.page_count + pages}`);
  });
}

it("refuses what a full disk has no room for, keeps the rest, and goes on when there is room", async () => {
  const db = await openDb(`file:${newPath()}`);
  await db.write((tx) => add(tx, "before"));
  await leaveRoom(db, 2);
  const results = await Promise.allSettled([
    db.write((tx) => add(tx, "small")),
    db.write((tx) => add(tx, "large", "x".repeat(100_000))),
    db.write((tx) => add(tx, "small-too")),
  ]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect((results[1] as PromiseRejectedResult).reason).toBeInstanceOf(DbUnavailableError);
  expect((results[1] as PromiseRejectedResult).reason.message).toContain("the disk is full");
  expect(await owned(db)).toEqual(["before", "small", "small-too"]);
  await leaveRoom(db, null);
  await db.write((tx) => add(tx, "large", "x".repeat(100_000)));
  expect(await owned(db)).toEqual(["before", "large", "small", "small-too"]);
  await db.close();
});

it("reads long lists beside everything else, and goes on after a statement that fails", async () => {
  const db = await openDb(`file:${newPath()}`);
  let read = false;
  const long = db
    .scan<{ count: number }>(
      "with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 3000000) select count(*) as count from numbers",
    )
    .then((rows) => {
      read = true;
      return rows;
    });
  for (let index = 0; index < 20; index++) await db.write((tx) => add(tx, `t${index}`));
  expect(await owned(db)).toHaveLength(20);
  expect(read).toBe(false);
  expect(await long).toEqual([{ count: 3_000_000 }]);
  await expect(db.scan("select 1 from nowhere")).rejects.toThrow("no such table: nowhere");
  await expect(db.scan("delete from task_owners")).rejects.toThrow("readonly");
  expect(await db.scan("select count(*) as count from task_owners where operation_id = $1", ["op"])).toEqual([
    { count: 20 },
  ]);
  await db.close();
});

it("copies the write-ahead log into the file, so that it does not grow without end", async () => {
  const path = newPath();
  const db = await openDb(`file:${path}`);
  const payload = "x".repeat(9_000);
  for (let index = 0; index < 12_000; index += 250)
    await Promise.all(Array.from({ length: 250 }, (_, at) => db.write((tx) => add(tx, `t${index + at}`, payload))));
  expect(statSync(path).size).toBeGreaterThan(60_000_000);
  expect(statSync(`${path}-wal`).size).toBeLessThan(100_000_000);
  await db.close();
}, 60_000);
