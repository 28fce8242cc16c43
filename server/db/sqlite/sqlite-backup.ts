import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { DbOpenError, messageOf } from "../failures.ts";
import { APPLICATION_ID } from "./sqlite.ts";
import { flushFolder, lockJournal, realPathOf } from "./sqlite-files.ts";

/** A copy under this name is not complete. */
const unfinished = (file: string): string => `${file}.unfinished`;

/**
 * Copies a journal into a new file, also while a server uses it: as it is at one moment, and checked. The file gets its name when it
 * is complete and on disk. Throws `DbOpenError`.
 */
export function backUpSqlite(journal: string, file: string): void {
  if (!existsSync(journal)) throw new DbOpenError(`There is no journal at ${journal}. Set DATABASE_URL or DATA_DIR.`);
  if (existsSync(file)) throw new DbOpenError(`${file} exists already. Give the backup another name.`);
  const copy = unfinished(file);
  discard(copy);
  try {
    const source = new DatabaseSync(journal, { readOnly: true, timeout: 10_000 });
    try {
      source.prepare("vacuum into ?").run(copy);
    } finally {
      source.close();
    }
    check(copy);
    complete(copy, file);
  } catch (error) {
    discard(copy);
    throw error instanceof DbOpenError ? error : new DbOpenError(`The backup failed: ${messageOf(error)}`, error);
  }
}

/**
 * Puts a backup in the place of a journal that no server uses; returns where the journal is now, null if there was none. Its next
 * start is on hold, since tasks may have been created after the backup. Throws `DbOpenError`: the journal is then as it was.
 */
export function restoreSqlite(journal: string, file: string): string | null {
  if (!existsSync(file)) throw new DbOpenError(`There is no backup at ${file}.`);
  check(file);
  const path = realPathOf(journal);
  const unlock = lockJournal(path);
  try {
    const copy = unfinished(path);
    copyFileSync(file, copy);
    const aside = existsSync(path) ? asideOf(path) : null;
    if (aside !== null) {
      moveLogIn(path);
      renameSync(path, aside);
    }
    complete(copy, path);
    return aside;
  } catch (error) {
    throw error instanceof DbOpenError ? error : new DbOpenError(`The restore failed: ${messageOf(error)}`, error);
  } finally {
    unlock();
  }
}

function asideOf(path: string): string {
  const day = new Date().toISOString().slice(0, 19).replaceAll(":", "");
  return `${path}.before-restore-${day}`;
}

/** Closing the last connection copies the write-ahead log into the file, so that the file alone is the whole journal. */
function moveLogIn(path: string): void {
  try {
    new DatabaseSync(path).close();
  } catch {
    // A damaged journal is kept as it is.
  }
  for (const ending of ["-wal", "-shm"]) rmSync(path + ending, { force: true });
}

/** Removes what a backup left that failed or was killed. */
function discard(copy: string): void {
  for (const ending of ["", "-journal"]) rmSync(copy + ending, { force: true });
}

/** Flushes a copy, and then gives it its name. */
function complete(copy: string, file: string): void {
  const opened = openSync(copy, "r+");
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
  renameSync(copy, file);
  flushFolder(dirname(file));
}

function check(file: string): void {
  const wrong = (why: string): DbOpenError => new DbOpenError(`${file} is no backup of a journal: ${why}.`);
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { readOnly: true });
    const { application_id: id } = database.prepare("pragma application_id").get() as { application_id: number };
    if (id !== APPLICATION_ID) throw wrong("it is another program's database");
    const { quick_check: found } = database.prepare("pragma quick_check(1)").get() as { quick_check: string };
    if (found !== "ok") throw wrong(found);
  } catch (error) {
    throw error instanceof DbOpenError ? error : wrong(messageOf(error));
  } finally {
    database?.close();
  }
}
