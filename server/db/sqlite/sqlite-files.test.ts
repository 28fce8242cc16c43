import { linkSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, unlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type Db, openDb } from "../db.ts";
import { DbUnavailableError } from "../failures.ts";

const root = mkdtempSync(join(tmpdir(), "task-desk-files-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let folders = 0;
function newFolder(): string {
  const folder = join(root, String(++folders));
  mkdirSync(folder);
  return folder;
}

const add = (db: Db, id: string): Promise<object[]> =>
  db.execute("insert into task_owners (upstream, task_id, operation_id) values ('here', $1, 'op')", [id]);

describe("a journal that is in use", () => {
  it("is locked under every path that links lead from", async () => {
    const folder = newFolder();
    const path = join(folder, "journal.sqlite");
    const db = await openDb(`file:${path}`);
    symlinkSync(path, join(folder, "link.sqlite"));
    symlinkSync(folder, join(root, "linked-folder"));
    for (const other of [join(folder, "link.sqlite"), join(root, "linked-folder", "journal.sqlite")])
      await expect(openDb(`file:${other}`)).rejects.toThrow("is in use by another Task Desk");
    await db.close();
  });

  it("is locked when the link was there before the file", async () => {
    const folder = newFolder();
    symlinkSync("journal.sqlite", join(folder, "link.sqlite"));
    const db = await openDb(`file:${join(folder, "link.sqlite")}`);
    await expect(openDb(`file:${join(folder, "journal.sqlite")}`)).rejects.toThrow("is in use by another Task Desk");
    await db.close();
  });

  it("is refused under a second name, and under its own while it has two", async () => {
    const folder = newFolder();
    const path = join(folder, "journal.sqlite");
    const db = await openDb(`file:${path}`);
    const second = join(newFolder(), "journal.sqlite");
    linkSync(path, second);
    await expect(openDb(`file:${second}`)).rejects.toThrow(/has 2 hard links.*Remove the other links/);
    await add(db, "a");
    await db.close();
    await expect(openDb(`file:${path}`)).rejects.toThrow("has 2 hard links");
    unlinkSync(second);
    await (await openDb(`file:${path}`)).close();
  });
});

describe("a file that is gone while the journal is open", () => {
  it.each(["journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm", "journal.sqlite.lock"])(
    "%s: nothing is acknowledged any more, until it is back",
    async (name) => {
      const folder = newFolder();
      const db = await openDb(`file:${join(folder, "journal.sqlite")}`);
      await add(db, "before");
      expect(await db.failure()).toBeNull();
      renameSync(join(folder, name), join(folder, "moved"));
      const written = add(db, "lost");
      await expect(written).rejects.toBeInstanceOf(DbUnavailableError);
      await expect(written).rejects.toThrow(`file ${name} was deleted, moved or replaced`);
      expect(await db.failure()).toContain(name);
      renameSync(join(folder, "moved"), join(folder, name));
      await add(db, "after");
      expect(await db.failure()).toBeNull();
      await db.close();
    },
  );
});
