import { parseJson } from "../../shared/json.ts";
import type { CreatedTask } from "../../shared/task.ts";
import type { Toloka } from "../toloka/client.ts";
import type { Outcome } from "../toloka/exchange.ts";
import { type Line, lineOf } from "../toloka/line.ts";
import { findRow } from "./journal.ts";
import { addLine, NOTE } from "./timeline.ts";
import { delayAfter, type Work, write } from "./work.ts";

/**
 * Stops assigning a task: overlap 0, or as low as what is already taken allows. An infinite overlap is made finite first.
 * Both requests may be repeated without harm. Toloka has no way to delete a task.
 */
export async function stopAssigning(
  toloka: Toloka,
  taskId: string,
  line: (line: Line) => void,
): Promise<Outcome<CreatedTask>> {
  const read = await toloka.getTask(taskId);
  line(lineOf("stop", `GET /tasks/${taskId}`, read));
  if (read.kind !== "answered") return read;
  if (read.value.infinite_overlap) {
    const finite = await toloka.patchTask(taskId, { overlap: 1, infinite_overlap: false });
    line(lineOf("stop", `PATCH /tasks/${taskId}`, finite));
    if (
      finite.kind !== "answered" &&
      !(finite.kind === "refused" && finite.error.code === "ASSIGNMENTS_COUNT_CONFLICT")
    )
      return finite;
  }
  const stopped = await toloka.setOverlapOrMin(taskId, { overlap: 0, infinite_overlap: false });
  line(lineOf("stop", `PATCH /tasks/${taskId}/set-overlap-or-min`, stopped));
  return stopped;
}

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
    const outcome = await stopAssigning(sending.toloka, id, (line) => work.lines.push(line));
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
