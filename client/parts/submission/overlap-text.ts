import { isStopped, type SingleSubmission } from "../../../shared/submission.ts";
import { grouped } from "../../../shared/values/counts.ts";
import { currentLanguage, wordsNow } from "../../language.ts";
import { words } from "../words.ts";

/** The present overlap of a submission's task: `3`, `Infinite`, `0 (3 before the stop)`. */
export function overlapText({ created_task, stopped }: Pick<SingleSubmission, "created_task" | "stopped">): string {
  if (stopped === null || !isStopped(stopped)) return textOf(created_task ?? {});
  return wordsNow(words).overlapStopped(grouped(stopped.overlap, currentLanguage()), textOf(stopped.before));
}

function textOf(task: { overlap?: number | null | undefined; infinite_overlap?: boolean | null | undefined }): string {
  const w = wordsNow(words);
  if (task.infinite_overlap) return w.overlapInfinite;
  return task.overlap == null ? w.overlapUnknown : grouped(task.overlap, currentLanguage());
}
