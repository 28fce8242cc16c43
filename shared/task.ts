import * as z from "zod/mini";
import type { Fault, Faults } from "./faults/faults.ts";
import { isJsonObject, type JsonObject, stringifyJson } from "./values/json.ts";
import { dateTime, jsonObject, weight, wholeNumber } from "./values/schemas.ts";

/** Toloka's bounds for creating tasks (https://toloka.ai/docs/api/, operation createTask). */
export const LIMITS = {
  /** UTF-8 bytes of all `input_values` of one request. */
  inputValuesBytes: 1_048_576,
  /** UTF-8 bytes of all `output_values` of one request. */
  outputValuesBytes: 4_194_304,
  /** UTF-8 bytes of the rest of one task. Ours, so that the journal does not fill up: Toloka states no limit. */
  otherBytes: 262_144,
  /** Bytes of the body of a request to Task Desk. Ours: the largest task, and room for what surrounds it. */
  bodyBytes: 6_291_456,
  overlapMin: 1,
  overlapMax: 30_000,
  /** Tasks created a minute and a day (toloka-kit's figures, the lower of those documented). */
  createsPerMinute: 100_000,
  createsPerDay: 2_000_000,
} as const;

const ids = z
  .array(z.string("STRING_EXPECTED"), "ARRAY_EXPECTED")
  .check(z.refine((items) => new Set(items).size === items.length, "DUPLICATE_VALUE_IN_ARRAY"));

export const KnownSolution = z.looseObject(
  { output_values: jsonObject, correctness_weight: z.nullish(weight) },
  "OBJECT_EXPECTED",
);
export type KnownSolution = z.infer<typeof KnownSolution>;

export const BaselineSolution = z.looseObject(
  { output_values: jsonObject, confidence_weight: z.nullish(weight) },
  "OBJECT_EXPECTED",
);
export type BaselineSolution = z.infer<typeof BaselineSolution>;

/**
 * A Toloka task, as submitted and as read back. Unknown keys are kept and sent; `null` counts as absent. Toloka sets
 * `id`, `created`, `remaining_overlap` and `origin_task_id`.
 */
export const Task = z.looseObject(
  {
    pool_id: z
      .string("STRING_EXPECTED")
      .check(z.minLength(1, "VALUE_REQUIRED"), z.regex(/^[\w-]{1,64}$/, "ENTITY_DOES_NOT_EXIST")),
    input_values: z.nullish(jsonObject),
    known_solutions: z.nullish(z.array(KnownSolution, "ARRAY_EXPECTED")),
    message_on_unknown_solution: z.nullish(z.string("STRING_EXPECTED")),
    baseline_solutions: z.nullish(z.array(BaselineSolution, "ARRAY_EXPECTED")),
    overlap: z.nullish(wholeNumber(0, LIMITS.overlapMax)),
    infinite_overlap: z.nullish(z.boolean("BOOLEAN_EXPECTED")),
    reserved_for: z.nullish(ids),
    unavailable_for: z.nullish(ids),
    traits_all_of: z.nullish(ids),
    traits_any_of: z.nullish(ids),
    traits_none_of_any: z.nullish(ids),
    localization_config: z.nullish(jsonObject),
    id: z.nullish(z.string("STRING_EXPECTED")),
    origin_task_id: z.nullish(z.string("STRING_EXPECTED")),
    created: z.nullish(dateTime),
    remaining_overlap: z.nullish(wholeNumber(0, LIMITS.overlapMax)),
  },
  "OBJECT_EXPECTED",
);
export type Task = z.infer<typeof Task>;

/** A task that exists in Toloka. */
export const CreatedTask = z.extend(Task, { id: z.string() });
export type CreatedTask = z.infer<typeof CreatedTask>;

