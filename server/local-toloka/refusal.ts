import { v4 as uuid } from "uuid";
import { type Faults, tolokaMessage } from "../../shared/faults/faults.ts";
import type { Json, JsonObject } from "../../shared/values/json.ts";

/** A symbol, because no JSON of a client can contain it. */
const REFUSAL = Symbol("refusal");

/** An error answer in Toloka's shape. */
export interface Refusal {
  [REFUSAL]: true;
  status: number;
  code: string;
  message: string;
  payload: Json;
  headers?: Record<string, string>;
}

/** Toloka's statuses and messages. 409 is our assumption where the status is not documented. */
const REFUSALS = {
  AUTHENTICATION_ERROR: [401, "Authentication failed"],
  ACCESS_DENIED: [403, "Access denied"],
  DOES_NOT_EXIST: [404, "There are no results for such parameters"],
  NOT_FOUND: [404, "Not found"],
  METHOD_NOT_ALLOWED: [405, "Method is not allowed"],
  UNSUPPORTED_MEDIA_TYPE: [415, "Unsupported media type"],
  ENTITY_TOO_LARGE: [413, "Too many items in the request"],
  TOO_MANY_REQUESTS: [429, "Too many requests"],
  INTERNAL_ERROR: [500, "Internal Error"],
  OPERATION_ALREADY_EXISTS: [409, "Operation with such id has already been submitted"],
  EMPTY_POOL: [409, "Pool contains no tasks. Operation is not allowed"],
  NOT_ENOUGH_BALANCE: [409, "Not enough balance. Operation is not allowed"],
  MIXER_CONFIG_REQUIRED: [409, "Pool has no mixer config. Operation is not allowed"],
  POOL_INAPPROPRIATE_STATUS: [409, "Pool is in inappropriate status, operation is not allowed"],
  PROJECT_INAPPROPRIATE_STATUS: [409, "Project is in inappropriate status, operation is not allowed"],
  POOL_LOCKED_BY_ANOTHER_OPERATION: [409, "Pool is locked by another operation"],
  POOL_TASK_TYPE_CONFLICT: [409, "Tasks of this type are not allowed in the pool"],
  ASSIGNMENTS_COUNT_CONFLICT: [409, "More assignments exist than the requested overlap"],
} satisfies Record<string, [status: number, message: string]>;

export function refuse(code: keyof typeof REFUSALS, payload: Json = null): Refusal {
  const [status, message] = REFUSALS[code];
  return { [REFUSAL]: true, status, code, message, payload };
}

/** Faults in Toloka's form: `{code, message, params?}` by path. Toloka does not list allowed values in `params`. */
export function faultPayload(faults: Faults): JsonObject {
  const payload: JsonObject = {};
  for (const [path, fault] of Object.entries(faults)) {
    const params = fault.code === "VALUE_NOT_ALLOWED" ? undefined : fault.params;
    payload[path] = { code: fault.code, message: tolokaMessage(fault), ...(params ? { params } : {}) };
  }
  return payload;
}

/** 400 with faults by path, or by position and path for a list of tasks. */
export const invalid = (payload: JsonObject, message = "Validation failed"): Refusal => ({
  [REFUSAL]: true,
  status: 400,
  code: "VALIDATION_ERROR",
  message,
  payload,
});

export const faulty = (faults: Faults): Refusal => invalid(faultPayload(faults));

export const refusalBody = ({ code, message, payload }: Refusal): JsonObject => ({
  request_id: uuid(),
  code,
  message,
  payload,
});

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === "object" && value !== null && REFUSAL in value;
