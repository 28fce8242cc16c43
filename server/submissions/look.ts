import type { CreatedTask, Task } from "../../shared/task.ts";
import { tolokaTime } from "../../shared/toloka.ts";
import type { Toloka } from "../toloka/client.ts";
import type { Outcome } from "../toloka/exchange.ts";
import { sameContent } from "./fingerprint.ts";

/** Toloka's clock is known to a second (from `Date`); tasks this much older than the request still count. */
const CLOCK_SLACK_MS = 3_000;
const PAGE = 100;
/** Pages of the newest tasks that are looked through; 2,000 tasks. */
const MAX_PAGES = 20;

export type Look =
  | { kind: "looked"; found: CreatedTask[]; complete: boolean; last: Outcome<unknown> }
  | { kind: "failed"; last: Exclude<Outcome<unknown>, { kind: "answered" }> };

/**
 * Looks through the pool's newest tasks for those with this content, created at or after `since` (milliseconds by
 * Toloka's clock). Newest first. `complete`: everything since then was seen.
 */
export async function lookForTask(toloka: Toloka, task: Task, since: number, pace: () => Promise<void>): Promise<Look> {
  const found: CreatedTask[] = [];
  const from = since - CLOCK_SLACK_MS;
  let before: string | undefined;
  for (let page = 1; ; page++) {
    await pace();
    const answer = await toloka.listTasks({
      pool_id: task.pool_id,
      sort: "-id",
      limit: String(PAGE),
      created_gte: new Date(from).toISOString().slice(0, -1),
      ...(before === undefined ? {} : { id_lt: before }),
    });
    if (answer.kind !== "answered") return { kind: "failed", last: answer };
    const { items, has_more } = answer.value;
    found.push(...items.filter((item) => createdAt(item) >= from && sameContent(task, item)));
    const oldest = items.at(-1);
    if (!has_more || !oldest || createdAt(oldest) < from)
      return { kind: "looked", found, complete: true, last: answer };
    if (page === MAX_PAGES) return { kind: "looked", found, complete: false, last: answer };
    before = oldest.id;
  }
}

/** When Toloka created a task; a task without a date is taken as new. */
const createdAt = (task: CreatedTask): number => (task.created ? tolokaTime(task.created) : Number.POSITIVE_INFINITY);
