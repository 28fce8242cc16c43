import type { RowResult } from "../../shared/api/imports/import-routes.ts";
import type { Db } from "../db/db.ts";
import type { ReadParts } from "../submissions/parts.ts";
import type { ImportRow } from "./import-table.ts";
import { type PartRow, partsFrom } from "./part-table.ts";
import { taskOutcomes } from "./task-outcomes.ts";

/** Parts read from the table at a time, without their tasks. */
const PARTS = 50;

/** What became of each row of an import, in order, the rows of one part at a time. */
export async function* resultsOf(db: Db, read: ReadParts, found: ImportRow): AsyncGenerator<RowResult[]> {
  for (let from = 0; ; from += PARTS) {
    const rows = await partsFrom(db, found.seq, from, PARTS);
    if (rows.length === 0) return;
    for (const attempts of Map.groupBy(rows, ({ part }) => part).values())
      yield await partResults(read, found, attempts);
  }
}

/** The results of the rows of one part: those refused before it was sent, and its tasks after their last attempt. */
async function partResults(read: ReadParts, found: ImportRow, attempts: PartRow[]): Promise<RowResult[]> {
  const { first_row, row_count, refused, task_count } = attempts[0]!;
  const waiting = found.state === "cancelled" ? "cancelled" : "queued";
  const outcomes = Array.from({ length: task_count }, (): Omit<RowResult, "row"> => {
    return { status: waiting, task_id: null, operation_id: null, error: null };
  });
  for (const { sent, positions } of await attemptsOf(read, attempts))
    for (const [at, outcome] of (sent === null ? [] : taskOutcomes(sent, positions.length)).entries())
      outcomes[positions[at]!] = outcome;
  const errors = new Map(refused.map(({ row, error }) => [row, error]));
  let next = 0;
  return Array.from({ length: row_count }, (_row, index): RowResult => {
    const row = first_row + index;
    const error = errors.get(row);
    return error === undefined
      ? { row, ...outcomes[next++]! }
      : { row, status: "rejected", task_id: null, operation_id: null, error };
  });
}

/** Each attempt with its submission, if it has one, and the positions of its tasks among those of the first attempt. */
async function attemptsOf(read: ReadParts, attempts: PartRow[]) {
  const ids = attempts.flatMap(({ operation_id }) => (operation_id === null ? [] : [operation_id]));
  const known = await read(ids);
  const list = [];
  let before: number[] = [];
  for (const attempt of attempts) {
    const positions: number[] = (
      attempt.positions ?? Array.from({ length: attempt.task_count }, (_task, at) => at)
    ).map((at) => (attempt.attempt === 0 ? at : before[at]!));
    before = positions;
    list.push({
      attempt,
      positions,
      sent: attempt.operation_id === null ? null : (known.get(attempt.operation_id) ?? null),
    });
  }
  return list;
}
