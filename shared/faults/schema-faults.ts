import type * as z from "zod/mini";
import { isValidationCode } from "./codes.ts";
import type { Fault, Faults } from "./faults.ts";

/**
 * A schema's issues with `input` as faults by path. The code is the issue's message if that is one, else by its kind.
 */
export function faultsOf(error: z.core.$ZodError, input: unknown): Faults {
  const faults: Faults = {};
  for (const issue of error.issues) {
    const path = issue.path.map(String).join(".");
    if (issue.code === "unrecognized_keys")
      for (const key of issue.keys)
        faults[path ? `${path}.${key}` : key] = { code: "VALUE_NOT_ALLOWED", params: ["field"] };
    else faults[path] ??= valueAt(input, issue.path) == null ? { code: "VALUE_REQUIRED" } : faultOf(issue);
  }
  return faults;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    input,
  );
}

function faultOf(issue: z.core.$ZodIssue): Fault {
  const bound = issue.code === "too_small" ? issue.minimum : issue.code === "too_big" ? issue.maximum : undefined;
  const params = bound === undefined ? {} : { params: [Number(bound)] };
  if (issue.message === "VALUE_LESS_THAN_MIN" || issue.message === "VALUE_GREATER_THAN_MAX")
    return {
      code: issue.message,
      params: [bound === undefined ? (issue.message === "VALUE_LESS_THAN_MIN" ? 0 : 1) : Number(bound)],
    };
  if (isValidationCode(issue.message)) return { code: issue.message, ...params };
  if (issue.code === "invalid_type") return { code: EXPECTED[issue.expected] ?? "INVALID_VALUE" };
  if (issue.code === "invalid_value")
    return { code: "VALUE_NOT_ALLOWED", params: ["value", ...issue.values.map(String)] };
  if (issue.code === "too_small") return { code: "VALUE_LESS_THAN_MIN", ...params };
  if (issue.code === "too_big") return { code: "VALUE_GREATER_THAN_MAX", ...params };
  return { code: "INVALID_VALUE" };
}

const EXPECTED: Record<string, Fault["code"]> = {
  string: "STRING_EXPECTED",
  number: "FLOAT_EXPECTED",
  int: "INTEGER_EXPECTED",
  boolean: "BOOLEAN_EXPECTED",
  array: "ARRAY_EXPECTED",
  object: "OBJECT_EXPECTED",
  record: "OBJECT_EXPECTED",
};
