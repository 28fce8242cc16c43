import { randomUUID } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Db } from "../engine.ts";
import { HOLD, NOTE_HOME } from "../hold.ts";
import type { Connection } from "./sqlite-statements.ts";

/** While the journal is written, its mark changes this often. Milliseconds. */
const MARK_EVERY_MS = 1_000;

const REASON = "The journal was restored from a backup, copied, or moved to another disk since its last start";

/**
 * Notices that the file is not the one that was in use here last: a restored backup, or a copy. Beside the journal lies a
 * folder with one empty file, whose name is the mark that the journal has noted, or noted before that. The mark changes at
 * every start and, while anything is written, every second: a backup knows only an old one. A folder copied along with
 * the journal is known by its file's inode and time of birth, which no copy shares (device numbers are not compared:
 * they may change with every mount). If anything differs, the journal goes on hold, with the new place noted, in one
 * transaction. Returns the present mark.
 */
export function checkHome(connection: Connection, path: string): string {
  const folder = folderOf(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const marks = readdirSync(folder);
  const [noted] = connection.run<Noted>("select place, mark, previous_mark from journal_home");
  const [mark] = marks;
  if (noted && marks.length === 1 && mark !== undefined && isNoted(noted, mark, path)) return mark;
  const isEmpty = connection.run("select 1 from submissions limit 1").length === 0;
  const moved = !isEmpty && (noted !== undefined || marks.length > 0);
  // A crash from here on leaves a mark that no journal has noted: the next start holds, too.
  for (const other of marks) rmSync(join(folder, other), { recursive: true });
  const next = randomUUID();
  closeSync(openSync(join(folder, next), "wx", 0o600));
  flush(folder);
  flush(dirname(folder));
  connection.run("begin immediate");
  connection.run(NOTE_HOME, [placeOf(path, next), next]);
  if (moved) connection.run(HOLD, [Date.now(), REASON]);
  connection.run("commit");
  return next;
}

interface Noted {
  place: string;
  mark: string;
  previous_mark: string | null;
}

const isNoted = (noted: Noted, mark: string, path: string): boolean =>
  [noted.mark, noted.previous_mark].includes(mark) && noted.place === placeOf(path, mark);

const folderOf = (path: string): string => `${path}.home`;

function placeOf(path: string, mark: string): string {
  const sidecar = statSync(join(folderOf(path), mark), { bigint: true });
  const journal = statSync(path, { bigint: true });
  return `${sidecar.ino} ${sidecar.birthtimeNs} ${journal.ino}`;
}

/**
 * Changes the mark: at once, and then while the journal is written. `write` is the journal's own. The journal notes the
 * next mark before the file gets its name, so a crash in between is no move.
 */
export function changeMarks(path: string, first: string, write: Db["write"]) {
  const folder = folderOf(path);
  let mark = first;
  let timer: NodeJS.Timeout | undefined;
  let changing: Promise<void> = Promise.resolve();

  async function change(): Promise<void> {
    const next = randomUUID();
    try {
      await write((tx) => tx.query("update journal_home set previous_mark = $1, mark = $2", [mark, next]));
      renameSync(join(folder, mark), join(folder, next));
      mark = next;
      flush(folder);
    } catch {
      // A disk that is full is told by the writes that failed. A mark that is gone makes the next start hold.
    }
  }
  function changeNow(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    changing = changing.then(change);
    return changing;
  }
  void changeNow();
  return {
    written(): void {
      timer ??= setTimeout(() => void changeNow(), MARK_EVERY_MS).unref();
    },
    close: (): Promise<void> => (timer === undefined ? changing : changeNow()),
  };
}

/** Makes a folder's entries survive a power loss. Windows opens no folders, and needs no such thing. */
function flush(folder: string): void {
  if (process.platform === "win32") return;
  const opened = openSync(folder, "r");
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
