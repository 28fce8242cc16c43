import pLimit from "p-limit";
import { isStopped, type Submission } from "../../../../shared/submission.ts";

/** Requests under way at a time. */
const AT_A_TIME = 4;

/** How it went: how many succeeded, and how often each reason made one fail. */
export interface BulkResult {
  done: number;
  failures: ReadonlyMap<string, number>;
}

/**
 * Does something for each of the items, a few at a time. One that fails keeps none of the others from being done.
 * `onProgress` gets how many are over.
 */
export async function forEach<T>(
  items: readonly T[],
  act: (item: T) => Promise<unknown>,
  onProgress: (over: number) => void,
): Promise<BulkResult> {
  const limit = pLimit(AT_A_TIME);
  const failures = new Map<string, number>();
  let done = 0;
  let over = 0;
  const one = async (item: T) => {
    try {
      await act(item);
      done += 1;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      failures.set(reason, (failures.get(reason) ?? 0) + 1);
    }
    onProgress(++over);
  };
  await Promise.all(items.map((item) => limit(one, item)));
  return { done, failures };
}

export const canResubmit = ({ status, foreign }: Submission): boolean => status === "rejected" && !foreign;

/** Whether the submission's task exists here, and somebody new may still get it. */
export const canStop = (submission: Submission): boolean =>
  "created_task" in submission &&
  submission.created_task !== null &&
  !submission.foreign &&
  !(submission.stopped !== null && isStopped(submission.stopped));
