import { sentenceFor } from "../../../shared/api/problem.ts";
import type { CreatedTask, Task } from "../../../shared/task.ts";
import { contentOf } from "../../../shared/task-content.ts";
import { tolokaTime } from "../../../shared/toloka.ts";
import { exchangeEntry } from "../../toloka/exchange/exchange-entry.ts";
import { ownedByOthers } from "../journal/task-owners.ts";
import { NOTE } from "../journal/timeline.ts";
import type { Reason, Seen } from "./decisions/known.ts";
import { countInFlightDuplicates, countInFlightParts, countUnresolved, firstSentAt } from "./duplicates.ts";
import { createdAt, lookForPart, lookForTask } from "./look-in-pool.ts";
import type { Work } from "./work.ts";

/**
 * Searches the pool for the row's task. Tasks of other submissions do not count. While a request of a duplicate submission is
 * running, the owner of a task cannot be determined.
 */
export async function look(work: Work, reason: Reason): Promise<Seen> {
  const { sending, row } = work;
  const since = await searchStart(work, reason);
  const [task] = row.tasks;
  if (task === undefined) return { kind: "untellable" };
  if (row.tasks.length > 1) return lookForMany(work, since);
  if ((await countInFlightDuplicates(sending.db, sending.upstreams(), row)) > 0) return { kind: "not-yet" };
  const seen = await lookForTask(sending.toloka, task, since, () => sending.pacer.request(work.turn));
  work.entries.push(exchangeEntry("look", `GET /tasks?pool_id=${task.pool_id}`, seen.last));
  if (seen.kind === "failed") {
    if (seen.last.kind === "refused" && seen.last.status === 401) sending.pause(sentenceFor("TOLOKA_TOKEN_REFUSED"));
    return { kind: "not-yet" };
  }
  const ids = seen.found.map(({ id }) => id);
  const owned = await ownedByOthers(sending.db, sending.upstreams(), row.operation_id, ids);
  const free = seen.found.filter(({ id }) => !owned.has(id));
  // The oldest: each of several duplicate submissions in doubt takes one.
  const [mine] = free;
  if (mine === undefined) return { kind: seen.complete ? "absent" : "untellable" };
  if (!(await areOurs(work, free))) {
    const outcome = `duplicates found, owner unknown: ${free.map(({ id }) => id).join(", ")}`;
    work.entries.push({ ...NOTE, action: "look", outcome });
    return { kind: "untellable" };
  }
  if ((await countInFlightDuplicates(sending.db, sending.upstreams(), row)) > 0) return { kind: "not-yet" };
  return { kind: "found", tasks: [mine] };
}

/**
 * Searches the pool for the tasks of a part. They are found if there are exactly as many as the part has, each with the content
 * of one of its tasks, and no other part in the pool may own them. None at all: the part was not created.
 */
async function lookForMany({ sending, row, turn, entries }: Work, since: number): Promise<Seen> {
  const upstreams = sending.upstreams();
  const seen = await lookForPart(sending.toloka, row.tasks, since, () => sending.pacer.request(turn));
  entries.push(exchangeEntry("look", `GET /tasks?pool_id=${row.pool_id}`, seen.last));
  if (seen.kind === "failed") return { kind: "not-yet" };
  const owned = await ownedByOthers(
    sending.db,
    upstreams,
    row.operation_id,
    seen.found.map(({ id }) => id),
  );
  const free = seen.found.filter(({ id }) => !owned.has(id));
  if (!seen.complete) return { kind: "untellable" };
  if (free.length === 0) return { kind: "absent" };
  if ((await countInFlightParts(sending.db, upstreams, row)) > 0) return { kind: "not-yet" };
  const tasks = inOrder(row.tasks, free);
  return tasks === null ? { kind: "untellable" } : { kind: "found", tasks };
}

/** The found tasks in the order of those asked for; null if they are not exactly those. */
function inOrder(asked: Task[], found: CreatedTask[]): CreatedTask[] | null {
  if (found.length !== asked.length) return null;
  const byContent = Map.groupBy(found, contentOf);
  const ordered = asked.map((task) => byContent.get(contentOf(task))?.shift());
  return ordered.some((task) => task === undefined) ? null : (ordered as CreatedTask[]);
}

/** From when on the task may exist: milliseconds since 1970, by Toloka's clock. */
async function searchStart({ sending, row }: Work, reason: Reason): Promise<number> {
  const duplicates = reason.kind === "taken" ? await firstSentAt(sending.db, sending.upstreams(), row) : null;
  const sent = duplicates ?? row.sent_at ?? row.created_at;
  // A refused request does not count as sent, but it may have submitted the operation.
  const operation = reason.kind === "silence" ? reason.asked.operation : row.operation;
  return operation?.submitted === undefined ? sent : Math.min(sent, tolokaTime(operation.submitted));
}

/** Whether these tasks are surely of our submissions: not more than those in doubt, and not created in the future. */
async function areOurs({ sending, row }: Work, free: CreatedTask[]): Promise<boolean> {
  const { clock } = sending.toloka;
  if (!clock.known() || free.some((task) => createdAt(task) > clock.latest())) return false;
  return free.length <= (await countUnresolved(sending.db, sending.upstreams(), row));
}
