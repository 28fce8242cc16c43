import type { RefusedRow } from "../../shared/api/imports/import-routes.ts";
import { parseJson, stringifyJson } from "../../shared/values/json.ts";
import type { Db, Queryable } from "../db/db.ts";

/** A part that is to be sent. */
export interface StagedPart {
  part: number;
  attempt: number;
  task_count: number;
  tasks: string;
}

/** The next part of an import that is not a submission yet: rows in order, then those that are sent again. */
export async function nextPart(tx: Queryable, seq: number): Promise<StagedPart | null> {
  const [part] = await tx.query<StagedPart>(
    `select part, attempt, task_count, tasks from import_parts
     where import_seq = $1 and tasks is not null order by attempt, part limit 1`,
    [seq],
  );
  return part ?? null;
}

/** Notes that a part is a submission now. */
export async function markSubmitted(tx: Queryable, seq: number, part: StagedPart, operationId: string): Promise<void> {
  await tx.query(
    "update import_parts set operation_id = $4, tasks = null where import_seq = $1 and part = $2 and attempt = $3",
    [seq, part.part, part.attempt, operationId],
  );
}

/**
 * Cancels what is not a submission yet: the tasks are dropped. Returns how many. To be called in the transaction that cancels
 * the import, so that nothing more is submitted.
 */
export async function dropStaged(tx: Queryable, seq: number): Promise<number> {
  const [staged] = await tx.query<{ count: number | null }>(
    "select sum(task_count) as count from import_parts where import_seq = $1 and tasks is not null",
    [seq],
  );
  await tx.query("update import_parts set tasks = null where import_seq = $1 and tasks is not null", [seq]);
  return Number(staged?.count ?? 0);
}

/** A part with what is known of it. Attempts of a part come one after the other. */
export interface PartRow {
  part: number;
  attempt: number;
  first_row: number;
  row_count: number;
  task_count: number;
  operation_id: string | null;
  refused: RefusedRow[];
  /** Which tasks of the attempt before these are; null for attempt 0. */
  positions: number[] | null;
}

type StoredPart = Omit<PartRow, "refused" | "positions"> & { refused: string | null; positions: string | null };

/** The attempts of the parts from number `from` on, `limit` parts at most, in order. */
export async function partsFrom(db: Queryable, seq: number, from: number, limit: number): Promise<PartRow[]> {
  const rows = await db.query<StoredPart>(
    `select part, attempt, first_row, row_count, task_count, operation_id, refused, positions from import_parts
     where import_seq = $1 and part >= $2 and part < $3 order by part, attempt`,
    [seq, from, from + limit],
  );
  return rows.map((row) => ({
    ...row,
    refused: row.refused === null ? [] : (parseJson(row.refused) as unknown as RefusedRow[]),
    positions: row.positions === null ? null : (parseJson(row.positions) as number[]),
  }));
}

/** Adds the next attempt of a part, which sends some of its tasks again. False: another request has added it. */
export async function addAttempt(
  db: Db,
  seq: number,
  before: Pick<PartRow, "part" | "attempt" | "first_row">,
  again: { positions: number[]; tasks: string },
): Promise<boolean> {
  const count = again.positions.length;
  return db.write(async (tx) => {
    // Before anything else: a cancelled import sends nothing, and two requests at once wait for one another here.
    const [open] = await tx.query(
      `update imports set updated_at = ${db.now} where seq = $1 and state <> 'cancelled' returning seq`,
      [seq],
    );
    if (open === undefined) return false;
    const [added] = await tx.query(
      `insert into import_parts (import_seq, part, attempt, first_row, row_count, task_count, positions, tasks)
       values ($1, $2, $3, $4, $5, $5, $6, $7) on conflict (import_seq, part, attempt) do nothing returning part`,
      [seq, before.part, before.attempt + 1, before.first_row, count, stringifyJson(again.positions), again.tasks],
    );
    if (added === undefined) return false;
    await tx.query("update imports set rejected = rejected - $2, pending = pending + $2 where seq = $1", [seq, count]);
    return true;
  });
}
