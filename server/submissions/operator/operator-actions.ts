import type { Decision } from "../../../shared/api/approvals/approval-routes.ts";
import { faultsProblem, problem } from "../../../shared/api/problem.ts";
import type { TaskState } from "../../../shared/api/submissions/submission-routes.ts";
import type { Submission } from "../../../shared/submission.ts";
import type { CreatedTask } from "../../../shared/task.ts";
import type { Person } from "../../approvals/approvals.ts";
import type { Pools } from "../../catalogue/pools.ts";
import type { Db } from "../../db/db.ts";
import { type Result, readProblem } from "../../result.ts";
import type { Toloka } from "../../toloka/client.ts";
import type { Changes } from "../changes.ts";
import type { Connections } from "../connections.ts";
import type { Identity } from "../identity.ts";
import { findRow } from "../journal/find-row.ts";
import type { SubmissionRow } from "../journal/row.ts";
import { type Change, changeRow, creationOf } from "../journal/step.ts";
import { submissionOf } from "../journal/submission-of.ts";
import { ownedByOthers, TaskTaken } from "../journal/task-owners.ts";
import { NOTE, type TimelineEntry } from "../journal/timeline.ts";
import { findCandidates } from "../sending/look-in-pool.ts";
import { AHEAD, type Pacer } from "../sending/pacing.ts";
import type { Sender } from "../sending/sender.ts";
import { assigningSteps } from "./assigning.ts";
import { SEND_AGAIN, sendingAgain } from "./sending-again.ts";

/** 202: it waits for the approval of a second person. */
type Settled = { status: 200 | 202; submission: Submission };

/** What an operator can do with a submission. */
export interface OperatorActions {
  /** Continues now instead of at the planned time. */
  retry(operationId: string, operator: string): Promise<Result<Submission>>;
  /** Cancels a submission of which no request can have reached Toloka. */
  cancel(operationId: string, operator: string): Promise<Result<Submission>>;
  /** Resolves an uncertain submission: names its task, or has it sent again, if need be after a second person's approval. */
  settle(
    operationId: string,
    decision: { task_id: string } | { send_again: true },
    person: Person,
  ): Promise<Result<Settled>>;
  /** Approves or refuses that an uncertain submission is sent again. */
  decideSendAgain(operationId: string, decision: Decision, person: Person): Promise<Result<Submission>>;
  /** Tasks that an uncertain submission may have created. */
  candidates(operationId: string): Promise<Result<CreatedTask[]>>;
  /** Stops assigning the created task. */
  stop(operationId: string, operator: string): Promise<Result<TaskState>>;
  /** Sets the overlap of a stopped task to what it was before. */
  resume(operationId: string, operator: string): Promise<Result<TaskState>>;
}

/** Each action adds a timeline entry with the operator's name. */
export function operatorActions(parts: {
  db: Db;
  toloka: Toloka;
  pacer: Pacer;
  changes: Changes;
  sender: Sender;
  identity: Identity;
  connections: Connections;
  pools: Pools;
  /** Whether sending again takes the approval of a second person. */
  approveSendAgain: boolean;
}): OperatorActions {
  const { db, toloka, pacer, changes, sender, identity, connections } = parts;

  async function withRow<T>(operationId: string, then: (row: SubmissionRow) => Promise<Result<T>>): Promise<Result<T>> {
    const row = await findRow(db, operationId);
    return row ? then(row) : { ok: false, problem: problem(404, "NO_SUCH_SUBMISSION") };
  }

  /** Steps a row that no sender holds. If the step is not possible, the answer carries the submission as it is now. */
  function step(operationId: string, change: Omit<Change, "claim">) {
    return withRow(operationId, async () => {
      const row = await changeRow(db, operationId, { ...change, claim: null });
      if (row) {
        changes.notify(row);
        if (change.due !== null) sender.wake();
        return { ok: true, value: submissionOf(row, connections) };
      }
      const now = await findRow(db, operationId);
      return {
        ok: false,
        problem: problem(409, "STEP_NOT_ALLOWED", { submission: now && submissionOf(now, connections) }),
      };
    });
  }

  /** Tasks with the same content in the same pool that belong to no other submission. */
  async function candidatesOf(row: SubmissionRow): Promise<Result<CreatedTask[]>> {
    const task = row.tasks[0]!;
    const seen = await findCandidates(toloka, task, row.sent_at ?? row.created_at, () => pacer.request(AHEAD));
    if (seen.kind === "failed") return { ok: false, problem: readProblem(seen.last) };
    const owned = await ownedByOthers(
      db,
      identity.upstreams(),
      row.operation_id,
      seen.found.map(({ id }) => id),
    );
    return { ok: true, value: seen.found.filter(({ id }) => !owned.has(id)) };
  }

  const sendAgain = sendingAgain(parts);
  return {
    retry: (operationId, operator) =>
      step(operationId, {
        from: ["queued", "waiting", "uncertain"],
        due: 0,
        entries: [entryOf("retry", "retry now", operator)],
      }),
    cancel: (operationId, operator) =>
      withRow(operationId, async (row) => {
        if (row.status === "queued" && row.sent_at !== null)
          return {
            ok: false,
            problem: problem(409, "MAY_HAVE_ARRIVED", { submission: submissionOf(row, connections) }),
          };
        return step(operationId, {
          to: "cancelled",
          unsent: true,
          due: null,
          entries: [entryOf("cancel", "cancelled, nothing was sent", operator)],
        });
      }),
    settle: (operationId, decision, person) =>
      withRow(operationId, async (row): Promise<Result<Settled>> => {
        if ("send_again" in decision) {
          if (parts.approveSendAgain) return sendAgain.ask(row, person);
          return settled(
            await step(operationId, { ...SEND_AGAIN, entries: [entryOf("settle", "resend", person.name)] }),
          );
        }
        if (row.tasks.length > 1) return notItsOwn;
        const read = await toloka.getTask(decision.task_id);
        if (read.kind !== "answered") return { ok: false, problem: readProblem(read) };
        if (read.value.pool_id !== row.pool_id) return notItsOwn;
        const entries = [entryOf("settle", `task exists: ${read.value.id}`, person.name)];
        const change = { ...creationOf(row, [read.value]), from: ["uncertain"], entries } as const;
        return settled(
          await step(operationId, change).catch((error) => {
            if (error instanceof TaskTaken) return notItsOwn;
            throw error;
          }),
        );
      }),
    decideSendAgain: sendAgain.decide,
    candidates: (operationId) => withRow(operationId, candidatesOf),
    ...assigningSteps(parts),
  };
}

const notItsOwn: Result<never> = {
  ok: false,
  problem: faultsProblem({ task_id: { code: "VALUE_NOT_ALLOWED", params: ["task"] } }),
};

const settled = (result: Result<Submission>): Result<Settled> =>
  result.ok ? { ok: true, value: { status: 200, submission: result.value } } : result;

const entryOf = (action: string, outcome: string, by: string): TimelineEntry => ({ ...NOTE, action, outcome, by });
