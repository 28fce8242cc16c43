import type { Attempt } from "../../../shared/submission.ts";
import { parseJson, stringifyJson } from "../../../shared/values/json.ts";
import type { Db, Queryable } from "../../db/db.ts";
import type { ExchangeEntry } from "../../toloka/exchange-entry.ts";

/** A line of the timeline; `by` when an operator did it. */
export type TimelineLine = ExchangeEntry & { by?: string };

/** A line without an exchange behind it. */
export const NOTE = { request: null, http_status: null, milliseconds: null, request_id: null, detail: null } as const;

/** Adds lines in the transaction of the step that they belong to. */
export async function insertLines(
  tx: Queryable,
  nowSql: string,
  operationId: string,
  lines: TimelineLine[],
): Promise<void> {
  if (lines.length === 0) return;
  const values: unknown[] = [operationId];
  const places = lines.map(({ action, request, http_status, outcome, milliseconds, request_id, by, detail }) => {
    const written = detail === null ? null : stringifyJson(detail);
    const row = [action, request, http_status, outcome, milliseconds, request_id, by ?? null, written];
    return `($1, ${nowSql}, ${row.map((value) => `$${values.push(value)}`).join(", ")})`;
  });
  await tx.query(
    `INSERT INTO attempts (operation_id, at, action, request, http_status, outcome, milliseconds, request_id, by_operator, detail)
     VALUES ${places.join(", ")}`,
    values,
  );
}

/** Adds to the timeline without stepping the row. */
export async function addLine(db: Db, operationId: string, line: TimelineLine): Promise<void> {
  await db.write((tx) => insertLines(tx, db.now, operationId, [line]));
}

interface AttemptRow {
  at: number;
  action: string;
  request: string | null;
  http_status: number | null;
  outcome: string;
  milliseconds: number | null;
  request_id: string | null;
  by_operator: string | null;
  detail: string | null;
}

/** The timeline of one submission, oldest first. */
export async function listLines(db: Db, operationId: string): Promise<Attempt[]> {
  const rows = await db.query<AttemptRow>(
    `SELECT at, action, request, http_status, outcome, milliseconds, request_id, by_operator, detail
     FROM attempts WHERE operation_id = $1 ORDER BY id`,
    [operationId],
  );
  return rows.map(({ by_operator, detail, at, ...row }) => ({
    ...row,
    at: new Date(Number(at)).toISOString(),
    by: by_operator,
    detail: detail === null ? null : parseJson(detail),
  }));
}
