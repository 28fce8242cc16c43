import type { Decision } from "../../../shared/api/approvals/approval-routes.ts";
import { problem } from "../../../shared/api/problem.ts";
import type { Submission } from "../../../shared/submission.ts";
import { askApproval, decideApproval, type Person } from "../../approvals/approvals.ts";
import type { Pools } from "../../catalogue/pools.ts";
import type { Db } from "../../db/db.ts";
import { QUESTION_MS, type Result, within } from "../../result.ts";
import type { Changes } from "../changes.ts";
import type { Connections } from "../connections.ts";
import { findRow } from "../journal/find-row.ts";
import type { SubmissionRow } from "../journal/row.ts";
import { type Change, changeRowIn } from "../journal/step.ts";
import { submissionOf } from "../journal/submission-of.ts";
import { NOTE } from "../journal/timeline.ts";
import { addToGroups, microDollarsOf, type TaskGroups } from "../limits/cost.ts";
import type { Sender } from "../sending/sender.ts";

/** The step of an uncertain submission that is sent again. */
export const SEND_AGAIN = {
  from: ["uncertain"],
  to: "queued",
  due: 0,
  set: { error: null, doubt_since: null, sent_at: null },
} as const satisfies Omit<Change, "claim">;

/** The submission can't be sent again now: nothing is decided. */
class NotNow extends Error {}

/** How old a pool may be whose price is shown, milliseconds. */
const PRICE_AGE_MS = 600_000;

/** Sending again after the approval of a second person. */
export function sendingAgain(parts: {
  db: Db;
  pools: Pools;
  changes: Changes;
  sender: Sender;
  connections: Connections;
}) {
  const { db, pools, changes, sender, connections } = parts;
  const shown = (row: SubmissionRow): Submission => submissionOf(row, connections);
  async function notAllowed(operationId: string): Promise<Result<never>> {
    const now = await findRow(db, operationId);
    return { ok: false, problem: problem(409, "STEP_NOT_ALLOWED", { submission: now && shown(now) }) };
  }

  async function costOf({ pool_id, tasks }: SubmissionRow): Promise<number | null> {
    const pool = await within(QUESTION_MS, pools.get(pool_id, PRICE_AGE_MS));
    const groups: TaskGroups = new Map();
    for (const task of tasks) addToGroups(groups, task);
    const cost = microDollarsOf(pool.ok ? pool.value.pool : null, groups);
    return cost.ok ? cost.value : null;
  }

  return {
    /** Lets it wait for the approval. */
    async ask(row: SubmissionRow, person: Person): Promise<Result<{ status: 202; submission: Submission }>> {
      const { operation_id: subject, upstream, pool_id, tasks } = row;
      const asked = { kind: "send_again", subject, upstream, pool_id, tasks: tasks.length } as const;
      const microDollars = await costOf(row);
      const waits = await db.write(async (tx) => {
        // Locks the row, so that it doesn't stop being uncertain between this and the next statement.
        const uncertain = await tx.query(
          "update submissions set status = status where operation_id = $1 and status = 'uncertain' returning seq",
          [subject],
        );
        if (uncertain.length > 0) await askApproval(tx, db.now, { ...asked, microDollars }, person);
        return uncertain.length > 0;
      });
      return waits ? { ok: true, value: { status: 202, submission: shown(row) } } : notAllowed(subject);
    },

    /** Decides it, and sends it again at once, in one write. */
    async decide(operationId: string, decision: Decision, person: Person): Promise<Result<Submission>> {
      const entry = (outcome: string) => [{ ...NOTE, action: "settle", outcome, by: person.name }];
      try {
        const decided = await db.write(async (tx): Promise<Result<SubmissionRow | null>> => {
          const refused = await decideApproval(tx, db.now, operationId, decision, person);
          if (refused !== null) return { ok: false, problem: refused };
          if (!("approve" in decision)) return { ok: true, value: null };
          const change = { ...SEND_AGAIN, claim: null, entries: entry("resend, approved") };
          const row = await changeRowIn(tx, db, operationId, change);
          if (row === null) throw new NotNow();
          return { ok: true, value: row };
        });
        if (!decided.ok) return decided;
        if (decided.value !== null) {
          changes.notify(decided.value);
          sender.wake();
        }
        const now = decided.value ?? (await findRow(db, operationId));
        return now ? { ok: true, value: shown(now) } : { ok: false, problem: problem(404, "NO_SUCH_SUBMISSION") };
      } catch (error) {
        if (error instanceof NotNow) return notAllowed(operationId);
        throw error;
      }
    },
  };
}