/** The keys of a task that Toloka sets. They are left out when a new task is made from another. */
export const READ_ONLY_KEYS = ["id", "origin_task_id", "created", "remaining_overlap"] as const;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** How a task is created (toloka-kit's `CreateTaskParameters`), complete. */
export const CreateTaskParameters = z.object({
  /** RFC 4122 UUID, lower case. Protects from duplicates in asynchronous mode only. */
  operation_id: z
    .pipe(
      z.string("STRING_EXPECTED").check(z.regex(UUID, "UUID_EXPECTED")),
      z.transform((id) => id.toLowerCase()),
    )
    .register(z.globalRegistry, { type: "string", pattern: UUID.source }),
  async_mode: z.boolean("BOOLEAN_EXPECTED"),
  allow_defaults: z.boolean("BOOLEAN_EXPECTED"),
  open_pool: z.boolean("BOOLEAN_EXPECTED"),
});
export type CreateTaskParameters = z.infer<typeof CreateTaskParameters>;

/** How the tasks of a part of an import are created. `skip_invalid_items`: Toloka creates the valid ones. */
export const PartParameters = z.extend(CreateTaskParameters, { skip_invalid_items: z.optional(z.boolean()) });
export type PartParameters = z.infer<typeof PartParameters>;

/** The same as submitted: every member is optional. */
export const AskedParameters = z.strictObject(z.partial(CreateTaskParameters).def.shape, "OBJECT_EXPECTED");
export type AskedParameters = z.infer<typeof AskedParameters>;

/** Fills in toloka-kit's defaults; `newId` makes the operation's UUID. */
export function resolveParameters(asked: AskedParameters | undefined, newId: () => string): CreateTaskParameters {
  return {
    operation_id: asked?.operation_id ?? newId(),
    async_mode: asked?.async_mode ?? true,
    allow_defaults: asked?.allow_defaults ?? false,
    open_pool: asked?.open_pool ?? false,
  };
}

/**
 * The overlap rule of a new task (toloka-kit 1.2.2, `infinite_overlap.py`): a number, infinite, or neither. Both, or
 * "not infinite" without a number, is a fault.
 */
export function checkOverlap(task: Pick<Task, "overlap" | "infinite_overlap">): Faults {
  const { overlap, infinite_overlap } = task;
  if (overlap != null && infinite_overlap) return { overlap: { code: "VALUE_NOT_ALLOWED", params: ["overlap"] } };
  if (overlap == null && infinite_overlap === false) return { overlap: { code: "VALUE_REQUIRED" } };
  if (overlap != null && overlap < LIMITS.overlapMin)
    return { overlap: { code: "VALUE_LESS_THAN_MIN", params: [LIMITS.overlapMin] } };
  return {};
}

/** The kinds of tasks in Toloka. */
export type TaskKind = "general" | "control" | "training";
export function taskKind(task: Pick<Task, "known_solutions" | "message_on_unknown_solution">): TaskKind {
  if (task.message_on_unknown_solution) return "training";
  return task.known_solutions && task.known_solutions.length > 0 ? "control" : "general";
}

/** UTF-8 bytes of well-formed text. `TextEncoder` is no part of the language, and so not available in this folder. */
function utf8Bytes(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
  }
  return bytes;
}

const sizeOf = (value: unknown): number => (value == null ? 0 : utf8Bytes(stringifyJson(value)));

/** UTF-8 bytes of the task's `input_values` and of all its `output_values` as JSON. */
export function valueBytes(task: Task): { input: number; output: number } {
  const solutions = [...(task.known_solutions ?? []), ...(task.baseline_solutions ?? [])];
  return {
    input: sizeOf(task.input_values),
    output: solutions.reduce((sum, { output_values }) => sum + sizeOf(output_values), 0),
  };
}

/** Faults of size. Toloka's limits apply to all tasks of a request together, ours to each task. */
export function checkSize(tasks: Task[]): Faults {
  // No character takes more than three bytes for each of its units, so nearly all tasks are small enough by this alone.
  if (stringifyJson(tasks).length * 3 <= LIMITS.otherBytes) return {};
  const sizes = tasks.map(valueBytes);
  const input = sizes.reduce((sum, size) => sum + size.input, 0);
  const output = sizes.reduce((sum, size) => sum + size.output, 0);
  const faults: Faults = Object.assign({}, ...tasks.map(checkOther));
  if (input > LIMITS.inputValuesBytes) faults.input_values = tooLarge(LIMITS.inputValuesBytes, input);
  if (output > LIMITS.outputValuesBytes) faults.known_solutions = tooLarge(LIMITS.outputValuesBytes, output);
  return faults;
}

const tooLarge = (max: number, size: number): Fault => ({
  code: "OBJECT_SIZE_BYTES_GREATER_THAN_MAX",
  params: [max, size],
});

/** Checks the size of a task without its input and output values. The fault is at the largest member. */
function checkOther(task: Task): Faults {
  const { input_values: _, ...others } = task;
  for (const key of ["known_solutions", "baseline_solutions"] as const)
    if (others[key]) others[key] = others[key].map((solution) => ({ ...solution, output_values: {} }));
  const total = sizeOf(others);
  if (total <= LIMITS.otherBytes) return {};
  const sizes = Object.entries(others).map(([key, value]) => ({ key, bytes: utf8Bytes(key) + sizeOf(value) }));
  const { key } = sizes.reduce((largest, size) => (size.bytes > largest.bytes ? size : largest));
  return { [key.length > 100 ? `${key.slice(0, 99)}…` : key]: tooLarge(LIMITS.otherBytes, total) };
}

/**
 * The task as it is sent (toloka-kit 1.2.2, `Task.unstructure`): without `null` members, with both `overlap` and
 * `infinite_overlap` or neither. What is inside `input_values` and `output_values` is unchanged.
 */
export function wireTask(task: Task): JsonObject {
  const { overlap, infinite_overlap, ...rest } = dropNulls(task as JsonObject);
  for (const key of ["known_solutions", "baseline_solutions"] as const) {
    const solutions = rest[key];
    if (Array.isArray(solutions))
      rest[key] = solutions.map((solution) => (isJsonObject(solution) ? dropNulls(solution) : solution));
  }
  if (overlap === undefined && infinite_overlap === undefined) return rest;
  return { ...rest, overlap: overlap ?? null, infinite_overlap: infinite_overlap ?? false };
}

function dropNulls(object: JsonObject): JsonObject {
  const kept: JsonObject = {};
  for (const key of Object.keys(object)) if (object[key] != null) kept[key] = object[key]!;
  return kept;
}
