import { setTimeout as sleep } from "node:timers/promises";
import { parseJson, stringifyJson } from "../../shared/json.ts";
import { sentenceFor } from "../../shared/problem.ts";
import type { CreateTaskParameters, Task } from "../../shared/task.ts";
import { Operation } from "../../shared/toloka.ts";
import { createTasks } from "../toloka/create-task.ts";
import { type Creation, NO_WAIT } from "../toloka/creation.ts";
import { lineOf } from "../toloka/line.ts";
import { watchOperation } from "../toloka/watch-operation.ts";
import { finishReplacement } from "./replace.ts";
import type { SubmissionRow } from "./row.ts";
import {
  askedInVain,
  createdByWord,
  isGone,
  look,
  lookAgain,
  lookInDoubt,
  mayJustBeUnseen,
  settle,
  uncertain,
  vanished,
} from "./settle.ts";
import { NOTE } from "./timeline.ts";
import { contextOf, delayAfter, rejected, type Sending, type Work, write } from "./work.ts";

/**
 * Takes a claimed row as far as it goes: every learned thing is a row in the journal before the next request. Returns
 * when the row is finished, planned for later, or no longer ours. `fresh`: this process has just written the row as
 * `sending`, and nothing has been sent.
 */
export async function advance(row: SubmissionRow, claim: string, sending: Sending, fresh: boolean): Promise<void> {
  const tasks = parseJson(row.tasks) as unknown as Task[];
  const parameters = parseJson(row.parameters) as unknown as CreateTaskParameters;
  const work: Work = { row, claim, tasks, parameters, lines: [], earlier: fresh ? null : row.sent_at, sending };
  switch (row.status) {
    case "queued":
      return begin(work);
    case "sending":
      if (!fresh) return takeUp(work);
      return (await mustWait(work)) ? undefined : send(work);
    case "waiting":
      return conclude(work, await watchOperation(sending.toloka, tasks, operationOf(row), contextOf(work)));
    case "uncertain":
      return lookAgain(work);
    case "created":
      return finishReplacement(work);
    default:
      await write(work, { due: null });
  }
}

/** Counts the creations; if Toloka's minute or day is full, the row waits for its end. */
async function mustWait(work: Work): Promise<boolean> {
  const full = await work.sending.pacer.creations(work.tasks.length);
  if (full === 0) return false;
  const error = { code: "WAITING_FOR_PACE", message: sentenceFor("WAITING_FOR_PACE") };
  const set = { error: stringifyJson(error) };
  if (work.row.status === "queued") await write(work, { due: full, set });
  else await write(work, { to: "queued", due: full, set: { ...set, attempts: 0, sent_at: null } });
  return true;
}

async function begin(work: Work): Promise<void> {
  const { row, sending, claim } = work;
  if (await mustWait(work)) return;
  await sending.pacer.request(row.priority);
  if (!(await clockIsKnown(work))) return;
  if (!sending.holds(claim) || sending.stopping() || sending.held()) {
    await write(work, { due: 0 });
    return;
  }
  const set = { attempts: row.attempts + 1, sent_at: row.sent_at ?? sending.toloka.clock.earliest() };
  if (await write(work, { to: "sending", due: 0, keep: true, set })) await send(work);
}

/**
 * A task whose answer is lost is looked for by the time of its creation, so a synchronous request leaves only once Toloka
 * has told its time. False: Toloka could not be asked, and the row is planned for later.
 */
async function clockIsKnown(work: Work): Promise<boolean> {
  const { toloka } = work.sending;
  if (work.parameters.async_mode || toloka.clock.known()) return true;
  const answer = await toloka.getRequester();
  if (answer.kind === "answered" || toloka.clock.known()) return true;
  work.lines.push(lineOf("clock", "GET /requester", answer));
  const error = { code: "TOLOKA_UNREACHABLE", message: sentenceFor("TOLOKA_UNREACHABLE") };
  await write(work, { due: delayAfter(work, NO_WAIT), set: { error: stringifyJson(error) } });
  return false;
}

async function send(work: Work): Promise<void> {
  // Between the write and this line the process may have slept past its lease, and another may have taken over.
  if (!work.sending.holds(work.claim)) return;
  const { sending, tasks, parameters } = work;
  await conclude(work, await createTasks(sending.toloka, tasks, parameters, contextOf(work)));
}

/** A row found in `sending`: its request may have left. Its id protects it in asynchronous mode, nothing does otherwise. */
async function takeUp(work: Work): Promise<void> {
  const line = { ...NOTE, action: "take-up", outcome: "the sender was interrupted; taken up again" };
  work.lines.push(line);
  if (!work.parameters.async_mode) return settle(work);
  if (await write(work, { to: "queued", due: 0, keep: true, set: { doubt_since: null } })) await begin(work);
}

