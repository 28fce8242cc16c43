import type { ExchangeEntry } from "../../toloka/exchange/exchange-entry.ts";
import { findRow } from "../journal/find-row.ts";
import { addEntry, NOTE } from "../journal/timeline.ts";
import { stopAssigning } from "../operator/assigning.ts";
import type { Learned } from "./decisions/known.ts";
import type { Work } from "./work.ts";

/** Stops assigning the tasks of the submission that this row replaces, until one cannot be stopped. */
export async function stopReplaced(work: Work, operationId: string): Promise<Learned> {
  const { row, sending } = work;
  const old = await findRow(sending.db, operationId);
  if (old === null || old.created_tasks === null) return { kind: "stop", result: "no-task" };
  for (const { id } of old.created_tasks) {
    await sending.pacer.request(work.turn);
    const onExchange = (entry: ExchangeEntry) => work.entries.push(entry);
    const outcome = await stopAssigning({ ...sending, row: old, taskId: id, by: null, onExchange });
    if (outcome.kind !== "answered") return { kind: "stop", result: outcome };
  }
  await addEntry(sending.db, old.operation_id, { ...NOTE, action: "stop", outcome: `replaced by ${row.operation_id}` });
  work.changed.push(old);
  return { kind: "stop", result: "stopped" };
}
