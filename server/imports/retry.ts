import { stringifyJson } from "../../shared/values/json.ts";
import type { Db } from "../db/db.ts";
import type { PartDesk } from "../submissions/parts.ts";
import type { ImportRow } from "./import-table.ts";
import { addAttempt, type PartRow, partsFrom } from "./part-table.ts";
import { taskOutcomes } from "./task-outcomes.ts";

const PARTS = 50;

/**
 * Has the rows that Toloka rejected sent again, each part's under a new operation id, since Toloka has refused the earlier one.
 * Repeating this, also at the same time, sends them once. Resolves with the number of rows.
 */
export async function retryRejected(db: Db, desk: PartDesk, found: ImportRow): Promise<number> {
  let sent = 0;
  for (let from = 0; ; from += PARTS) {
    const rows = await partsFrom(db, found.seq, from, PARTS);
    if (rows.length === 0) return sent;
    for (const attempts of Map.groupBy(rows, ({ part }) => part).values())
      sent += await retryPart(db, desk, found, attempts.at(-1)!);
  }
}

async function retryPart(db: Db, desk: PartDesk, found: ImportRow, last: PartRow): Promise<number> {
  if (last.operation_id === null) return 0;
  const part = (await desk.outcomes([last.operation_id])).get(last.operation_id);
  if (part === undefined) return 0;
  const positions = taskOutcomes(part, last.task_count).flatMap(({ status }, at) =>
    status === "rejected" ? [at] : [],
  );
  if (positions.length === 0) return 0;
  const tasks = await desk.tasks(last.operation_id);
  const again = { positions, tasks: stringifyJson(positions.map((at) => tasks[at]!)) };
  return (await addAttempt(db, found.seq, last, again)) ? positions.length : 0;
}
