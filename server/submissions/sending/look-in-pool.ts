import type { CreatedTask, Task } from "../../../shared/task.ts";
import { contentOf, sameContent } from "../../../shared/task-content.ts";
import { tolokaTime } from "../../../shared/toloka.ts";
import type { Toloka } from "../../toloka/client.ts";
import { sameTask } from "../../toloka/content.ts";
import type { Outcome } from "../../toloka/exchange/exchange.ts";

/** Maximum page size that Toloka's documentation guarantees for every list. */
const PAGE = 300;
const MAX_PAGES = 20;
/** The same for the tasks of a part: others of its import are created at the same time. */
const MAX_PAGES_OF_PART = 400;
/** Tolerance for a clock that was adjusted between the request and the creation. */
const CLOCK_STEP_MS = 100;
/** A request creates its tasks within this time. */
const WINDOW_MS = 600_000;
/** Candidates may be this much older than the request: Toloka's clock may be wrong. */
const CANDIDATES_MS = 25 * 3_600_000;

type Failed = { kind: "failed"; last: Exclude<Outcome<unknown>, { kind: "answered" }> };
export type Look =
  /** `found`: oldest first. `complete`: all tasks of that time were read. */
  { kind: "looked"; found: CreatedTask[]; complete: boolean; last: Outcome<unknown> } | Failed;

/**
 * Searches the pool for tasks like this one, created from `since` on (by Toloka's clock). Each page is requested on a new
 * connection, since a task that is not in it counts as absent.
 */
export async function lookForTask(toloka: Toloka, task: Task, since: number, pace: () => Promise<void>): Promise<Look> {
  const until = since + WINDOW_MS;
  const range = { sort: "id", created_gte: timeText(since - 1_000), created_lte: timeText(until) };
  const past = (item: CreatedTask) => createdBy(item) > until;
  const read = await readPages(toloka, task.pool_id, range, { after: "id_gt", pages: MAX_PAGES, past }, pace);
  if (read.kind === "failed") return read;
  const found = read.items.filter((item) => createdBy(item) >= since - CLOCK_STEP_MS && sameTask(task, item));
  return {
    ...read,
    kind: "looked",
    found: found.sort((a, b) => createdBy(a) - createdBy(b) || (a.id < b.id ? -1 : 1)),
  };
}

/** Searches the pool in the same way for tasks like any of a part's. */
export async function lookForPart(
  toloka: Toloka,
  tasks: Task[],
  since: number,
  pace: () => Promise<void>,
): Promise<Look> {
  const { pool_id } = tasks[0]!;
  const until = since + WINDOW_MS;
  const range = { sort: "id", created_gte: timeText(since - 1_000), created_lte: timeText(until) };
  const past = (item: CreatedTask) => createdBy(item) > until;
  const read = await readPages(toloka, pool_id, range, { after: "id_gt", pages: MAX_PAGES_OF_PART, past }, pace);
  if (read.kind === "failed") return read;
  const wanted = new Set(tasks.map(contentOf));
  const found = read.items.filter((item) => createdBy(item) >= since - CLOCK_STEP_MS && wanted.has(contentOf(item)));
  return { ...read, kind: "looked", found };
}

/** Tasks with the same content among the pool's newest, for an operator to choose from. Newest first. */
export async function findCandidates(
  toloka: Toloka,
  task: Task,
  since: number,
  pace: () => Promise<void>,
): Promise<{ kind: "looked"; found: CreatedTask[] } | Failed> {
  const range = { sort: "-id", created_gte: timeText(since - CANDIDATES_MS) };
  const past = () => false;
  const read = await readPages(toloka, task.pool_id, range, { after: "id_lt", pages: MAX_PAGES, past }, pace);
  return read.kind === "failed"
    ? read
    : { kind: "looked", found: read.items.filter((item) => sameContent(task, item)) };
}

/** Reads a pool's tasks page by page, until `past`. Not `complete`: there are too many pages, or they do not advance. */
async function readPages(
  toloka: Toloka,
  pool_id: string,
  range: Record<string, string>,
  reading: { after: "id_gt" | "id_lt"; pages: number; past: (item: CreatedTask) => boolean },
  pace: () => Promise<void>,
): Promise<{ kind: "read"; items: CreatedTask[]; complete: boolean; last: Outcome<unknown> } | Failed> {
  const items = new Map<string, CreatedTask>();
  let from: Record<string, string> = {};
  for (let page = 1; ; page++) {
    await pace();
    const answer = await toloka.listTasks({ pool_id, ...range, limit: String(PAGE), ...from }, true);
    if (answer.kind !== "answered") return { kind: "failed", last: answer };
    const { value } = answer;
    const before = items.size;
    for (const item of value.items) items.set(item.id, item);
    const last = value.items.at(-1);
    const result = { kind: "read" as const, items: [...items.values()], last: answer };
    if (!value.has_more || last === undefined || reading.past(last)) return { ...result, complete: true };
    if (page === reading.pages || items.size === before) return { ...result, complete: false };
    from = { [reading.after]: last.id };
  }
}

const timeText = (time: number): string => new Date(time).toISOString().slice(0, -1);

/** When Toloka created a task. One without a date counts as new. */
export const createdAt = ({ created }: CreatedTask): number =>
  created ? tolokaTime(created) : Number.POSITIVE_INFINITY;

/** The latest time at which Toloka may have created a task: some dates have whole seconds only. */
const createdBy = (task: CreatedTask): number => createdAt(task) + (task.created?.includes(".") ? 0 : 999);
