import { setTimeout as sleep } from "node:timers/promises";
import { sentenceFor } from "../../../shared/api/problem.ts";
import type { CreateTaskParameters, Task } from "../../../shared/task.ts";
import { Operation } from "../../../shared/toloka.ts";
import { parseJson, stringifyJson } from "../../../shared/values/json.ts";
import { createTasks } from "../../toloka/create-task.ts";
import { type Creation, NO_WAIT } from "../../toloka/creation.ts";
import { exchangeEntry } from "../../toloka/exchange-entry.ts";
import { watchOperation } from "../../toloka/watch-operation.ts";
import type { SubmissionRow } from "../journal/row.ts";
import { NOTE } from "../journal/timeline.ts";
import { afterCreation, afterLook, afterOperation, afterTaken, type Next, pauseAfter, takeUpDoubt } from "./decide.ts";
import { firstSentAt } from "./equal-submissions.ts";
import { look } from "./look.ts";
import { finishReplacement } from "./replace.ts";
import {
  contextOf,
  created,
  delayAfter,
  momentOf,
  type Sending,
  standingOf,
  stored,
  type Work,
  write,
} from "./work.ts";

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
      return carryOut(work, { do: "look", reason: { kind: "undecided" }, after: 0 });
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
  work.lines.push(exchangeEntry("clock", "GET /requester", answer));
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
  work.lines.push({ ...NOTE, action: "take-up", outcome: "the sender was interrupted; taken up again" });
  if (!work.parameters.async_mode) return carryOut(work, takeUpDoubt(standingOf(work), momentOf(work)));
  if (await write(work, { to: "queued", due: 0, keep: true, set: { doubt_since: null } })) await begin(work);
}

async function conclude(work: Work, creation: Creation): Promise<void> {
  const pause = pauseAfter(creation);
  if (pause !== undefined) work.sending.pause(pause);
  if (creation.outcome === "in-doubt") work.lines.push({ ...NOTE, action: "doubt", outcome: creation.error.message });
  await carryOut(work, afterCreation(standingOf(work), creation, momentOf(work)));
}

/** Asks what a decision asks for, decides anew with the answer, and writes where it ends. */
async function carryOut(work: Work, decision: Next): Promise<void> {
  let next = decision;
  for (;;) {
    if (next.do === "step") {
      await write(work, { ...(next.to ? { to: next.to } : {}), due: next.due, set: stored(next.set) });
      return;
    }
    if (next.do === "take") {
      if (await take(work, next)) return;
      next = afterTaken(standingOf(work), next.taken, next.reason);
      continue;
    }
    if (next.after > 0) await sleep(next.after);
    if (next.do === "look") {
      const since =
        next.reason.kind === "taken" ? await firstSentAt(work.sending.db, work.sending.upstreams(), work.row) : null;
      const seen = await look(work, since ?? work.row.sent_at ?? work.row.created_at);
      next = afterLook(standingOf(work), next.reason, seen, momentOf(work));
    } else {
      const operation = await askOperation(work);
      next = afterOperation(standingOf(work), next.refusal, operation, momentOf(work));
    }
  }
}

/** False: an equal submission has one of the tasks, and nothing was written. */
async function take(work: Work, { taken, reason, shared }: Extract<Next, { do: "take" }>): Promise<boolean> {
  const { tasks, operation, notice } = taken;
  const ids = tasks.map(({ id }) => id).join(", ");
  const before = work.lines;
  if (reason !== null) work.lines = [...before, { ...NOTE, action: "look", outcome: `found: ${ids}` }];
  if (shared)
    work.sending.log("error", "Two submissions claim one task", { operation_id: work.row.operation_id, task_id: ids });
  if (await created(work, tasks, operation, notice, shared ? [] : undefined)) return true;
  const outcome =
    reason === null ? `an equal submission was found to have ${ids}` : `found: ${ids}, but another was quicker`;
  work.lines = [...before, { ...NOTE, action: "look", outcome }];
  return false;
}

/** On a connection of its own, on which no other request's answer can lie. */
async function askOperation(work: Work) {
  const { row, sending } = work;
  await sending.pacer.request(row.priority);
  const operation = await sending.toloka.getOperation(row.operation_id, true);
  work.lines.push(exchangeEntry("poll", `GET /operations/${row.operation_id}`, operation));
  return operation;
}

function operationOf(row: SubmissionRow): Operation {
  if (row.operation !== null) return Operation.parse(parseJson(row.operation));
  return { id: row.operation_id, type: "TASK.BATCH_CREATE", status: "PENDING" };
}
