import { setTimeout as sleep } from "node:timers/promises";
import { stringifyJson } from "../../../shared/values/json.ts";
import type { Db, Queryable } from "../../db/db.ts";
import type { Result } from "../../result.ts";
import type { ImportRow } from "../import-table.ts";
import type { Part } from "./cut-parts.ts";

/** An upload that stood still for this long is given up. */
const ABANDONED_MS = 600_000;
/** Parts deleted in one transaction. */
const DELETED_AT_ONCE = 16;

/** The upload has been given up meanwhile. */
export class UploadGone extends Error {}

type NewUpload = Pick<
  ImportRow,
  "upstream" | "environment" | "pool_id" | "mode" | "allow_defaults" | "open_pool" | "created_by"
>;

/** Begins an upload. Nothing of it is sent before `acceptUpload`. Resolves with its number. */
export async function beginUpload(db: Db, upload: NewUpload): Promise<number> {
  const [row] = await db.execute<{ seq: number }>(
    `insert into imports (upstream, environment, pool_id, mode, allow_defaults, open_pool, state, created_by, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, 'running', $7, ${db.now}, ${db.now}) returning seq`,
    [
      upload.upstream,
      upload.environment,
      upload.pool_id,
      upload.mode,
      upload.allow_defaults,
      upload.open_pool,
      upload.created_by,
    ],
  );
  return row!.seq;
}

/** Writes a part of an upload. Throws `UploadGone`. */
export async function stagePart(db: Db, seq: number, number: number, part: Part): Promise<void> {
  await db.write(async (tx) => {
    const [known] = await tx.query(
      `update imports set updated_at = ${db.now} where seq = $1 and import_id is null returning seq`,
      [seq],
    );
    if (known === undefined) throw new UploadGone();
    await tx.query(
      `insert into import_parts (import_seq, part, attempt, first_row, row_count, task_count, refused, tasks)
       values ($1, $2, 0, $3, $4, $5, $6, $7)`,
      [
        seq,
        number,
        part.first_row,
        part.row_count,
        part.task_count,
        part.refused.length === 0 ? null : stringifyJson(part.refused),
        part.tasks,
      ],
    );
  });
}

/** What an upload came to. */
export interface Complete {
  seq: number;
  import_id: string;
  key: string | null;
  hash: string;
  rows: number;
  refused: number;
}

/** Runs the write that accepts an upload, or refuses it. */
type Counting = (tx: Queryable, write: () => Promise<true>) => Promise<Result<true | null>>;

/**
 * Makes a complete upload an import, whose parts are sent from now on. Null: an import with this id or key exists. `counting`
 * may refuse it in the same transaction. Throws `UploadGone`.
 */
export async function acceptUpload(
  db: Db,
  { seq, import_id, key, hash, rows, refused }: Complete,
  counting: Counting,
): Promise<Result<true | null>> {
  async function write(tx: Queryable): Promise<true> {
    const updated = await tx.query(
      `update imports set import_id = $2, idempotency_key = $3, content_hash = $4, row_count = $5, rejected = $6,
         pending = cast($5 as bigint) - cast($6 as bigint), updated_at = ${db.now}
       where seq = $1 and import_id is null returning seq`,
      [seq, import_id, key, hash, rows, refused],
    );
    if (updated.length === 0) throw new UploadGone();
    return true;
  }
  try {
    return await db.write((tx) => counting(tx, () => write(tx)));
  } catch (error) {
    if (isUniqueViolation(error)) return { ok: true, value: null };
    throw error;
  }
}

/** https://sqlite.org/rescode.html#constraint_unique, https://www.postgresql.org/docs/current/errcodes-appendix.html */
const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Error &&
  (("errcode" in error && error.errcode === 2067) || ("code" in error && error.code === "23505"));

/** Deletes an upload that is not accepted, a few parts at a time: other writes go on in between. */
export async function discardUpload(db: Db, seq: number): Promise<void> {
  // From here on nothing is added.
  const own = await db.execute("delete from imports where seq = $1 and import_id is null returning seq", [seq]);
  if (own.length > 0) await deleteParts(db, seq);
}

/** Deletes the parts of an import that is not in its table any more, a few at a time. */
export async function deleteParts(db: Db, seq: number): Promise<void> {
  for (;;) {
    const deleted = await db.execute(
      `delete from import_parts where import_seq = $1 and part in
         (select part from import_parts where import_seq = $1 order by part limit ${DELETED_AT_ONCE}) returning part`,
      [seq],
    );
    if (deleted.length < DELETED_AT_ONCE) return;
    await sleep(1);
  }
}

/** Deletes uploads that were interrupted. `all`: this process is the only one, and has just started. */
export async function discardLeftovers(db: Db, all: boolean): Promise<void> {
  const age = all ? 0 : ABANDONED_MS;
  const left = await db.query<{ seq: number }>(
    `select seq from imports where import_id is null and updated_at <= ${db.now} - cast($1 as bigint)`,
    [age],
  );
  for (const { seq } of left) await discardUpload(db, seq);
  // A deletion may have been interrupted, too.
  const orphans = await db.query<{ import_seq: number }>(
    "select distinct import_seq from import_parts where not exists (select 1 from imports where seq = import_seq)",
  );
  for (const { import_seq } of orphans) await deleteParts(db, import_seq);
}
