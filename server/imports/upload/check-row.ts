import { faultsProblem } from "../../../shared/api/problem.ts";
import type { Faults } from "../../../shared/faults/faults.ts";
import { faultsOf } from "../../../shared/faults/schema-faults.ts";
import { checkTaskValues } from "../../../shared/fields/input-spec.ts";
import type { SubmissionError } from "../../../shared/submission.ts";
import { checkOverlap, checkSize, LIMITS, Task, wireTask } from "../../../shared/task.ts";
import type { Project } from "../../../shared/toloka.ts";
import { isJsonObject, type Json, stringifyJson } from "../../../shared/values/json.ts";

export type CheckedRow = { ok: true; text: string } | { ok: false; error: SubmissionError };

/** A task whose JSON has no more characters than this is within every limit of size. */
const SURELY_SMALL = LIMITS.otherBytes / 3;

/**
 * Checks one row as a single creation is checked: shape, overlap, size, and the values against the pool's specs. `pool_id` may
 * be left out. `text`: the task as it is sent.
 */
export function checkRow(spec: Project["task_spec"], poolId: string, asked: Json): CheckedRow {
  const given = isJsonObject(asked) && asked.pool_id == null ? { ...asked, pool_id: poolId } : asked;
  const read = Task.safeParse(given);
  if (!read.success) return refused(faultsOf(read.error, given));
  const task = read.data;
  if (task.pool_id !== poolId) return refused({ pool_id: { code: "VALUE_NOT_ALLOWED", params: ["value", poolId] } });
  const text = stringifyJson(wireTask(task));
  const faults = {
    ...checkOverlap(task),
    ...(text.length <= SURELY_SMALL ? {} : checkSize([task])),
    ...checkTaskValues(spec, task),
  };
  for (const _path in faults) return refused(faults);
  return { ok: true, text };
}

/** The row's error: its first faults by path. */
function refused(faults: Faults): CheckedRow {
  const named = Object.entries(faults).map(([path, fault]) => [path || "row", fault]);
  const { code, detail, fields } = faultsProblem(Object.fromEntries(named));
  return { ok: false, error: { code, message: detail, ...(fields === undefined ? {} : { fields }) } };
}
