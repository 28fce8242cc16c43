import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import type { Health } from "../../shared/api/health.ts";
import { type SpawnedDesk, spawnDesk, temporaryFolder } from "../support/desk/spawned-desk.ts";
import { until } from "../support/until.ts";

const COMMAND = join(import.meta.dirname, "../../server/backup-command.ts");
const environment = (dataDir: string) => ({ PATH: process.env.PATH, DATA_DIR: dataDir });

/** What the command printed, and its exit code. `limit`: the most that it may write to a file, in units of 512 bytes. */
async function run(dataDir: string, action: "backup" | "restore", file: string, limit = "unlimited") {
  const command = ["-c", `ulimit -f ${limit}; exec "$0" "$@"`, process.execPath, COMMAND, action, file];
  const child = execFile("sh", command, { env: environment(dataDir) });
  let said = "";
  for (const stream of [child.stdout!, child.stderr!])
    stream.on("data", (text: string) => {
      said += text;
    });
  const [code] = await once(child, "close");
  return { code, said };
}

let created = 0;
async function create(desk: SpawnedDesk): Promise<void> {
  const image = `https://example.com/backed-up-${created++}.jpg`;
  const task = { pool_id: "1080020", input_values: { image }, overlap: 1 };
  expect(await desk.call("POST", "/api/submissions?wait=20", { task })).toMatchObject({ status: 201 });
}
const health = async (desk: SpawnedDesk) => (await desk.call("GET", "/api/health")).body as unknown as Health;
const rowsIn = (file: string): number => {
  const database = new DatabaseSync(file, { readOnly: true });
  const { count } = database.prepare("select count(*) as count from submissions").get() as { count: number };
  database.close();
  return count;
};

it("a journal is backed up while it is used, and restored on hold; the former one is kept", async () => {
  const desk = await spawnDesk();
  const file = join(desk.dataDir, "backup.sqlite");
  try {
    await create(desk);
    const [backup] = await Promise.all([run(desk.dataDir, "backup", file), create(desk)]);
    expect(backup).toEqual({ code: 0, said: expect.stringContaining(`The journal was backed up to ${file}.`) });
    expect(await run(desk.dataDir, "backup", file)).toEqual({
      code: 1,
      said: `${file} exists already. Give the backup another name.\n`,
    });
    await create(desk);
    const rows = rowsIn(file);
    expect([1, 2]).toContain(rows);
    expect(await run(desk.dataDir, "restore", file)).toEqual({
      code: 1,
      said: expect.stringContaining("is in use by another Task Desk. Stop that one first."),
    });
    await desk.stop();
    const { code, said } = await run(desk.dataDir, "restore", file);
    expect([code, said]).toEqual([0, expect.stringContaining("The next start is on hold")]);
    expect(rowsIn(/The former one is (\S+)\. /.exec(said)![1]!)).toBe(3);
    await desk.start();
    expect((await health(desk)).hold).not.toBeNull();
    expect(rowsIn(join(desk.dataDir, "journal.sqlite"))).toBe(rows);
    await desk.call("POST", "/api/journal/release");
    await create(desk);
  } finally {
    await desk.remove();
  }
});

it("a backup that is killed or finds no room leaves no file of that name, and the next one succeeds", async () => {
  const dataDir = await temporaryFolder();
  const desk = await spawnDesk({ dataDir });
  const file = join(dataDir, "backup.sqlite");
  try {
    await create(desk);
    // Large enough that a backup takes a while.
    await desk.stop();
    const database = new DatabaseSync(join(dataDir, "journal.sqlite"));
    database.exec(`create table filler as
      with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 20000)
      select n, hex(randomblob(2000)) as text from numbers`);
    database.close();
    const child = spawn(process.execPath, [COMMAND, "backup", file], { env: environment(dataDir), stdio: "ignore" });
    await until("the backup to have begun", () => existsSync(`${file}.unfinished`), undefined, 1);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(existsSync(file)).toBe(false);
    expect(await run(dataDir, "backup", file, "20000")).toEqual({
      code: 1,
      said: expect.stringMatching(/^The backup failed: /),
    });
    expect(readdirSync(dataDir).filter((name) => name.startsWith("backup"))).toEqual([]);
    expect((await run(dataDir, "backup", file)).code).toBe(0);
    expect(rowsIn(file)).toBe(1);
  } finally {
    await desk.remove();
  }
});

it("what is no backup of a journal is not restored, and the journal stays as it is", async () => {
  const dataDir = await temporaryFolder();
  const desk = await spawnDesk({ dataDir });
  await create(desk);
  await desk.stop();
  const other = join(dataDir, "other.sqlite");
  new DatabaseSync(other).exec("create table theirs (a)");
  const text = join(dataDir, "text.sqlite");
  writeFileSync(text, "not a database ".repeat(1000));
  const refused = (file: string) => run(dataDir, "restore", file);
  expect(await refused(other)).toEqual({ code: 1, said: expect.stringContaining("it is another program's database") });
  expect(await refused(text)).toEqual({ code: 1, said: expect.stringContaining("is no backup of a journal") });
  expect(await refused(join(dataDir, "none"))).toEqual({
    code: 1,
    said: expect.stringContaining("There is no backup at"),
  });
  await desk.start();
  expect((await health(desk)).hold).toBeNull();
  await desk.remove();
});
