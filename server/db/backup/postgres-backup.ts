import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, renameSync, rmSync } from "node:fs";
import { DbOpenError } from "../failures.ts";

/**
 * Runs one of PostgreSQL's own programs. The URL's password goes by the environment, where other users cannot see it. Throws
 * `DbOpenError` with the first line that it printed.
 */
async function run(program: string, args: string[], url: string): Promise<void> {
  const { username, password, hostname, port, pathname } = new URL(url);
  const env = {
    ...process.env,
    PGHOST: decodeURIComponent(hostname) || undefined,
    PGPORT: port || undefined,
    PGUSER: decodeURIComponent(username) || undefined,
    PGPASSWORD: decodeURIComponent(password) || undefined,
    PGDATABASE: decodeURIComponent(pathname.slice(1)) || undefined,
  };
  const child = spawn(program, args, { env, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const [code] = await once(child, "close").catch(() => {
    throw new DbOpenError(`${program} was not found. Install PostgreSQL's client programs.`);
  });
  if (code !== 0) throw new DbOpenError(`${program} failed: ${said.split("\n")[0]}`);
}

/** Backs up a database with `pg_dump`, also while servers use it. The file gets its name when it is complete. */
export async function backUpPostgres(url: string, file: string): Promise<void> {
  if (existsSync(file)) throw new DbOpenError(`${file} exists already. Give the backup another name.`);
  const copy = `${file}.unfinished`;
  try {
    await run("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", `--file=${copy}`], url);
    renameSync(copy, file);
  } finally {
    rmSync(copy, { force: true });
  }
}

/**
 * Restores a backup with `pg_restore` in one transaction, which replaces the tables; stop all servers first. The next start is on
 * hold. Throws `DbOpenError`: the database is then as it was.
 */
export async function restorePostgres(url: string, file: string): Promise<void> {
  if (!existsSync(file)) throw new DbOpenError(`There is no backup at ${file}.`);
  const { pathname } = new URL(url);
  const options = ["--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"];
  await run("pg_restore", [...options, `--dbname=${decodeURIComponent(pathname.slice(1))}`, file], url);
}
