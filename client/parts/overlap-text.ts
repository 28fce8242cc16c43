import { isStopped, type SingleSubmission } from "../../shared/submission.ts";

/** The present overlap of a submission's task: `3`, `infinite`, `0 (3 before the stop)`. */
export function overlapText({ created_task, stopped }: Pick<SingleSubmission, "created_task" | "stopped">): string {
  if (stopped !== null && isStopped(stopped)) return `${stopped.overlap} (${textOf(stopped.before)} before the stop)`;
  return textOf(created_task ?? {});
}

const textOf = (task: {
  overlap?: number | null | undefined;
  infinite_overlap?: boolean | null | undefined;
}): string => (task.infinite_overlap ? "infinite" : String(task.overlap ?? "unknown"));
