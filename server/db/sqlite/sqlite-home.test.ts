import { chownSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, describe, expect, it } from "vitest";
import { type Db, openDb } from "../db.ts";

const root = mkdtempSync(join(tmpdir(), "task-desk-home-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let folders = 0;
function newFolder(): string {
  const folder = join(root, String(++folders));
  mkdirSync(folder);
  return folder;
}

const open = (folder: string): Promise<Db> => openDb(`file:${join(folder, "journal.sqlite")}`);
const submit = (db: Db, id: string): Promise<object[]> =>
  db.execute(
    `insert into submissions (operation_id, upstream, environment, pool_id, status, fingerprint, content_hash, tasks,
       parameters, created_at, updated_at, created_by, search)
     values ($1, 'u', 'built-in', '1', 'queued', 'f', 'h', '[]', '{}', 1, 1, 'me', ' a')`,
    [id],
  );
const isHeld = async (db: Db): Promise<boolean> =>
  (await db.query<{ held_since: number | null }>("select held_since from journal_home"))[0]?.held_since !== null;

/** Opens the journal in `folder` and closes it again; whether it is on hold. */
async function heldIn(folder: string): Promise<boolean> {
  const db = await open(folder);
  const held = await isHeld(db);
  await db.close();
  return held;
}

/** A folder with a closed journal that has a submission. */
async function withJournal(): Promise<string> {
  const folder = newFolder();
  const db = await open(folder);
  await submit(db, "first");
  await db.close();
  return folder;
}

describe("no hold", () => {
  it("for a new journal, and after ordinary restarts", async () => {
    const folder = await withJournal();
    for (let start = 0; start < 3; start++) expect(await heldIn(folder)).toBe(false);
  });

  it("after the folder was renamed and its files were given to a user again, as a volume is at every mount", async () => {
    const folder = await withJournal();
    const renamed = `${folder}-renamed`;
    renameSync(folder, renamed);
    const { getuid, getgid } = process;
    for (const name of ["journal.sqlite", "journal.sqlite.home"])
      if (getuid && getgid) chownSync(join(renamed, name), getuid(), getgid());
    expect(await heldIn(renamed)).toBe(false);
  });

  it("for a journal of a release that noted no place", async () => {
    const folder = await withJournal();
    const database = new DatabaseSync(join(folder, "journal.sqlite"));
    database.exec("delete from journal_home");
    database.close();
    rmSync(join(folder, "journal.sqlite.home"), { recursive: true });
    expect(await heldIn(folder)).toBe(false);
  });

  it("for a new journal where another was", async () => {
    const folder = await withJournal();
    rmSync(join(folder, "journal.sqlite"));
    expect(await heldIn(folder)).toBe(false);
  });
});

describe("a hold", () => {
  it("for a backup of this very run, copied back over the file", async () => {
    const folder = newFolder();
    const db = await open(folder);
    await submit(db, "first");
    const backup = join(folder, "backup.sqlite");
    const reader = new DatabaseSync(join(folder, "journal.sqlite"), { readOnly: true });
    reader.exec(`vacuum into '${backup}'`);
    reader.close();
    await submit(db, "second");
    await db.close();
    copyFileSync(backup, join(folder, "journal.sqlite"));
    expect(await heldIn(folder)).toBe(true);
    // It lasts until it is released.
    expect(await heldIn(folder)).toBe(true);
  });

  it("for a folder copied as a whole, while the original goes on without", async () => {
    const folder = await withJournal();
    const copy = newFolder();
    cpSync(folder, copy, { recursive: true, preserveTimestamps: true });
    expect(await heldIn(copy)).toBe(true);
    expect(await heldIn(folder)).toBe(false);
  });

  it("for a folder copied back over the original as a whole", async () => {
    const folder = await withJournal();
    const copy = newFolder();
    cpSync(folder, copy, { recursive: true, preserveTimestamps: true });
    expect(await heldIn(folder)).toBe(false);
    cpSync(copy, folder, { recursive: true, preserveTimestamps: true });
    expect(await heldIn(folder)).toBe(true);
  });

  it("for a folder removed and copied back", async () => {
    const folder = await withJournal();
    const copy = newFolder();
    cpSync(folder, copy, { recursive: true, preserveTimestamps: true });
    rmSync(folder, { recursive: true });
    cpSync(copy, folder, { recursive: true, preserveTimestamps: true });
    expect(await heldIn(folder)).toBe(true);
  });

  it("for a journal without its file in the folder", async () => {
    const folder = await withJournal();
    rmSync(join(folder, "journal.sqlite.home"), { recursive: true });
    expect(await heldIn(folder)).toBe(true);
  });
});
