import { sentenceFor } from "../../../shared/api/problem.ts";
import type { CreatedTask } from "../../../shared/task.ts";
import { exchangeEntry } from "../../toloka/exchange-entry.ts";
import { NOTE } from "../journal/timeline.ts";
import type { Seen } from "./decide.ts";
import { countUnresolved, inFlightTwins, ownedByOthers } from "./equal-submissions.ts";
import { createdAt, lookForTask } from "./look-in-pool.ts";
import type { Work } from "./work.ts";

/**
 * Looks in the pool for the row's task, created from `since` on (by Toloka's clock). A task that belongs to another
 * submission does not count, and while an equal submission's request is under way nobody can say whose task is whose.
 */
export async function look(work: Work, since: number): Promise<Seen> {
  const { sending, row, tasks } = work;
  const task = tasks[0];
  if (task === undefined || tasks.length !== 1) return { kind: "untellable" };
  if ((await inFlightTwins(sending.db, sending.upstreams(), row)) > 0) return { kind: "not-yet" };
  const seen = await lookForTask(sending.toloka, task, since, () => sending.pacer.request(row.priority));
  work.lines.push(exchangeEntry("look", `GET /tasks?pool_id=${task.pool_id}`, seen.last));
  if (seen.kind === "failed") {
    if (seen.last.kind === "refused" && seen.last.status === 401) sending.pause(sentenceFor("TOLOKA_TOKEN_REFUSED"));
    return { kind: "not-yet" };
  }
  const ids = seen.found.map(({ id }) => id);
  const owned = await ownedByOthers(sending.db, sending.upstreams(), row.operation_id, ids);
  const free = seen.found.filter(({ id }) => !owned.has(id));
  // The oldest: with several submissions of one content in doubt, each takes one, in the order of their looking.
  const [mine] = free;
  if (mine === undefined) return { kind: seen.complete ? "absent" : "untellable" };
  if (!(await areOurs(work, free))) {
    const outcome = `cannot tell whose it is: ${free.map(({ id }) => id).join(", ")}`;
    work.lines.push({ ...NOTE, action: "look", outcome });
    return { kind: "untellable" };
  }
  if ((await inFlightTwins(sending.db, sending.upstreams(), row)) > 0) return { kind: "not-yet" };
  return { kind: "found", task: mine };
}

/** Whether these tasks can only be ours: no more than we may have made, and by a clock that agrees with Toloka's. */
async function areOurs({ sending, row }: Work, free: CreatedTask[]): Promise<boolean> {
  const { clock } = sending.toloka;
  if (!clock.known() || free.some((task) => createdAt(task) > clock.latest())) return false;
  return free.length <= (await countUnresolved(sending.db, sending.upstreams(), row));
}
