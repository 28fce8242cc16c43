import { setTimeout as sleep } from "node:timers/promises";
import type { Operation } from "../../../shared/toloka.ts";
import { createTasks } from "../../toloka/create-task.ts";
import type { WatchContext } from "../../toloka/creation.ts";
import { exchangeEntry } from "../../toloka/exchange-entry.ts";
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
  await pacer.request(row.priority);
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

const contextOf = (work: Work): WatchContext => ({
  pace: () => work.sending.pacer.request(work.row.priority),
  addEntry: (entry) => work.entries.push(entry),
  sleep: (ms) => sleep(ms),
  leave: () => work.sending.stopping(),
});

const operationOf = ({ operation, operation_id }: SubmissionRow): Operation =>
  operation ?? { id: operation_id, type: "TASK.BATCH_CREATE", status: "PENDING" };

/** Uses a new connection, on which no other request's answer can arrive. */
async function askOperation(work: Work) {
  const { row, sending } = work;
  await sending.pacer.request(row.priority);
  const operation = await sending.toloka.getOperation(row.operation_id, true);
  work.entries.push(exchangeEntry("poll", `GET /operations/${row.operation_id}`, operation));
  return operation;
}
