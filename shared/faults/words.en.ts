import { counted, grouped } from "../values/counts.ts";
import type { Json } from "../values/json.ts";
import type { ValidationCode, Words } from "./codes.ts";

const characters = (count: Json) => counted(count, "en", { one: "character", other: "characters" });
const items = (count: Json) => counted(count, "en", { one: "item", other: "items" });

/** What an operator is told about a value. Without parameters a sentence says only what kind of fault it is. */
export const en = {
  VALUE_REQUIRED: "Required",
  VALUES_REQUIRED: "Enter at least one value",
  VALUE_NOT_ALLOWED: ([kind, ...allowed]: Json[]) => {
    if (kind === "field") return "The pool has no field with this name";
    if (kind === "name") return "Unknown name";
    if (kind === "overlap") return "Set either a number or infinite overlap";
    if (kind === "task") return "This task belongs to another pool or submission";
    return allowed.length > 0 ? `Choose one of: ${allowed.map(String).join(", ")}` : "Value not allowed";
  },
  UNKNOWN_ENUM_VALUE: "Unknown value",
  STRING_EXPECTED: "Enter text (in JSON: in quotes)",
  SIMPLE_VALUE_EXPECTED: "Enter a single value, not a list or an object",
  BOOLEAN_EXPECTED: "Choose true or false",
  INTEGER_EXPECTED: "Enter a whole number, e.g. 7",
  FLOAT_EXPECTED: "Enter a number, e.g. 2.5",
  VALUE_LESS_THAN_MIN: ([min]: Json[]) => (min === undefined ? "Too small" : `Must be ${min} or more`),
  VALUE_GREATER_THAN_MAX: ([max]: Json[]) => (max === undefined ? "Too large" : `Must be ${max} or less`),
  VALUE_OUT_OF_BOUNDS: ([min, max]: Json[]) => (min === undefined ? "Out of range" : `Must be from ${min} to ${max}`),
  STRING_LENGTH_LESS_THAN_MIN: ([min]: Json[]) => (min === undefined ? "Too short" : `At least ${characters(min)}`),
  STRING_LENGTH_GREATER_THAN_MAX: ([max]: Json[]) => (max === undefined ? "Too long" : `At most ${characters(max)}`),
  STRING_LENGTH_OUT_OF_BOUNDS: ([min, max]: Json[]) =>
    min === undefined || max === undefined ? "Too short or too long" : `From ${grouped(min)} to ${characters(max)}`,
  PATTERN_MISMATCH: ([pattern]: Json[]) =>
    pattern === undefined ? "Doesn't match the field's pattern" : `Doesn't match the pattern ${pattern}`,
  BLANK_STRING_NOT_ALLOWED: "Can't be only spaces",
  INVALID_URL_SYNTAX: "Enter a URL that starts with www., http:// or https://",
  INVALID_COORDINATES_SYNTAX: "Enter latitude and longitude, e.g. 48.85,2.35",
  ARRAY_EXPECTED: "Enter a list (in JSON: in square brackets)",
  ARRAY_SIZE_LESS_THAN_MIN: ([min]: Json[]) => (min === undefined ? "Too few items" : `At least ${items(min)}`),
  ARRAY_SIZE_GREATER_THAN_MAX: ([max]: Json[]) => (max === undefined ? "Too many items" : `At most ${items(max)}`),
  ARRAY_SIZE_OUT_OF_BOUNDS: ([min, max]: Json[]) =>
    min === undefined || max === undefined ? "Too few or too many items" : `From ${grouped(min)} to ${items(max)}`,
  JSON_EXPECTED: "Enter valid JSON",
  OBJECT_EXPECTED: 'Enter a JSON object, e.g. {"key": "value"}',
  EMPTY_OBJECT_NOT_ALLOWED: "Fill in at least one field",
  DUPLICATE_VALUE_IN_ARRAY: "Remove duplicate items",
  OBJECT_SIZE_BYTES_GREATER_THAN_MAX: ([max, size]: Json[]) => {
    if (max === undefined) return "Too large";
    return size === undefined
      ? `Too large: the limit is ${grouped(max)} bytes`
      : `Too large: ${grouped(size)} bytes, the limit is ${grouped(max)}`;
  },
  ENTITY_DOES_NOT_EXIST: "Not found. Check the ID",
  ENTITY_ACCESS_DENIED: "No access",
  NOT_NULL_BODY: "The request is empty",
  UUID_EXPECTED: "Enter a UUID, e.g. 2ed92b7f-75c0-4771-ae2f-3911232d6d4e",
  INVALID_DATE_SYNTAX: "Enter a date, e.g. 2026-11-23",
  INVALID_DATE_TIME_SYNTAX: "Enter a date and time, e.g. 2026-11-23T16:00:00",
  DATE_OUT_OF_RANGE: "Date out of range",
  INVALID_REGEX_SYNTAX: "The field's pattern is invalid. Correct it in Toloka",
  CHARACTER_NOT_ALLOWED: "Contains a character that is not allowed",
  INVALID_VALUE: "Check this value",
  MAX_ONE_PROPERTY_ALLOWED: "Only one is allowed",
  NAME_LENGTH_LESS_THAN_MIN: "Name too short",
} satisfies Record<ValidationCode, Words>;
