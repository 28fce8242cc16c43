import type { Import, ImportStatus } from "../../shared/api/imports/import-routes.ts";
import type { Environment } from "../../shared/submission.ts";
import type { Db, Queryable } from "../db/db.ts";

/** A row of `imports`. Times are milliseconds since 1970. */
export interface ImportRow {
  seq: number;
  /** null: the upload is not complete. */
  import_id: string | null;
  idempotency_key: string | null;
  content_hash: string | null;
  upstream: string;
  environment: Environment;
  pool_id: string;
  mode: "all" | "skip";
  allow_defaults: boolean;
  open_pool: boolean;
  state: "running" | "paused" | "cancelled";
  row_count: number;
  pending: number;
  created: number;
  rejected: number;
  uncertain: number;
  cancelled: number;
  created_by: string;
  created_at: number;
  updated_at: number;
}

/** SQLite returns booleans as numbers. */
type Stored = Omit<ImportRow, "allow_defaults" | "open_pool"> & {
  allow_defaults: boolean | number;
  open_pool: boolean | number;
};
const rowOf = (stored: Stored): ImportRow => ({
  ...stored,
  allow_defaults: Boolean(stored.allow_defaults),
  open_pool: Boolean(stored.open_pool),
});

async function rowsOf(db: Queryable, where: string, values: unknown[]): Promise<ImportRow[]> {
  return (await db.query<Stored>(`select * from imports where ${where}`, values)).map(rowOf);
}

/** The import with this id; `null` if there is none. */
export async function findImport(db: Queryable, importId: string): Promise<ImportRow | null> {
  return (await rowsOf(db, "import_id = $1", [importId]))[0] ?? null;
}

/** The import that was accepted under this idempotency key. */
export async function findByKey(db: Queryable, upstreams: string[], key: string): Promise<ImportRow | null> {
  const places = upstreams.map((_key, index) => `$${index + 2}`).join(", ");
  const where = `idempotency_key = $1 and import_id is not null and upstream in (${places})`;
  return (await rowsOf(db, where, [key, ...upstreams]))[0] ?? null;
}

/** Accepted imports before `cursor`, newest first. */
export function listImportRows(
  db: Queryable,
  upstreams: string[],
  asked: { poolId: string | undefined; cursor: number; limit: number },
): Promise<ImportRow[]> {
  const values: unknown[] = [asked.cursor, asked.limit, ...upstreams];
  const places = upstreams.map((_key, index) => `$${index + 3}`).join(", ");
  const ofPool = asked.poolId === undefined ? "" : ` and pool_id = $${values.push(asked.poolId)}`;
  const where = `seq < $1 and import_id is not null and upstream in (${places})${ofPool} order by seq desc limit $2`;
  return rowsOf(db, where, values);
}

/** Accepted imports with rows to be sent, oldest first. */
export function openImports(db: Queryable, upstreams: string[]): Promise<ImportRow[]> {
  const places = upstreams.map((_key, index) => `$${index + 1}`).join(", ");
  const where = `pending > 0 and state = 'running' and import_id is not null and upstream in (${places}) order by seq`;
  return rowsOf(db, where, upstreams);
}

/** Sets the state of an import that has one of the states `from`; `null`: it has not. */
export async function setState(
  db: Db,
  importId: string,
  state: ImportRow["state"],
  from: readonly ImportRow["state"][],
): Promise<ImportRow | null> {
  const [stored] = await db.execute<Stored>(
    `update imports set state = $2, updated_at = ${db.now} where import_id = $1
       and state in (${from.map((each) => `'${each}'`).join(", ")}) returning *`,
    [importId, state],
  );
  return stored ? rowOf(stored) : null;
}

/** The status as it is shown: an import is done when nothing is pending. */
const statusOf = ({ state, pending }: ImportRow): ImportStatus =>
  state === "cancelled" ? "cancelled" : pending === 0 ? "done" : state;

/** A row as the API shows it. */
export function importOf(row: ImportRow): Import {
  const { pending, created, rejected, uncertain, cancelled, pool_id, environment, mode, created_by } = row;
  return {
    import_id: row.import_id ?? "",
    status: statusOf(row),
    rows: row.row_count,
    ...{ pending, created, rejected, uncertain, cancelled, pool_id, environment, mode },
    allow_defaults: row.allow_defaults,
    open_pool: row.open_pool,
    created_at: new Date(row.created_at).toISOString(),
    updated_at: new Date(row.updated_at).toISOString(),
    created_by,
  };
}
