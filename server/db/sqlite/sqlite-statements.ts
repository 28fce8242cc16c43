import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { DbUnavailableError, messageOf } from "../failures.ts";

/** A connection to the file. Statements are prepared once. */
export interface Connection {
  database: DatabaseSync;
  run<Row extends object>(text: string, values?: unknown[]): Row[];
}

const MAX_STATEMENTS = 500;

export function connect(path: string, options: { readOnly: boolean }): Connection {
  const database = new DatabaseSync(path, { ...options, timeout: 5000 });
  // The process clock, which tests and the sender use too: for triggers and migrations. Constant within a statement, so
  // "deterministic" is allowed. A number would be passed as a real, whose division does not round; as a value too.
  database.function("now_ms", { deterministic: true }, () => BigInt(Date.now()));
  const statements = new Map<string, Prepared>();
  const prepare = (text: string): Prepared => {
    const known = statements.get(text);
    if (known) return known;
    const places = Math.max(0, ...[...text.matchAll(/\$(\d+)/g)].map(([, place]) => Number(place)));
    const numbered = withoutOwnJournal(text).replaceAll(/\$(\d+)/g, "?$1");
    // The time as one more value: SQLite would call the function for each place where it stands.
    const timed = numbered.replaceAll("now_ms()", `?${places + 1}`);
    const prepared = { statement: database.prepare(timed), timeAt: timed === numbered ? null : places };
    if (statements.size >= MAX_STATEMENTS) statements.clear();
    statements.set(text, prepared);
    return prepared;
  };
  return {
    database,
    run<Row extends object>(text: string, values: unknown[] = []) {
      const { statement, timeAt } = prepare(text);
      const given = values.map(bound);
      if (timeAt !== null) given[timeAt] = BigInt(Date.now());
      return statement.all(...given) as Row[];
    },
  };
}

/**
 * SQLite copies the pages that a statement changes, to undo a statement that fails halfway, and for that writes the text index
 * out, too. A failed statement undoes its whole unit (see `createCommits`), so none has to be undone alone.
 */
const withoutOwnJournal = (text: string): string =>
  text.replace(/^\s*insert into /, "insert or fail into ").replace(/^\s*update /, "update or fail ");

interface Prepared {
  statement: StatementSync;
  /** Which value is the time; null: none. */
  timeAt: number | null;
}

function bound(value: unknown): SQLInputValue {
  if (value === undefined) return null;
  if (typeof value === "boolean") return value ? 1 : 0;
  return value as SQLInputValue;
}

/** The primary result code behind an error of `node:sqlite`; undefined for any other error. https://sqlite.org/rescode.html */
export function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number") return undefined;
  return error.errcode & 0xff;
}

const UNAVAILABLE: Record<number, string> = {
  5: "the file is locked by another program",
  7: "memory is exhausted",
  8: "the file has become read-only",
  10: "reading or writing the file failed",
  11: "the file is damaged",
  13: "the disk is full",
  14: "the file cannot be opened",
  15: "the file's lock cannot be had",
  26: "the file is damaged",
};

/** A `DbUnavailableError` if the disk or the file failed, otherwise the same error. */
export function failureOf(error: unknown): unknown {
  const code = sqliteCode(error);
  const reason = code === undefined ? undefined : UNAVAILABLE[code];
  return reason === undefined
    ? error
    : new DbUnavailableError(`The journal can't be used now: ${reason} (${messageOf(error)}).`, error);
}
