import { closeSync, fsyncSync, lstatSync, mkdirSync, openSync, readlinkSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { DbOpenError, DbUnavailableError } from "../failures.ts";
import { sqliteCode } from "./sqlite-statements.ts";

/** How long a start waits for a process that is ending. */
const LOCK_WAIT_MS = 500;

/**
 * The real path of the journal, with all links resolved: the lock and SQLite's own files lie beside it. Creates its folder. The
 * file need not exist.
 */
export function realPathOf(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  const inFolder = join(realpathSync.native(dirname(path)), basename(path));
  const found = lstatSync(inFolder, { throwIfNoEntry: false });
  if (found === undefined) return inFolder;
  if (!found.isSymbolicLink()) return realpathSync.native(inFolder);
  return realPathOf(resolve(dirname(inFolder), readlinkSync(inFolder)));
}

/**
 * Locks the journal for the life of the process, with a small file beside it. The system releases the lock even after
 * `kill -9`. Returns the function that unlocks it. Throws `DbOpenError` if another process holds it, or if the journal has
 * several names (hard links): each would have its own lock.
 */
export function lockJournal(path: string): () => void {
  let holder: DatabaseSync | undefined;
  try {
    holder = new DatabaseSync(`${path}.lock`, { timeout: LOCK_WAIT_MS });
    holder.exec("pragma journal_mode = memory; begin exclusive");
    const names = statSync(path, { throwIfNoEntry: false })?.nlink ?? 1;
    if (names > 1)
      throw new DbOpenError(
        `The journal ${path} has ${names} hard links, so it can't be locked. Remove the other links.`,
      );
  } catch (error) {
    holder?.close();
    if (sqliteCode(error) === 5)
      throw new DbOpenError(`The journal ${path} is in use by another Task Desk. Stop that one first.`, error);
    throw error;
  }
  const held = holder;
  return () => held.close();
}

/**
 * Watches the files of an open journal: SQLite continues to write to a deleted file, which nobody can read again. The returned
 * function throws `DbUnavailableError` if a file is not the one that was opened. It is called for every commit, since it takes
 * little time compared with the flush to disk.
 */
export function watchFiles(path: string): () => void {
  const opened = ["", "-wal", "-shm", ".lock"].map((ending) => ({
    name: basename(path) + ending,
    path: path + ending,
    inode: inodeOf(path + ending),
  }));
  return () => {
    for (const file of opened)
      if (inodeOf(file.path) !== file.inode)
        throw new DbUnavailableError(
          `The journal's file ${file.name} was deleted, moved or replaced while Task Desk was running. Move it back, or stop Task Desk and restore a backup.`,
        );
  };
}

function inodeOf(path: string): string | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? null : `${found.dev}:${found.ino}`;
}

/** Makes a folder's entries survive a power loss. Not possible, and not necessary, on Windows. */
export function flushFolder(folder: string): void {
  if (process.platform === "win32") return;
  const opened = openSync(folder, "r");
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
