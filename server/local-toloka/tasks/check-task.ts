import type { Faults } from "../../../shared/faults/faults.ts";
import { faultsOf } from "../../../shared/faults/schema-faults.ts";
import { checkTaskValues } from "../../../shared/fields/input-spec.ts";
import { checkOverlap, checkSize, Task, taskKind } from "../../../shared/task.ts";
import { type FieldSpecs, Pool } from "../../../shared/toloka.ts";
import { isJsonNumber, isJsonObject, type Json, type JsonObject } from "../../../shared/values/json.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { document, type State } from "../state.ts";

export interface Flags {
  async_mode: boolean;
  allow_defaults: boolean;
  open_pool: boolean;
  skip_invalid_items: boolean;
}

/** A valid task with its overlap (`null`: infinite), or what is wrong with it or its pool. */
export type Verdict =
  | { kind: "valid"; task: Task; overlap: number | null }
  | { kind: "faulty"; faults: Faults }
  | { kind: "refused"; refusal: Refusal };

/** Checks one item of a creation request by the rules of Toloka's API: shape, pool, values, overlap. */
export function checkTask(state: State, item: Json, flags: Flags): Verdict {
  const asked = isJsonObject(item) && isJsonNumber(item.pool_id) ? { ...item, pool_id: String(item.pool_id) } : item;
  const read = Task.safeParse(asked);
  if (!read.success) return { kind: "faulty", faults: faultsOf(read.error, asked) };
  const task = read.data;
  const body = document(state, "pool", task.pool_id);
  if (body === null) return { kind: "faulty", faults: { pool_id: { code: "ENTITY_DOES_NOT_EXIST" } } };
  const pool = Pool.parse(body);
  const project = document(state, "project", pool.project_id)!;
  const refusal = poolRefusal(pool, project, task);
  if (refusal) return { kind: "refused", refusal };
  const faults = { ...checkOverlap(task), ...checkTaskValues(specsOf(project), task) };
  const overlap = resolveOverlap(task, pool, flags.allow_defaults);
  if (overlap === undefined && faults.overlap === undefined) faults.overlap = { code: "VALUE_REQUIRED" };
  if (Object.keys(faults).length > 0) return { kind: "faulty", faults };
  return { kind: "valid", task, overlap: overlap ?? null };
}

export const specsOf = (project: JsonObject) =>
  project.task_spec as unknown as { input_spec: FieldSpecs; output_spec: FieldSpecs };

/** Why the pool does not accept this task; null if it does. */
export function poolRefusal(pool: Pool, project: JsonObject, task: Task): Refusal | null {
  if (project.status !== "ACTIVE") return refuse("PROJECT_INAPPROPRIATE_STATUS", { appropriate_statuses: ["ACTIVE"] });
  if (pool.status === "LOCKED") return refuse("POOL_LOCKED_BY_ANOTHER_OPERATION");
  if (pool.status === "ARCHIVED")
    return refuse("POOL_INAPPROPRIATE_STATUS", { appropriate_statuses: ["OPEN", "CLOSED"] });
  if (!pool.mixer_config || project.assignments_issuing_type === "MAP_SELECTOR") return refuse("MIXER_CONFIG_REQUIRED");
  const kind = taskKind(task);
  if (pool.type === "TRAINING" && kind !== "training") return refuse("POOL_TASK_TYPE_CONFLICT");
  if (Number(pool.reward_per_assignment ?? 0) === 0 && kind === "general") return refuse("POOL_TASK_TYPE_CONFLICT");
  return null;
}

/**
 * The overlap of a new task (`null`: infinite): its own, or, if defaults are allowed, the pool's default for tasks or for
 * suites. `undefined`: there is none.
 */
function resolveOverlap(task: Task, pool: Pool, allowDefaults: boolean): number | null | undefined {
  if (task.infinite_overlap) return null;
  if (task.overlap != null) return task.overlap;
  if (pool.type === "TRAINING") return null;
  if (!allowDefaults) return undefined;
  const { default_overlap_for_new_tasks, default_overlap_for_new_task_suites } = pool.defaults ?? {};
  const found = default_overlap_for_new_tasks ?? default_overlap_for_new_task_suites;
  return found == null ? undefined : Number(found);
}

/** Toloka's limits on the bytes of `input_values` and of `output_values` in a whole request. Other faults are not checked then. */
export function tooManyBytes(items: Json[]): Faults | null {
  const faults = checkSize(
    items.filter(isJsonObject).map((item) => ({
      pool_id: "",
      input_values: isJsonObject(item.input_values) ? item.input_values : null,
      known_solutions: solutions(item.known_solutions),
      baseline_solutions: solutions(item.baseline_solutions),
    })),
  );
  const bounds = Object.entries(faults).map(([path, { code, params = [] }]) => [
    path,
    { code, params: params.slice(0, 1) },
  ]);
  return bounds.length > 0 ? Object.fromEntries(bounds) : null;
}

const solutions = (value: Json | undefined): { output_values: JsonObject }[] =>
  (Array.isArray(value) ? value : []).flatMap((solution) =>
    isJsonObject(solution) && isJsonObject(solution.output_values) ? [{ output_values: solution.output_values }] : [],
  );
