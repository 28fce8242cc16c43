import type { Db } from "./engine.ts";
import { DbOpenError } from "./failures.ts";
import { openPostgres } from "./postgres/postgres.ts";
import { openSqlite } from "./sqlite/sqlite.ts";

export type { Db, Queryable } from "./engine.ts";

/**
 * Opens the journal and brings its schema up to date.
 * `url`: `file:/absolute/path.sqlite` (one process at a time) or `postgres://…` (any number of replicas).
 * `waiting` is called if the database cannot be reached yet. Throws `DbOpenError`.
 */
export async function openDb(url: string, waiting: (sentence: string) => void = () => {}): Promise<Db> {
  if (url.startsWith("file:")) return openSqlite(filePath(url));
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgres(url, waiting);
  throw new DbOpenError("DATABASE_URL must start with file: or postgres://.");
}

/** The path in `file:/a`, `file:///a` or `file:a`. It is not decoded: `%20` and `#` stand for themselves. */
function filePath(url: string): string {
  const path = url.slice("file:".length).replace(/^\/\/(?=\/)/, "");
  if (path === "" || path.startsWith("//")) throw new DbOpenError(`DATABASE_URL "${url}" names no file.`);
  return path;
}
