import { setTimeout as sleep } from "node:timers/promises";
import type { Operation } from "../../../shared/toloka.ts";
import { createTasks } from "../../toloka/create-task.ts";
import type { WatchContext } from "../../toloka/creation.ts";
import { exchangeEntry } from "../../toloka/exchange/exchange-entry.ts";
import { watchOperation } from "../../toloka/watch-operation.ts";
import type { SubmissionRow } from "../journal/row.ts";
import type { Learned } from "./decisions/known.ts";
import type { Question } from "./decisions/next.ts";
import { look } from "./look.ts";
import { stopReplaced } from "./replace.ts";
import type { Work } from "./work.ts";

/** Asks what a decision wants to know, in the order of a row's life. Every request adds an entry for the timeline. */
export async function ask(work: Work, question: Question): Promise<Learned> {
  const { row, sending } = work;
  switch (question.do) {
    case "prepare":
      return prepare(work, question.turn, question.clock);
    case "send": {
      const creation = await createTasks(sending.toloka, row.tasks, row.parameters, contextOf(work).addEntry);
      return { kind: "creation", creation };
    }
    case "watch-new": {
      const { operation } = question;
      const before = work.entries;
      work.entries = [...before];
      const creation = await watchOperation(sending.toloka, row.tasks, operation, {
        ...contextOf(work),
        watchMs: WATCH_NEW_MS,
        pollTimes: sending.pollTimes,
      });
      // The operation is followed again, which adds the same entries.
      if (creation.outcome !== "created") work.entries = before;
      return { kind: "watched-new", operation, creation };
    }
    case "watch": {
      const creation = await watchOperation(sending.toloka, row.tasks, operationOf(row), contextOf(work));
      return { kind: "creation", creation };
    }
    case "ask-operation":
      return { kind: "operation", refusal: question.refusal, outcome: await askOperation(work) };
    case "look":
      return { kind: "looked", reason: question.reason, seen: await look(work, question.reason) };
    case "stop-replaced":
      return stopReplaced(work, question.old);
  }
}

/** Counts the creations, and waits for what a request needs. */
async function prepare(work: Work, turn: boolean, clock: boolean): Promise<Learned> {
  const { row, claim, sending } = work;
  const { toloka, pacer } = sending;
  const full = await pacer.creations(row.tasks.length);
  if (full !== 0) return { kind: "full", ms: full };
  if (!turn) return { kind: "ready" };
  await pacer.request(work.turn);
  if (clock && !toloka.clock.known()) {
    const answer = await toloka.getRequester();
    if (answer.kind !== "answered" && !toloka.clock.known()) {
      work.entries.push(exchangeEntry("clock", "GET /requester", answer));
      return { kind: "clock-unknown" };
    }
  }
  const putOff = !sending.holds(claim) || sending.stopping() || sending.held();
  return putOff ? { kind: "put-off" } : { kind: "ready" };
}

/** Most operations end within this time. A longer one is written to the journal, and then followed. */
const WATCH_NEW_MS = 1_000;
/** How long an operation is followed before the row is released. */
const WATCH_MS = 10_000;

const contextOf = (work: Work): WatchContext => ({
  watchMs: WATCH_MS,
  pace: () => work.sending.pacer.request(work.turn),
  addEntry: (entry) => work.entries.push(entry),
  sleep: (ms) => sleep(ms),
  leave: () => work.sending.stopping(),
});

const operationOf = ({ operation, operation_id }: SubmissionRow): Operation =>
  operation ?? { id: operation_id, type: "TASK.BATCH_CREATE", status: "PENDING" };

/** Uses a new connection, on which no other request's answer can arrive. */
async function askOperation(work: Work) {
  const { row, sending } = work;
  await sending.pacer.request(work.turn);
  const operation = await sending.toloka.getOperation(row.operation_id, true);
  work.entries.push(exchangeEntry("poll", `GET /operations/${row.operation_id}`, operation));
  return operation;
}
