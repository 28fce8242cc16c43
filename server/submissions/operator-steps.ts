import { problem } from "../../shared/api/problem.ts";
import type { TaskState } from "../../shared/api/routes.ts";
import type { Submission } from "../../shared/submission.ts";
import type { CreatedTask } from "../../shared/task.ts";
import type { Db } from "../db/db.ts";
import { type Result, readProblem } from "../result.ts";
import type { Toloka } from "../toloka/client.ts";
import { assigningSteps } from "./assigning.ts";
import type { Changes } from "./changes.ts";
import type { Identity } from "./identity.ts";
import { findRow } from "./journal/find-row.ts";
import type { SubmissionRow } from "./journal/row.ts";
import { type Change, changeRow } from "./journal/step.ts";
import { submissionOf } from "./journal/submission-of.ts";
import { ownedByOthers, TaskTaken } from "./journal/task-owners.ts";
import { NOTE, type TimelineLine } from "./journal/timeline.ts";
import { findCandidates } from "./sending/look-in-pool.ts";
import type { Pacer } from "./sending/pacing.ts";
import type { Sender } from "./sending/sender.ts";
import { creationOf } from "./sending/work.ts";

/** What an operator can do about a submission. */
export interface Deeds {
  /** Goes on now instead of at the planned time. */
  retry(operationId: string, operator: string): Promise<Result<Submission>>;
  /** Gives up a submission of which nothing can have reached Toloka. */
  cancel(operationId: string, operator: string): Promise<Result<Submission>>;
  /** Decides an uncertain submission. */
  settle(
    operationId: string,
    decision: { task_id: string } | { send_again: true },
    operator: string,
  ): Promise<Result<Submission>>;
  /** Tasks that an uncertain submission may have become. */
  candidates(operationId: string): Promise<Result<CreatedTask[]>>;
  /** Stops assigning the created task. */
  stop(operationId: string, operator: string): Promise<Result<TaskState>>;
  /** Gives a stopped task the overlap back that it had. */
  resume(operationId: string, operator: string): Promise<Result<TaskState>>;
}

/** Each deed is a line on its timeline, with who did it. */
export function operatorDeeds(parts: {
  db: Db;
  toloka: Toloka;
  pacer: Pacer;
  changes: Changes;
  sender: Sender;
  identity: Identity;
}): Deeds {
  const { db, toloka, pacer, changes, sender, identity } = parts;

  async function withRow<T>(operationId: string, then: (row: SubmissionRow) => Promise<Result<T>>): Promise<Result<T>> {
    const row = await findRow(db, operationId);
    return row ? then(row) : { ok: false, problem: problem(404, "NO_SUCH_SUBMISSION") };
  }

  /** Steps a row that nobody is working on; otherwise it has moved on and the answer says so. */
  function step(operationId: string, change: Omit<Change, "claim">) {
    return withRow(operationId, async () => {
      const row = await changeRow(db, operationId, { ...change, claim: null });
      if (row) {
        changes.tell(row);
        if (change.due !== null) sender.wake();
        return { ok: true, value: submissionOf(row, identity.upstreams()) };
      }
      const now = await findRow(db, operationId);
      return {
        ok: false,
        problem: problem(409, "STEP_NOT_ALLOWED", { submission: now && submissionOf(now, identity.upstreams()) }),
      };
    });
  }

  /** Candidates for a submission in doubt: same content, same pool, nobody else's. */
  async function candidatesOf(row: SubmissionRow): Promise<Result<CreatedTask[]>> {
    const task = row.tasks[0]!;
    const seen = await findCandidates(toloka, task, row.sent_at ?? row.created_at, () => pacer.request(0));
    if (seen.kind === "failed") return { ok: false, problem: readProblem(seen.last) };
    const owned = await ownedByOthers(
      db,
      identity.upstreams(),
      row.operation_id,
      seen.found.map(({ id }) => id),
    );
    return { ok: true, value: seen.found.filter(({ id }) => !owned.has(id)) };
  }

  return {
    retry: (operationId, operator) =>
      step(operationId, {
        from: ["queued", "waiting", "uncertain"],
        due: 0,
        lines: [deed("retry", "go on now", operator)],
      }),
    cancel: (operationId, operator) =>
      withRow(operationId, async (row) => {
        if (row.status === "queued" && row.sent_at !== null)
          return {
            ok: false,
            problem: problem(409, "MAY_HAVE_ARRIVED", { submission: submissionOf(row, identity.upstreams()) }),
          };
        return step(operationId, {
          to: "cancelled",
          unsent: true,
          due: null,
          lines: [deed("cancel", "given up while nothing had arrived", operator)],
        });
      }),
    settle: (operationId, decision, operator) =>
      withRow(operationId, async (row) => {
        if ("send_again" in decision) {
          const set = { error: null, doubt_since: null, sent_at: null };
          return step(operationId, {
            from: ["uncertain"],
            to: "queued",
            due: 0,
            set,
            lines: [deed("settle", "send again", operator)],
          });
        }
        const read = await toloka.getTask(decision.task_id);
        if (read.kind !== "answered") return { ok: false, problem: readProblem(read) };
        if (read.value.pool_id !== row.pool_id) return notItsOwn;
        const lines = [deed("settle", `it exists: ${read.value.id}`, operator)];
        return step(operationId, { ...creationOf(row, [read.value]), from: ["uncertain"], lines }).catch((error) => {
          if (error instanceof TaskTaken) return notItsOwn;
          throw error;
        });
      }),
    candidates: (operationId) => withRow(operationId, candidatesOf),
    ...assigningSteps(parts),
  };
}

const notItsOwn: Result<never> = {
  ok: false,
  problem: problem(422, "VALIDATION_ERROR", {
    detail: "This task cannot be the submission's. Choose another, or send it again.",
    fields: { task_id: { code: "VALUE_NOT_ALLOWED", message: "This task belongs to another pool or submission." } },
  }),
};

const deed = (action: string, outcome: string, by: string): TimelineLine => ({ ...NOTE, action, outcome, by });
