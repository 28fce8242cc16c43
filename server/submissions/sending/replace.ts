import type { ExchangeEntry } from "../../toloka/exchange-entry.ts";
import { stopAssigning } from "../assigning.ts";
import { findRow } from "../journal/find-row.ts";
import { addEntry, NOTE } from "../journal/timeline.ts";
import { delayAfter, type Work, write } from "./work.ts";

/** The second step of "correct and replace": the new task exists, so the old one is stopped. Repeated until it succeeds. */
export async function finishReplacement(work: Work): Promise<void> {
  const { row, sending } = work;
  const old = row.replaces === null ? null : await findRow(sending.db, row.replaces);
  if (row.stop_state !== "due" || old === null || old.created_tasks === null) {
    await write(work, { due: null });
    return;
  }
  for (const { id } of old.created_tasks) {
    await sending.pacer.request(row.priority);
    const onExchange = (entry: ExchangeEntry) => work.entries.push(entry);
    const outcome = await stopAssigning({ ...sending, row: old, taskId: id, by: null, onExchange });
    if (outcome.kind === "answered") continue;
    const wait = { asked: outcome.kind === "never-left" ? null : outcome.retry_after_ms, window: null };
    const impossible = outcome.kind === "refused" && outcome.status !== 429 && outcome.status !== 401;
    if (impossible) await write(work, { due: null, set: { stop_state: "failed" } });
    else await write(work, { due: Math.max(1_000, delayAfter(work, wait)) });
    return;
  }
  await addEntry(sending.db, old.operation_id, { ...NOTE, action: "stop", outcome: `replaced by ${row.operation_id}` });
  if (await write(work, { due: null, set: { stop_state: "done" } })) sending.changes.notify(old);
}