async function conclude(work: Work, creation: Creation): Promise<void> {
  const { sending } = work;
  switch (creation.outcome) {
    case "created":
      sending.pause(null);
      return createdByWord(work, creation.tasks, creation.operation, creation.notice);
    case "rejected":
      sending.pause(null);
      return refused(work, creation);
    case "send-again": {
      if (creation.everybody) sending.pause(creation.error.message);
      else if (creation.error.code !== "TOLOKA_UNREACHABLE") sending.pause(null);
      await write(work, {
        to: "queued",
        due: delayAfter(work, creation.wait),
        set: {
          error: stringifyJson(creation.error),
          // A request whose answer was lost may have created a task, whatever was surely absent before it; any other has not.
          ...(creation.error.code === "ANSWER_LOST" ? { doubt_since: null } : { sent_at: work.earlier }),
        },
      });
      return;
    }
    case "in-doubt":
      if (creation.error.code === "TOLOKA_TOKEN_REFUSED") sending.pause(creation.error.message);
      work.lines.push({ ...NOTE, action: "doubt", outcome: creation.error.message });
      return settle(work, creation.error);
    case "ask-again":
      if (creation.error?.code === "TOLOKA_TOKEN_REFUSED") sending.pause(creation.error.message);
      else if (await vanished(work, creation)) return;
      await write(work, {
        due: creation.error === null ? restBetweenAsking(work) : delayOf(work, creation),
        set: {
          operation: stringifyJson(creation.operation),
          error: creation.error === null ? null : stringifyJson(creation.error),
          ...silenceAfter(work, creation),
        },
      });
  }
}

/**
 * A refused request ends a submission only once a second question, on a connection of its own, agrees: the refusal may have
 * been another request's, or a gateway may have repeated the request after the task was created. Where an earlier request
 * may have got through, the refusal says nothing about that one (the pool may have been archived since).
 */
async function refused(work: Work, creation: Extract<Creation, { outcome: "rejected" }>): Promise<void> {
  const { row, sending, parameters } = work;
  if (row.status !== "sending") return rejected(work, creation.error, creation.operation);
  await sleep(DOUBLE_CHECK_MS);
  if (!parameters.async_mode) {
    const seen = await look(work);
    if (seen === "absent") await rejected(work, creation.error, null);
    else if (seen !== "created") await settle(work, creation.error);
    return;
  }
  await sending.pacer.request(row.priority);
  const operation = await sending.toloka.getOperation(row.operation_id, true);
  if (operation.kind === "answered") {
    work.lines.push(lineOf("poll", `GET /operations/${row.operation_id}`, operation));
    const set = { operation: stringifyJson(operation.value), error: null };
    await write(work, { to: "waiting", due: 0, set });
    return;
  }
  const unknown = operation.kind === "refused" && operation.status === 404;
  if (unknown && work.earlier === null) return rejected(work, creation.error, null);
  work.lines.push(lineOf("poll", `GET /operations/${row.operation_id}`, operation));
  const seen = unknown && !mayJustBeUnseen(work) ? await lookInDoubt(work) : "not-yet";
  if (seen === "created") return;
  if (seen === "absent") return rejected(work, creation.error, null);
  if (seen === "untellable") return uncertain(work, creation.error.message);
  const wait = { asked: operation.kind === "never-left" ? null : operation.retry_after_ms, window: null };
  const set = { error: stringifyJson(creation.error), ...(unknown ? askedInVain(work) : {}) };
  await write(work, { to: "queued", due: delayAfter(work, wait), set });
}
/** What is asked a second time is asked this much later: the request itself may still be under way. */
const DOUBLE_CHECK_MS = 300;

/** An answer about the operation ends its silence; one that was lost on the way says nothing. */
function silenceAfter(work: Work, { error, asked }: AskAgain) {
  if (error !== null && isGone(error)) return askedInVain(work);
  return error !== null && asked === "operation" ? {} : { doubt_since: null };
}
type AskAgain = Extract<Creation, { outcome: "ask-again" }>;

/** What Toloka does not show yet is asked for every few seconds: whatever is decided then waits for it. */
function delayOf(work: Work, { error, wait }: AskAgain): number {
  const delay = delayAfter(work, wait);
  return error !== null && isGone(error) ? Math.min(delay, UNSEEN_RETRY_MS) : delay;
}
const UNSEEN_RETRY_MS = 3_000;

/** An operation that takes long is asked about ever more rarely, at last twice a minute. Milliseconds. */
function restBetweenAsking(work: Work): number {
  const age = Date.now() - work.row.created_at;
  return Math.round(Math.min(Math.max(0, age / 20), 30_000));
}

function operationOf(row: SubmissionRow): Operation {
  if (row.operation !== null) return Operation.parse(parseJson(row.operation));
  return { id: row.operation_id, type: "TASK.BATCH_CREATE", status: "PENDING" };
}
