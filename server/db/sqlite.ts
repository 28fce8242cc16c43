import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Db } from "./engine.ts";
import { DbOpenError, messageOf } from "./failures.ts";
import { MIGRATIONS_TABLE, migrationsOf, pendingMigrations } from "./migrate.ts";
import { createNotifications } from "./notifications.ts";
import { createCommits } from "./sqlite-commits.ts";
import { type Connection, connect, failureOf, sqliteCode } from "./sqlite-statements.ts";

/** Marks the file as ours ("TkDk"), so that another program's database is never written into. */
const APPLICATION_ID = 0x546b446b;
/** A larger file is not checked as a whole at start: that would take longer than a start may. */
const CHECKED_BYTES = 64 * 1024 * 1024;
/** How long a start waits for a process that is just ending. */
const LOCK_WAIT_MS = 500;

/** Opens the journal file, or begins it. Throws `DbOpenError`; a damaged file is left as it is. */
export function openSqlite(path: string): Db {
  const release = lock(path);
  let writer: Connection | undefined;
  let reader: Connection;
  try {
    writer = connect(path, { readOnly: false });
    prepareFile(writer, path);
    reader = connect(path, { readOnly: true });
  } catch (error) {
    writer?.database.close();
    release();
    throw openError(path, error);
  }
  const { database } = writer;
  const commits = createCommits(writer);
  const { tell, listen } = createNotifications();
  return {
    engine: "sqlite",
    now: "now_ms()",
    async query<Row extends object>(text: string, values?: unknown[]) {
      try {
        return reader.run<Row>(text, values);
      } catch (error) {
        throw failureOf(error);
      }
    },
    write: commits.write,
    execute: <Row extends object>(text: string, values?: unknown[]) =>
      commits.write((tx) => tx.query<Row>(text, values)),
    notify: tell,
    listen,
    async close() {
      await commits.idle();
      reader.database.close();
      database.close();
      release();
    },
  };
}

/**
 * A second small file, held locked for the life of the process: the system drops the lock even on `kill -9`, which no
 * file with a process id in it would notice. Returns the way to let go.
 */
function lock(path: string): () => void {
  let holder: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true });
    holder = new DatabaseSync(`${path}.lock`, { timeout: LOCK_WAIT_MS });
    holder.exec("pragma journal_mode = memory; begin exclusive");
  } catch (error) {
    holder?.close();
    if (sqliteCode(error) === 5)
      throw new DbOpenError(`The journal ${path} is in use by another running Task Desk: stop that one first.`, error);
    throw openError(path, error);
  }
  const held = holder;
  return () => held.close();
}

function prepareFile(writer: Connection, path: string): void {
  const isNew = writer.run("select 1 from sqlite_schema limit 1").length === 0;
  const mark = writer.run<{ application_id: number }>("pragma application_id")[0]?.application_id;
  if (!isNew && mark !== APPLICATION_ID)
    throw new DbOpenError(`The file ${path} is another program's database: let DATABASE_URL name a file of its own.`);
  if (!isNew && statSync(path).size <= CHECKED_BYTES) check(writer, path);
  writer.run("pragma journal_mode = wal");
  writer.run("pragma synchronous = full");
  writer.run("pragma foreign_keys = on");
  writer.run("pragma journal_size_limit = 67108864");
  writer.run("pragma cache_size = -16000");
  // 32 MB: copying the log into the file every 4 MB, the default, is a noticeable share of a busy minute.
  writer.run("pragma wal_autocheckpoint = 8000");
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
    `The journal ${path} is damaged (${found}). It has been left as it is: restore it from a backup, or move it away to begin a new one.`,
  );

function openError(path: string, error: unknown): DbOpenError {
  if (error instanceof DbOpenError) return error;
  const code = sqliteCode(error);
  if (code === 11 || code === 26) return damaged(path, messageOf(error));
  return new DbOpenError(`The journal ${path} cannot be opened: ${messageOf(failureOf(error))}`, error);
}
