import { parseJson, stringifyJson } from "../../shared/json.ts";
import { sentenceFor } from "../../shared/problem.ts";
import type { SubmissionError } from "../../shared/submission.ts";
import type { CreatedTask } from "../../shared/task.ts";
import type { Operation } from "../../shared/toloka.ts";
import type { Creation } from "../toloka/creation.ts";
import { lineOf } from "../toloka/line.ts";
import { createdAt, lookForTask } from "./look.ts";
import { NOTE } from "./timeline.ts";
import { countUnresolved, firstSentAt, inFlightTwins, ownedByOthers, SURELY_SILENT } from "./twins.ts";
import { created, rejected, type Work, write } from "./work.ts";

/** After a lost answer the pool is looked through this often; what then is not there is left to an operator. Milliseconds. */
const LOOKS_MS = [300, 700, 2_000, 5_000, 12_000];
const SURE_AFTER_MS = LOOKS_MS.reduce((sum, wait) => sum + wait, 0);
/** A pool that cannot be looked through for so long is left to an operator, too. */
const NO_ANSWER_MS = 300_000;
/** An uncertain submission is looked for again after a minute, at last once an hour, for a day. */
const LATER_LOOK_MS = 60_000;
const LAST_LOOK_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** For so long an operation that Toloka does not know, or a log that is not there, may just not be visible yet. */
const NOT_YET_MS = 20_000;
/** An operation id that Toloka has forgotten no longer protects; it keeps logs for a month, ids at least as long as this. */
const PROTECTED_MS = 12 * 3_600_000;

/** What the pool says of a submission in doubt. */
type Seen =
  /** The row has been stepped. */
  | "created"
  /** All that the request may have created was seen, and this task is not there. */
  | "absent"
  /** There may be one, and it cannot be told whose it is; or there is too much to look through. */
  | "untellable"
  /** Toloka could not be asked, or an equal submission is under way. */
  | "not-yet";

/**
 * Synchronous mode, no task in the answer: nothing is sent before the pool has been looked through. A task that is found is
 * taken; where Toloka itself refused the request and the task is surely absent, it is sent again; what cannot be told is
 * left to an operator. `why`: what came instead of an answer, for a request that has just been made.
 */
export async function settle(work: Work, why: SubmissionError = doubtOf(work)): Promise<void> {
  const since = work.row.doubt_since;
  const doubt_since = since ?? Date.now();
  const waited = Date.now() - doubt_since;
  const seen = since === null ? "not-yet" : await look(work);
  if (seen === "created") return;
  if (seen === "absent" && waited >= SURE_AFTER_MS && why.code !== "ANSWER_LOST") {
    const set = { error: stringifyJson(why), doubt_since: null, sent_at: null };
    await write(work, { to: "queued", due: 0, set });
  } else if (waited >= (seen === "not-yet" ? NO_ANSWER_MS : SURE_AFTER_MS)) {
    await uncertain(work, sentenceFor("UNCERTAIN"));
  } else await write(work, { due: nextLook(waited), set: { doubt_since, error: stringifyJson(why) } });
}

/** Why a row is in doubt; one whose sender died meanwhile knows nothing of an answer. */
function doubtOf({ row }: Work): SubmissionError {
  const lost = { code: "ANSWER_LOST", message: sentenceFor("ANSWER_LOST") };
  return row.doubt_since === null || row.error === null ? lost : (parseJson(row.error) as unknown as SubmissionError);
}

/** Leaves the decision to an operator, and looks again later. */
export async function uncertain(work: Work, message: string): Promise<void> {
  const error = { code: "UNCERTAIN", message };
  await write(work, { to: "uncertain", due: LATER_LOOK_MS, set: { error: stringifyJson(error) } });
}

function nextLook(waited: number): number {
  let sum = 0;
  for (const wait of LOOKS_MS) {
    sum += wait;
    if (waited < sum) return wait;
  }
  return LOOKS_MS.at(-1)!;
}

/** One more look for a submission that an operator has not decided yet: ever more rarely, for a day. */
export async function lookAgain(work: Work): Promise<void> {
  if ((await look(work)) === "created") return;
  const { next_at, planned_at, created_at } = work.row;
  const rest = next_at === null || planned_at === null ? 0 : next_at - planned_at;
  const young = Date.now() - created_at < DAY_MS;
  await write(work, { due: young ? Math.min(Math.max(rest * 2, LATER_LOOK_MS), LAST_LOOK_MS) : null });
}

/**
 * Looks for the row's task. A task that belongs to another submission does not count, and while an equal submission's
 * request is under way nobody can say whose task is whose.
 */
