import { isMoving } from "../../../shared/submission.ts";
import type { Db } from "../../db/db.ts";
import type { Changes } from "../changes.ts";
import { findRow } from "../journal/find-row.ts";
import type { SubmissionRow } from "../journal/row.ts";
import type { Accepted } from "./submit.ts";

/** News from another replica can be lost on its way; after so many milliseconds without any the journal is asked. */
const UNTOLD_MS = 5_000;

/** The row once it has come to rest, or as it is after `waitMs` or when whoever waits is `gone`. */
export async function awaitOutcome(
  db: Db,
  changes: Changes,
  { row, again }: Accepted,
  waitMs: number,
  gone: AbortSignal,
): Promise<SubmissionRow> {
  const deadline = performance.now() + waitMs;
  const watch = changes.watch(row.operation_id);
  const read = async (): Promise<SubmissionRow> => (await findRow(db, row.operation_id)) ?? row;
  try {
    // One that this process does not hold may have changed before it was watched.
    let now = row.status === "sending" && !again ? row : await read();
    for (;;) {
      const left = deadline - performance.now();
      if (!isMoving(now.status) || left <= 0 || gone.aborted) return now;
      now = (await watch.next(Math.min(left, UNTOLD_MS), gone)) ?? (await read());
    }
  } finally {
    watch.stop();
  }
}
