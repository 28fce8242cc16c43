import { randomUUID } from "node:crypto";
import { closeSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Db } from "../engine.ts";
import { HOLD, NOTE_HOME } from "../hold.ts";
import { flushFolder } from "./sqlite-files.ts";
import type { Connection } from "./sqlite-statements.ts";

/** How often the mark changes while the journal is written. Milliseconds. */
const MARK_EVERY_MS = 1_000;

const REASON = "The journal was restored from a backup, copied or moved to another disk";

/**
 * Puts the journal on hold if its file is a restored backup or a copy. A folder beside the journal contains one empty file,
 * whose name is the mark: a random id that the journal has noted. The mark changes at every start and, while the journal is
 * written, every second, so a backup contains an old one. If the folder was copied too, the inode and birth time of its file
 * differ (device numbers are not compared: they may change with every mount). The hold and the new place are written in one
 * transaction. Returns the current mark.
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
  // After a crash from here on, the folder has a mark that the journal has not noted: the next start holds, too.
  for (const other of marks) rmSync(join(folder, other), { recursive: true });
  const next = randomUUID();
  closeSync(openSync(join(folder, next), "wx", 0o600));
  flushFolder(folder);
  flushFolder(dirname(folder));
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
 * Changes the mark at once, and then while the journal is written. The journal notes the next mark before the file is renamed,
 * so a crash in between causes no hold.
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
      flushFolder(folder);
    } catch {
      // Failed writes report a full disk. A missing mark makes the next start hold.
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