export async function look(work: Work, since: number = work.row.sent_at ?? work.row.created_at): Promise<Seen> {
  const { sending, row, tasks } = work;
  const task = tasks[0];
  if (task === undefined || tasks.length !== 1) return "untellable";
  if ((await inFlightTwins(sending.db, sending.upstreams(), row)) > 0) return "not-yet";
  const seen = await lookForTask(sending.toloka, task, since, () => sending.pacer.request(row.priority));
  work.lines.push(lineOf("look", `GET /tasks?pool_id=${task.pool_id}`, seen.last));
  if (seen.kind === "failed") {
    if (seen.last.kind === "refused" && seen.last.status === 401) sending.pause(sentenceFor("TOLOKA_TOKEN_REFUSED"));
    return "not-yet";
  }
  const owned = await ownedByOthers(
    sending.db,
    sending.upstreams(),
    row.operation_id,
    seen.found.map(({ id }) => id),
  );
  const free = seen.found.filter(({ id }) => !owned.has(id));
  // The oldest: with several submissions of one content in doubt, each takes one, in the order of their looking.
  const [mine] = free;
  if (mine === undefined) return seen.complete ? "absent" : "untellable";
  if (!(await areOurs(work, free))) {
    work.lines.push({
      ...NOTE,
      action: "look",
      outcome: `cannot tell whose it is: ${free.map(({ id }) => id).join(", ")}`,
    });
    return "untellable";
  }
  if ((await inFlightTwins(sending.db, sending.upstreams(), row)) > 0) return "not-yet";
  const before = work.lines;
  work.lines = [...before, { ...NOTE, action: "look", outcome: `found: ${mine.id}` }];
  if (await created(work, [mine], null)) return "created";
  work.lines = [...before, { ...NOTE, action: "look", outcome: `found: ${mine.id}, but another was quicker` }];
  return "not-yet";
}

/** Whether these tasks can only be ours: no more than we may have made, and by a clock that agrees with Toloka's. */
async function areOurs({ sending, row }: Work, free: CreatedTask[]): Promise<boolean> {
  const { clock } = sending.toloka;
  if (!clock.known() || free.some((task) => createdAt(task) > clock.latest())) return false;
  return free.length <= (await countUnresolved(sending.db, sending.upstreams(), row));
}

/** What a row remembers of an operation that was asked for in vain once more. */
export const askedInVain = ({ row }: Work) => ({
  doubt_since: row.doubt_since ?? Date.now(),
  doubt_asks: row.doubt_since === null ? 1 : row.doubt_asks + 1,
});

/**
 * Looks for the task of an asynchronous submission that Toloka no longer tells of, once it has kept silent often and long:
 * one 404 may be a mistake, and a task taken by a twin could not be given back.
 */
export async function lookInDoubt(work: Work): Promise<Seen> {
  const { doubt_since, doubt_asks } = work.row;
  const silent =
    doubt_since !== null && Date.now() - doubt_since >= SURELY_SILENT.ms && doubt_asks >= SURELY_SILENT.asks;
  return silent ? look(work) : "not-yet";
}

/**
 * Toloka's own word that these tasks are the row's. If an equal submission that looked for its task was given one of them,
 * the row takes another of the same content: as many exist as were asked for.
 */
export async function createdByWord(
  work: Work,
  tasks: CreatedTask[],
  operation: Operation | null,
  notice: SubmissionError | null = null,
): Promise<void> {
  const { sending, row } = work;
  if (await created(work, tasks, operation, notice)) return;
  const task_id = tasks.map(({ id }) => id).join(", ");
  work.lines.push({ ...NOTE, action: "look", outcome: `an equal submission was found to have ${task_id}` });
  const since = await firstSentAt(sending.db, sending.upstreams(), row);
  const seen = work.tasks.length === 1 ? await look(work, since ?? row.created_at) : "absent";
  if (seen === "created") return;
  if (seen === "not-yet") {
    await write(work, { due: TAKEN_MS });
    return;
  }
  sending.log("error", "Two submissions claim one task", { operation_id: row.operation_id, task_id });
  await created(work, tasks, operation, notice, []);
}
/** How long until whoever is in doubt beside us may have come to an end. */
const TAKEN_MS = 3_000;

const GONE = new Set(["DOES_NOT_EXIST", "NOT_FOUND", "OPERATION_LOGS_ARCHIVED", "OPERATION_FAILED"]);
/** Whether Toloka does not show, or no longer, what was asked for. */
export const isGone = ({ code }: SubmissionError): boolean => GONE.has(code);

/** Milliseconds since the first request of this submission may have left, by Toloka's clock. */
const ageOf = ({ row, sending }: Work): number => sending.toloka.clock.earliest() - (row.sent_at ?? row.created_at);

/** Whether a 404 may only mean that Toloka does not show it yet. */
export const mayJustBeUnseen = (work: Work): boolean => ageOf(work) < NOT_YET_MS;

/**
 * An operation, log or task that Toloka does not show. For a while that is patience's business (false); then the way
 * out is decided by what is known. True: the row has been stepped.
 */
export async function vanished(work: Work, creation: Extract<Creation, { outcome: "ask-again" }>): Promise<boolean> {
  const { error, asked, operation, ids } = creation;
  if (error === null || !isGone(error)) return false;
  const archived = error.code === "OPERATION_LOGS_ARCHIVED";
  if (mayJustBeUnseen(work) && !archived) return false;
  if (asked === "task") {
    const known = work.tasks.map((task, index) => ({ ...task, id: ids[index] ?? "" }));
    await createdByWord(work, known, operation);
    return true;
  }
  if (asked === "log" && operation.status === "FAIL") {
    await rejected(work, error, operation);
    return true;
  }
  const seen = await lookInDoubt(work);
  if (seen === "created") return true;
  if (seen === "not-yet") return false;
  if (seen === "absent" && asked === "operation" && ageOf(work) < PROTECTED_MS) {
    const again = { code: "OPERATION_UNKNOWN", message: sentenceFor("OPERATION_UNKNOWN") };
    // Once it is sent again it may have created a task that it does not know of, like any other.
    const set = { error: stringifyJson(again), operation: null, doubt_since: null };
    return write(work, { to: "queued", due: 0, set });
  }
  await uncertain(work, sentenceFor("OPERATION_UNKNOWN"));
  return true;
}
