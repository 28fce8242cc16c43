import type { Faults } from "../../../shared/faults/faults.ts";
import { faultsOf } from "../../../shared/faults/schema-faults.ts";
import { checkTaskValues } from "../../../shared/fields/input-spec.ts";
import { LIMITS, Task } from "../../../shared/task.ts";
import { Pool } from "../../../shared/toloka.ts";
import { type JsonObject, parseJson } from "../../../shared/values/json.ts";
import { changePoolStatus } from "../pools.ts";
import { faulty, isRefusal, type Refusal, refuse } from "../refusal.ts";
import { document, type State } from "../state.ts";
import { poolRefusal, specsOf, tooManyBytes } from "./check-task.ts";
import { changeTask, findTask, type TaskRow } from "./tasks.ts";

const OVERLAP = ["overlap", "infinite_overlap"] as const;
const ANSWERS = ["known_solutions", "message_on_unknown_solution", "baseline_solutions"] as const;

/**
 * PATCH /tasks/{id}: changes overlap and answers only. One of the two overlap keys is enough, and `null` removes an answer.
 * An overlap below the number of taken assignments is a conflict. `openPool` opens the task's pool after the change, which
 * remains if the pool cannot be opened (our assumption, as with creation).
 */
export function patchTask(state: State, id: string, patch: JsonObject, openPool: boolean): JsonObject | Refusal {
  const row = findTask(state, id);
  if (!row) return refuse("DOES_NOT_EXIST");
  const asked = readPatch(row, patch, [...OVERLAP, ...ANSWERS]);
  if (isRefusal(asked)) return asked;
  const overlap = patchedOverlap(row, asked, LIMITS.overlapMin);
  if (isRefusal(overlap)) return overlap;
  const body = parseJson(row.body) as JsonObject;
  for (const key of ANSWERS)
    if (patch[key] === null) delete body[key];
    else if (patch[key] !== undefined) body[key] = patch[key];
  const refusal = changeRefusal(state, body, asked);
  if (refusal) return refusal;
  if (overlap !== null && overlap < row.taken) return refuse("ASSIGNMENTS_COUNT_CONFLICT");
  const changed = changeTask(state, row, overlap, body);
  if (openPool) changePoolStatus(state, row.pool_id, "open");
  return changed;
}

/** PATCH /tasks/{id}/set-overlap-or-min: the requested overlap, but at least the number of taken assignments. */
export function setOverlapOrMin(state: State, id: string, patch: JsonObject): JsonObject | Refusal {
  const row = findTask(state, id);
  if (!row) return refuse("DOES_NOT_EXIST");
  const asked = readPatch(row, patch, OVERLAP);
  if (isRefusal(asked)) return asked;
  const overlap = patchedOverlap(row, asked, 0);
  if (isRefusal(overlap)) return overlap;
  const body = parseJson(row.body) as JsonObject;
  const refusal = changeRefusal(state, body, asked);
  return refusal ?? changeTask(state, row, overlap === null ? null : Math.max(overlap, row.taken), body);
}

/** The permitted keys of a patch, checked for their shape. Other keys are ignored. */
function readPatch(row: TaskRow, patch: JsonObject, keys: readonly string[]): Task | Refusal {
  const permitted = Object.fromEntries(Object.entries(patch).filter(([key]) => keys.includes(key)));
  const read = Task.safeParse({ ...permitted, pool_id: row.pool_id });
  return read.success ? read.data : faulty(faultsOf(read.error, permitted));
}

function patchedOverlap(row: TaskRow, { overlap, infinite_overlap }: Task, min: number): number | null | Refusal {
  if (overlap != null && infinite_overlap) return faulty({ overlap: { code: "VALUE_NOT_ALLOWED" } });
  if (infinite_overlap) return null;
  if (overlap == null)
    return infinite_overlap === false && row.overlap === null
      ? faulty({ overlap: { code: "VALUE_REQUIRED" } })
      : row.overlap;
  return overlap < min ? faulty({ overlap: { code: "VALUE_LESS_THAN_MIN", params: [min] } }) : overlap;
}

/** Why a change is refused: the pool does not accept changes or such tasks, or the new answers are faulty. */
function changeRefusal(state: State, body: JsonObject, asked: Task): Refusal | null {
  const task = body as unknown as Task;
  const pool = Pool.parse(document(state, "pool", task.pool_id));
  const project = document(state, "project", pool.project_id)!;
  const refusal = poolRefusal(pool, project, task);
  if (refusal) return refusal;
  const faults: Faults = {
    ...checkTaskValues({ ...specsOf(project), input_spec: {} }, asked),
    ...tooManyBytes([asked as JsonObject]),
  };
  return Object.keys(faults).length > 0 ? faulty(faults) : null;
}
