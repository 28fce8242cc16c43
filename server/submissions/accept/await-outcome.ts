import { isMoving } from "../../../shared/submission.ts";
import type { Db } from "../../db/db.ts";
import type { Changes, Leaving } from "../changes.ts";
import { findRow } from "../journal/find-row.ts";
import type { SubmissionRow } from "../journal/row.ts";
import type { Accepted } from "./submit.ts";

/** Notifications can be lost. Without one for this long, the row is read again. */
const READ_AGAIN_MS = 5_000;

/** The row when it has stopped moving, or as it is after `waitMs` milliseconds or when `gone` is aborted. */
export async function awaitOutcome(
  db: Db,
  changes: Changes,
  { row, again }: Accepted,
  waitMs: number,
  gone: Leaving,
): Promise<SubmissionRow> {
  const deadline = performance.now() + waitMs;
  const watch = changes.watch(row.operation_id);
  const read = async (): Promise<SubmissionRow> => (await findRow(db, row.operation_id)) ?? row;
  try {
    // A row that this process does not hold may have changed before it was watched.
    let now = row.status === "sending" && !again ? row : await read();
    for (;;) {
      const left = deadline - performance.now();
      if (!isMoving(now.status) || left <= 0 || gone.aborted) return now;
      now = (await watch.next(Math.min(left, READ_AGAIN_MS), gone)) ?? (await read());
    }
  } finally {
    watch.stop();
  }
}
