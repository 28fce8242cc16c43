import { setTimeout as sleep } from "node:timers/promises";
import { sentenceFor } from "../../../shared/api/problem.ts";
import { type Operation, tolokaTime } from "../../../shared/toloka.ts";
import { createTasks } from "../../toloka/create-task.ts";
import { type Creation, NO_WAIT } from "../../toloka/creation.ts";
import { exchangeEntry } from "../../toloka/exchange-entry.ts";
import { watchOperation } from "../../toloka/watch-operation.ts";
import type { SubmissionRow } from "../journal/row.ts";
import { NOTE } from "../journal/timeline.ts";
import { afterCreation, afterLook, afterOperation, afterTaken, pauseAfter, takeUpDoubt } from "./decisions/decide.ts";
import type { Next, Reason } from "./decisions/decision.ts";
import { firstSentAt } from "./duplicates.ts";
import { look } from "./look.ts";
import { finishReplacement } from "./replace.ts";
import {
  contextOf,
  created,
  delayAfter,
  delayBefore,
  momentOf,
  type Sending,
  standingOf,
  type Work,
  write,
} from "./work.ts";

/**
 * Processes a claimed row until it is finished, planned for later, or no longer held by this claim. Each answer is written to
 * the journal before the next request. `fresh`: this process has just inserted the row as `sending`; nothing has been sent.
 */
export async function advance(row: SubmissionRow, claim: string, sending: Sending, fresh: boolean): Promise<void> {
  const earlier = fresh ? null : row.sent_at;
  const work: Work = { row, claim, entries: [], earlier, delay: delayBefore(row), sending };
  switch (row.status) {
    case "queued":
      return begin(work);
    case "sending":
      if (!fresh) return takeUp(work);
      return (await mustWait(work)) ? undefined : send(work);
    case "waiting":
      return conclude(work, await watchOperation(sending.toloka, row.tasks, operationOf(row), contextOf(work)));
    case "uncertain":
      return carryOut(work, { do: "look", reason: { kind: "undecided" }, after: 0 });
    case "created":
      return finishReplacement(work);
    default:
      await write(work, { due: null });
  }
}

/** Counts the creations. True: the limit of the minute or day is reached, and the row is planned for its end. */
async function mustWait(work: Work): Promise<boolean> {
  const full = await work.sending.pacer.creations(work.row.tasks.length);
  if (full === 0) return false;
  const error = { code: "WAITING_FOR_PACE", message: sentenceFor("WAITING_FOR_PACE") };
  const set = { error };
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
 * If an answer is lost, the task is looked for by the time of its creation. So synchronous requests need Toloka's time.
 * False: Toloka could not be reached, and the row is planned for later.
 */
async function clockIsKnown(work: Work): Promise<boolean> {
  const { toloka } = work.sending;
  if (work.row.parameters.async_mode || toloka.clock.known()) return true;
  const answer = await toloka.getRequester();
  if (answer.kind === "answered" || toloka.clock.known()) return true;
  work.entries.push(exchangeEntry("clock", "GET /requester", answer));
  const error = { code: "TOLOKA_UNREACHABLE", message: sentenceFor("TOLOKA_UNREACHABLE") };
  await write(work, { due: delayAfter(work, NO_WAIT), set: { error } });
  return false;
}

async function send(work: Work): Promise<void> {
  // The process may have been suspended since the write, and its lease may have ended.
  if (!work.sending.holds(work.claim)) return;
  const { sending, row } = work;
  await conclude(work, await createTasks(sending.toloka, row.tasks, row.parameters, contextOf(work)));
}

/** Continues a row left in `sending`: its request may have been sent. Only asynchronous requests can be repeated. */
async function takeUp(work: Work): Promise<void> {
  work.entries.push({ ...NOTE, action: "take-up", outcome: "interrupted, continued by another sender" });
  if (!work.row.parameters.async_mode) return carryOut(work, takeUpDoubt(standingOf(work), momentOf(work)));
  if (await write(work, { to: "queued", due: 0, keep: true, set: { doubt_since: null } })) await begin(work);
}

async function conclude(work: Work, creation: Creation): Promise<void> {
  const pause = pauseAfter(creation);
  if (pause !== undefined) work.sending.pause(pause);
  if (creation.outcome === "in-doubt") work.entries.push({ ...NOTE, action: "doubt", outcome: creation.error.message });
  await carryOut(work, afterCreation(standingOf(work), creation, momentOf(work)));
}

/** Carries out decisions until one is a step: asks what it asks for, and decides again with the answer. */
async function carryOut(work: Work, decision: Next): Promise<void> {
  let next = decision;
  for (;;) {
    if (next.do === "step") {
      await write(work, { ...(next.to ? { to: next.to } : {}), due: next.due, set: next.set });
      return;
    }
    if (next.do === "take") {
      if (await take(work, next)) return;
      next = afterTaken(standingOf(work), next.taken, next.reason);
      continue;
    }
    if (next.after > 0) await sleep(next.after);
    if (next.do === "look") {
      const seen = await look(work, await searchStart(work, next.reason));
      next = afterLook(standingOf(work), next.reason, seen, momentOf(work));
    } else {
      const operation = await askOperation(work);
      next = afterOperation(standingOf(work), next.refusal, operation, momentOf(work));
    }
  }
}

/** From when on the task may exist: milliseconds since 1970, by Toloka's clock. */
async function searchStart({ sending, row }: Work, reason: Reason): Promise<number> {
  const duplicates = reason.kind === "taken" ? await firstSentAt(sending.db, sending.upstreams(), row) : null;
  const sent = duplicates ?? row.sent_at ?? row.created_at;
  // A refused request does not count as sent, but it may have submitted the operation.
  const operation = reason.kind === "silence" ? reason.asked.operation : row.operation;
  return operation?.submitted === undefined ? sent : Math.min(sent, tolokaTime(operation.submitted));
}

/** False, with nothing written: another submission owns one of the tasks. */
async function take(work: Work, { taken, reason, shared }: Extract<Next, { do: "take" }>): Promise<boolean> {
  const { tasks, operation, notice } = taken;
  const ids = tasks.map(({ id }) => id).join(", ");
  const before = work.entries;
  if (reason !== null) work.entries = [...before, { ...NOTE, action: "look", outcome: `found: ${ids}` }];
  if (shared)
    work.sending.log("error", "Two submissions claim one task", { operation_id: work.row.operation_id, task_id: ids });
  if (await created(work, tasks, operation, notice, shared ? [] : undefined)) return true;
  const outcome =
    reason === null ? `${ids} belongs to a duplicate submission` : `found: ${ids}, already taken by another submission`;
  work.entries = [...before, { ...NOTE, action: "look", outcome }];
  return false;
}

/** Uses a new connection, on which no other request's answer can arrive. */
async function askOperation(work: Work) {
  const { row, sending } = work;
  await sending.pacer.request(row.priority);
  const operation = await sending.toloka.getOperation(row.operation_id, true);
  work.entries.push(exchangeEntry("poll", `GET /operations/${row.operation_id}`, operation));
  return operation;
}

const operationOf = ({ operation, operation_id }: SubmissionRow): Operation =>
  operation ?? { id: operation_id, type: "TASK.BATCH_CREATE", status: "PENDING" };
