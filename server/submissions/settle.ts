import { stringifyJson } from "../../shared/json.ts";
import { sentenceFor } from "../../shared/problem.ts";
import type { SubmissionError } from "../../shared/submission.ts";
import type { CreatedTask } from "../../shared/task.ts";
import type { Operation } from "../../shared/toloka.ts";
import type { Creation } from "../toloka/creation.ts";
import { lineOf } from "../toloka/line.ts";
import { lookForTask } from "./look.ts";
import { NOTE } from "./timeline.ts";
import { inFlightTwins, ownedByOthers, SURELY_SILENT } from "./twins.ts";
import { created, rejected, type Work, write } from "./work.ts";

/** After a lost answer the pool is looked through this often; what then is not there is left to an operator. Milliseconds. */
const LOOKS_MS = [300, 700, 2_000, 5_000, 12_000];
const SURE_AFTER_MS = LOOKS_MS.reduce((sum, wait) => sum + wait, 0);
/** An uncertain submission is looked for again, for a day. */
const LATER_LOOK_MS = 60_000;
const DAY_MS = 86_400_000;
/** For so long an operation that Toloka does not know, or a log that is not there, may just not be visible yet. */
const NOT_YET_MS = 20_000;
/** An operation id that Toloka has forgotten no longer protects; it keeps logs for a month, ids at least as long as this. */
const PROTECTED_MS = 12 * 3_600_000;

/** Synchronous mode, answer lost: nothing is sent again; the pool is looked through until the task is found or surely absent. */
export async function settle(work: Work): Promise<void> {
  const doubt_since = work.row.doubt_since ?? Date.now();
  const error = { code: "ANSWER_LOST", message: sentenceFor("ANSWER_LOST") };
  const waited = Date.now() - doubt_since;
  if (work.row.doubt_since !== null) {
    const found = await look(work);
    if (found === "created") return;
    if (found === "absent" && waited >= SURE_AFTER_MS) {
      const uncertain = { code: "UNCERTAIN", message: sentenceFor("UNCERTAIN") };
      await write(work, { to: "uncertain", due: LATER_LOOK_MS, set: { error: stringifyJson(uncertain) } });
      return;
    }
  }
  await write(work, { due: nextLook(waited), set: { doubt_since, error: stringifyJson(error) } });
}

function nextLook(waited: number): number {
  let sum = 0;
  for (const wait of LOOKS_MS) {
    sum += wait;
    if (waited < sum) return wait;
  }
  return LOOKS_MS.at(-1)!;
}

/** One more look for a submission that an operator has not decided yet. */
export async function lookAgain(work: Work): Promise<void> {
  if ((await look(work)) === "created") return;
  const young = Date.now() - work.row.updated_at < DAY_MS && Date.now() - work.row.created_at < DAY_MS;
  await write(work, { due: young ? LATER_LOOK_MS : null });
}

/**
 * Looks for the row's task. A task that belongs to another submission does not count, and while a twin's request is under
 * way nobody can say whose task is whose.
 */
async function look(work: Work): Promise<"created" | "absent" | "unclear"> {
  const { sending, row, tasks } = work;
  const task = tasks[0];
  if (task === undefined || tasks.length !== 1) return "unclear";
  if ((await inFlightTwins(sending.db, sending.upstreams(), row)) > 0) return "unclear";
  const since = row.sent_at ?? row.created_at;
  const seen = await lookForTask(sending.toloka, task, since, () => sending.pacer.request(row.priority));
  work.lines.push(lineOf("look", `GET /tasks?pool_id=${task.pool_id}`, seen.last));
  if (seen.kind === "failed") {
    if (seen.last.kind === "refused" && seen.last.status === 401) sending.pause(sentenceFor("TOLOKA_TOKEN_REFUSED"));
    return "unclear";
  }
  const owned = await ownedByOthers(
    sending.db,
    sending.upstreams(),
    row.operation_id,
    seen.found.map(({ id }) => id),
  );
  const free = seen.found.filter(({ id }) => !owned.has(id));
  // The oldest: with several submissions of one content in doubt, each takes one, in the order of their looking.
  const mine = free.at(-1);
  if (mine === undefined) return seen.complete ? "absent" : "unclear";
  if ((await inFlightTwins(sending.db, sending.upstreams(), row)) > 0) return "unclear";
  const before = work.lines;
  work.lines = [...before, { ...NOTE, action: "look", outcome: `found: ${mine.id}` }];
  if (await created(work, [mine], null)) return "created";
  work.lines = [...before, { ...NOTE, action: "look", outcome: `found: ${mine.id}, but another was quicker` }];
  return "unclear";
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
export async function lookInDoubt(work: Work): Promise<"created" | "absent" | "unclear"> {
  const { doubt_since, doubt_asks } = work.row;
  const silent =
    doubt_since !== null && Date.now() - doubt_since >= SURELY_SILENT.ms && doubt_asks >= SURELY_SILENT.asks;
  return silent ? look(work) : "unclear";
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
  const seen = work.tasks.length === 1 ? await look(work) : "absent";
  if (seen === "created") return;
  if (seen === "unclear") {
    await write(work, { due: TAKEN_MS });
    return;
  }
  sending.log("error", "Two submissions claim one task", { operation_id: row.operation_id, task_id });
  await created(work, tasks, operation, notice, []);
}
/** How long until whoever is in doubt beside us may have come to an end. */
const TAKEN_MS = 3_000;

const GONE = new Set([
  "DOES_NOT_EXIST",
  "NOT_FOUND",
  "OPERATION_LOGS_ARCHIVED",
  "OPERATION_FAILED",
  "HTTP_404",
  "HTTP_410",
]);
/** Whether Toloka does not show, or no longer, what was asked for. */
export const isGone = ({ code }: SubmissionError): boolean => GONE.has(code);

/** Milliseconds since the first request of this submission may have left, by Toloka's clock. */
const ageOf = ({ row, sending }: Work): number =>
  Date.now() + sending.toloka.clockOffset() - (row.sent_at ?? row.created_at);

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
  if (seen === "unclear") return false;
  if (asked === "operation" && ageOf(work) < PROTECTED_MS) {
    const again = { code: "OPERATION_UNKNOWN", message: sentenceFor("OPERATION_UNKNOWN") };
    // Once it is sent again it may have created a task that it does not know of, like any other.
    const set = { error: stringifyJson(again), operation: null, doubt_since: null };
    return write(work, { to: "queued", due: 0, set });
  }
  const uncertain = { code: "UNCERTAIN", message: sentenceFor("OPERATION_UNKNOWN") };
  return write(work, { to: "uncertain", due: LATER_LOOK_MS, set: { error: stringifyJson(uncertain) } });
}
