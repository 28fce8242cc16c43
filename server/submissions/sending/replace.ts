import type { CreatedTask } from "../../../shared/task.ts";
import { parseJson } from "../../../shared/values/json.ts";
import type { ExchangeEntry } from "../../toloka/exchange-entry.ts";
import { stopAssigning } from "../assigning.ts";
import { findRow } from "../journal/step.ts";
import { addLine, NOTE } from "../journal/timeline.ts";
import { delayAfter, type Work, write } from "./work.ts";

/** The second step of "correct and replace": the new task exists, now the old one is stopped, however often it takes. */
export async function finishReplacement(work: Work): Promise<void> {
  const { row, sending } = work;
  const old = row.replaces === null ? null : await findRow(sending.db, row.replaces);
  if (row.stop_state !== "due" || old === null || old.created_tasks === null) {
    await write(work, { due: null });
    return;
  }
  const tasks = parseJson(old.created_tasks) as unknown as CreatedTask[];
  for (const { id } of tasks) {
    await sending.pacer.request(row.priority);
    const line = (line: ExchangeEntry) => work.lines.push(line);
    const outcome = await stopAssigning({ ...sending, row: old, taskId: id, by: null, line });
    if (outcome.kind === "answered") continue;
    const wait = { asked: outcome.kind === "never-left" ? null : outcome.retry_after_ms, window: null };
    const impossible = outcome.kind === "refused" && outcome.status !== 429 && outcome.status !== 401;
    if (impossible) await write(work, { due: null, set: { stop_state: "failed" } });
    else await write(work, { due: Math.max(1_000, delayAfter(work, wait)) });
    return;
  }
  await addLine(sending.db, old.operation_id, { ...NOTE, action: "stop", outcome: `replaced by ${row.operation_id}` });
  if (await write(work, { due: null, set: { stop_state: "done" } })) sending.changes.tell(old);
}
