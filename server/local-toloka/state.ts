import { join } from "node:path";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { type JsonObject, parseJson, stringifyJson } from "../../shared/values/json.ts";

/**
 * The state of the built-in Toloka, in its own SQLite file. All writes in one turn of the event loop are one transaction.
 * Requests are answered after its commit (`committed`), so no acknowledged task is lost if the process is killed.
 */
export interface State {
  all(sql: string, ...values: SQLInputValue[]): Record<string, unknown>[];
  one(sql: string, ...values: SQLInputValue[]): Record<string, unknown> | undefined;
  run(sql: string, ...values: SQLInputValue[]): void;
  /** Resolves when everything written so far is committed. */
  committed(): Promise<void>;
  close(): void;
}

const SCHEMA = `
  create table if not exists documents (kind text not null, id text not null, body text not null, primary key (kind, id)) without rowid;
  create table if not exists tasks (id text primary key, pool_id text not null, stamp integer not null, overlap integer,
    taken integer not null default 0, body text not null) without rowid;
  create table if not exists operations (id text primary key, type text not null, submitted integer not null, ends integer not null,
    success integer not null, parameters text not null, details text, log text) without rowid;
`;

export function openState(dataDir: string): State {
  const database = new DatabaseSync(join(dataDir, "local-toloka.sqlite"));
  database.exec("pragma journal_mode = wal; pragma synchronous = normal; pragma busy_timeout = 5000;");
  database.exec(SCHEMA);
  const statements = new Map<string, StatementSync>();
  let pending: { committed: Promise<void>; end: () => void } | null = null;

  function prepared(sql: string): StatementSync {
    let statement = statements.get(sql);
    if (!statement) {
      statement = database.prepare(sql);
      statements.set(sql, statement);
    }
    return statement;
  }
  function begin(): void {
    if (pending) return;
    database.exec("begin immediate");
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    promise.catch(() => {});
    const soon = setImmediate(end);
    pending = { committed: promise, end };
    function end(): void {
      clearImmediate(soon);
      pending = null;
      try {
        database.exec("commit");
        resolve();
      } catch (error) {
        if (database.isTransaction) database.exec("rollback");
        reject(error);
      }
    }
  }

  return {
    all: (sql, ...values) => prepared(sql).all(...values),
    one: (sql, ...values) => prepared(sql).get(...values),
    run(sql, ...values) {
      begin();
      prepared(sql).run(...values);
    },
    committed: () => pending?.committed ?? Promise.resolve(),
    close() {
      pending?.end();
      database.close();
    },
  };
}

export type DocumentKind = "project" | "pool" | "requester" | "training";

/** Parsed documents. There are few of them, and every creation reads some. */
const parsed = new WeakMap<State, Map<string, JsonObject>>();

export function document(state: State, kind: DocumentKind, id: string): JsonObject | null {
  const cache = parsed.get(state) ?? new Map<string, JsonObject>();
  parsed.set(state, cache);
  const key = `${kind} ${id}`;
  let found = cache.get(key);
  if (found === undefined) {
    const row = state.one("select body from documents where kind = ? and id = ?", kind, id);
    if (!row) return null;
    found = parseJson(String(row.body)) as JsonObject;
    cache.set(key, found);
  }
  return found;
}

export function documents(state: State, kind: DocumentKind): JsonObject[] {
  return state
    .all("select id from documents where kind = ? order by cast(id as integer)", kind)
    .map(({ id }) => document(state, kind, String(id))!);
}

export function putDocument(state: State, kind: DocumentKind, body: JsonObject): void {
  state.run(
    "insert into documents (kind, id, body) values (?, ?, ?) on conflict (kind, id) do update set body = excluded.body",
    kind,
    String(body.id),
    stringifyJson(body),
  );
  parsed.get(state)?.delete(`${kind} ${body.id}`);
}

/** A date in Toloka's form: UTC without a zone. */
export const plainDate = (ms: number): string => new Date(ms).toISOString().slice(0, -1);
