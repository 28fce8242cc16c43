import { statSync } from "node:fs";
import { dirname } from "node:path";
import type { Db, Queryable } from "../engine.ts";
import { DbOpenError, messageOf } from "../failures.ts";
import { MIGRATIONS_TABLE, migrationsOf, pendingMigrations } from "../migrate.ts";
import { createNotifications } from "../notifications.ts";
import { watchWrites } from "../write-health.ts";
import { createCheckpoints } from "./sqlite-checkpoints.ts";
import { createCommits } from "./sqlite-commits.ts";
import { flushFolder, lockJournal, realPathOf, watchFiles } from "./sqlite-files.ts";
import { openWriteAheadLog } from "./sqlite-flush.ts";
import { changeMarks, checkHome } from "./sqlite-home.ts";
import { createScans } from "./sqlite-scans.ts";
import { type Connection, connect, failureOf, sqliteCode } from "./sqlite-statements.ts";

/** Identifies the file as ours ("TkDk"): another program's database is never written to. */
export const APPLICATION_ID = 0x546b446b;
/** A larger file is not checked at start: that would take too long. */
const CHECKED_BYTES = 64 * 1024 * 1024;

/** Opens or creates the journal file. Throws `DbOpenError`; a damaged file is left unchanged. */
export function openSqlite(asked: string): Db {
  const { path, writer, reader, mark, unlock } = openFile(asked);
  const stillThere = watchFiles(path);
  const log = openWriteAheadLog(path);
  const scans = createScans(path);
  const commits = createCommits({ connection: writer, log, checkpoints: createCheckpoints(scans), stillThere });
  const { followed, failure } = watchWrites(commits.write);
  const marks = changeMarks(path, mark, commits.write);
  const write = <T>(unit: (tx: Queryable) => Promise<T>, isDurable = true): Promise<T> => {
    marks.written();
    return followed(commits.write(unit, isDurable));
  };
  const { notify, listen } = createNotifications();
  /** What was read may be of a transaction that is being flushed: nobody is told what a loss of power could undo. */
  const durable = async <T>(read: T): Promise<T> => {
    await commits.flushed();
    return read;
  };
  return {
    engine: "sqlite",
    now: "now_ms()",
    async query<Row extends object>(text: string, values?: unknown[]) {
      try {
        return await durable(reader.run<Row>(text, values));
      } catch (error) {
        throw failureOf(error);
      }
    },
    scan: async <Row extends object>(text: string, values?: unknown[]) => durable(await scans.run<Row>(text, values)),
    write: (unit) => write(unit),
    execute: <Row extends object>(text: string, values?: unknown[], options = { durable: true }) =>
      write((tx) => tx.query<Row>(text, values), options.durable),
    notify,
    listen,
    async failure() {
      try {
        stillThere();
      } catch (error) {
        return messageOf(error);
      }
      return failure();
    },
    async close() {
      await marks.close();
      await commits.idle();
      await scans.close();
      log.close();
      reader.database.close();
      writer.database.close();
      unlock();
    },
  };
}

/** Locks the file, opens it for writing and for reading, and migrates it. */
function openFile(asked: string) {
  let path = asked;
  let unlock: (() => void) | undefined;
  let writer: Connection | undefined;
  try {
    path = realPathOf(asked);
    unlock = lockJournal(path);
    writer = connect(path, { readOnly: false });
    prepareFile(writer, path);
    const mark = checkHome(writer, path);
    // From now on each commit is flushed by `openWriteAheadLog`. The log may be a new file.
    flushFolder(dirname(path));
    writer.run("pragma synchronous = normal");
    return { path, writer, reader: connect(path, { readOnly: true }), mark, unlock };
  } catch (error) {
    writer?.database.close();
    unlock?.();
    throw openError(path, error);
  }
}

function prepareFile(writer: Connection, path: string): void {
  const isNew = writer.run("select 1 from sqlite_schema limit 1").length === 0;
  const found = writer.run<{ application_id: number }>("pragma application_id")[0]?.application_id;
  if (!isNew && found !== APPLICATION_ID)
    throw new DbOpenError(`The file ${path} is another program's database. Set DATABASE_URL to a file of its own.`);
  if (!isNew && statSync(path).size <= CHECKED_BYTES) check(writer, path);
  writer.run("pragma journal_mode = wal");
  writer.run("pragma synchronous = full");
  writer.run("pragma foreign_keys = on");
  writer.run("pragma journal_size_limit = 67108864");
  writer.run("pragma cache_size = -16000");
  // `createCheckpoints` copies the log long before. This limits it to 256 MB if that fails.
  writer.run("pragma wal_autocheckpoint = 64000");
  if (isNew) writer.run(`pragma application_id = ${APPLICATION_ID}`);
  migrate(writer);
}

function check(writer: Connection, path: string): void {
  const [found] = writer.run<{ quick_check: string }>("pragma quick_check(1)");
  if (found?.quick_check !== "ok") throw damaged(path, found?.quick_check ?? "no answer");
}

function migrate(writer: Connection): void {
  writer.run("begin immediate");
  writer.run(MIGRATIONS_TABLE);
  const applied = writer.run<{ version: number }>("select version from migrations").map(({ version }) => version);
  for (const { version, name, sql } of pendingMigrations(migrationsOf("sqlite"), applied)) {
    writer.database.exec(sql);
    writer.run("insert into migrations (version, name, applied_at) values ($1, $2, now_ms())", [version, name]);
  }
  writer.run("commit");
}

const damaged = (path: string, found: string): DbOpenError =>
  new DbOpenError(
    `The journal ${path} is damaged (${found}). It was not changed. Restore a backup, or move the file away to start with an empty journal.`,
  );

function openError(path: string, error: unknown): DbOpenError {
  if (error instanceof DbOpenError) return error;
  const code = sqliteCode(error);
  if (code === 11 || code === 26) return damaged(path, messageOf(error));
  return new DbOpenError(`The journal ${path} can't be opened: ${messageOf(failureOf(error))}`, error);
}
