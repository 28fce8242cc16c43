import * as z from "zod/mini";
import { isJsonObject } from "./values/json.ts";
import { dateTime, json, jsonNumber, jsonObject } from "./values/schemas.ts";

/**
 * What is read from Toloka: https://toloka.ai/docs/api/. Unknown members are kept, and statuses and types are strings,
 * since Toloka extends both.
 */

/** One field of `input_spec` or `output_spec`. `required` counts as true when absent, as the API has it. */
export const FieldSpec = z.looseObject({
  type: z.string(),
  required: z.optional(z.boolean()),
  hidden: z.optional(z.boolean()),
  min_length: z.nullish(jsonNumber),
  max_length: z.nullish(jsonNumber),
  pattern: z.nullish(z.string()),
  min_value: z.nullish(jsonNumber),
  max_value: z.nullish(jsonNumber),
  allowed_values: z.nullish(z.array(json)),
  min_size: z.nullish(jsonNumber),
  max_size: z.nullish(jsonNumber),
  current_location: z.optional(json),
});
export type FieldSpec = z.infer<typeof FieldSpec>;

/**
 * Field specs by field id, in the project's order: Toloka merges equal tasks only if their keys have the same order.
 */
export const FieldSpecs = z
  .custom<Record<string, FieldSpec>>(
    (value) => isJsonObject(value) && Object.values(value).every((spec) => FieldSpec.safeParse(spec).success),
  )
  .register(z.globalRegistry, {
    type: "object",
    additionalProperties: { type: "object" },
    description: "field id to field specification",
  });
export type FieldSpecs = Record<string, FieldSpec>;

export const TaskSpec = z.looseObject({
  input_spec: FieldSpecs,
  output_spec: FieldSpecs,
  view_spec: z.optional(jsonObject),
});
export type TaskSpec = z.infer<typeof TaskSpec>;

export const Project = z.looseObject({
  id: z.string(),
  public_name: z.string(),
  public_description: z.nullish(z.string()),
  status: z.string(),
  task_spec: TaskSpec,
  assignments_issuing_type: z.nullish(z.string()),
  created: z.optional(dateTime),
});
export type Project = z.infer<typeof Project>;

const MixerConfig = z.looseObject({
  real_tasks_count: z.optional(jsonNumber),
  golden_tasks_count: z.optional(jsonNumber),
  training_tasks_count: z.optional(jsonNumber),
  min_real_tasks_count: z.nullish(jsonNumber),
  min_golden_tasks_count: z.nullish(jsonNumber),
  min_training_tasks_count: z.nullish(jsonNumber),
  force_last_assignment: z.nullish(z.boolean()),
});

export const Pool = z.looseObject({
  id: z.string(),
  project_id: z.string(),
  private_name: z.string(),
  /** `OPEN`, `CLOSED`, `ARCHIVED`, `LOCKED`. */
  status: z.string(),
  last_close_reason: z.nullish(z.string()),
  /** `REGULAR` or `TRAINING`; absent counts as regular. */
  type: z.nullish(z.string()),
  /** Dollars for a suite of tasks. */
  reward_per_assignment: z.nullish(jsonNumber),
  may_contain_adult_content: z.nullish(z.boolean()),
  will_expire: z.nullish(dateTime),
  auto_close_after_complete_delay_seconds: z.nullish(jsonNumber),
  defaults: z.nullish(
    z.looseObject({
      default_overlap_for_new_tasks: z.nullish(jsonNumber),
      default_overlap_for_new_task_suites: z.nullish(jsonNumber),
    }),
  ),
  mixer_config: z.nullish(MixerConfig),
  created: z.optional(dateTime),
  last_started: z.nullish(dateTime),
});
export type Pool = z.infer<typeof Pool>;

export const Requester = z.looseObject({
  id: z.string(),
  /** Dollars. */
  balance: z.nullish(jsonNumber),
  public_name: z.nullish(jsonObject),
});
export type Requester = z.infer<typeof Requester>;

export const Operation = z.looseObject({
  id: z.string(),
  type: z.string(),
  /** `PENDING`, `RUNNING`, `SUCCESS`, `FAIL`; anything else counts as not finished. */
  status: z.string(),
  submitted: z.optional(dateTime),
  started: z.nullish(dateTime),
  finished: z.nullish(dateTime),
  progress: z.nullish(jsonNumber),
  parameters: z.nullish(jsonObject),
  details: z.nullish(json),
});
export type Operation = z.infer<typeof Operation>;

/** An item of an operation's log. `output` is decided by `success` and `type`; see `server/toloka/operation-log.ts`. */
export const OperationLogItem = z.looseObject({
  type: z.string(),
  success: z.boolean(),
  input: z.nullish(jsonObject),
  output: z.nullish(jsonObject),
});
export type OperationLogItem = z.infer<typeof OperationLogItem>;

/**
 * Toloka's error body; one without a code or request id is not Toloka's. `payload` holds faults by path for
 * VALIDATION_ERROR, and `{interval}` for a quota.
 */
export const TolokaErrorBody = z.looseObject({
  code: z.string(),
  message: z.nullish(z.string()),
  request_id: z.string(),
  payload: z.nullish(json),
});
export type TolokaErrorBody = z.infer<typeof TolokaErrorBody>;

/** The most pools or projects that Toloka returns in one answer. */
export const MAX_LIST_ITEMS = 300;

export const listOf = <T extends z.ZodMiniType>(item: T) =>
  z.looseObject({ items: z.array(item), has_more: z.boolean() });

/** Toloka's date-time, which is UTC without saying so, as milliseconds since 1970; NaN if it is invalid. */
export function tolokaTime(text: string): number {
  return Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`);
}
