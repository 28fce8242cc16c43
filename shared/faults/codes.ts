import type { Json } from "../values/json.ts";

/** A text, or a function that fills parameters in. */
export type Words = string | ((params: Json[]) => string);

/**
 * Toloka's validation codes (names from toloka-kit 1.2.2, `error_codes.py`), each with Toloka's own message. Where Toloka
 * does not document a code, its meaning is taken from its name.
 */
export const TOLOKA_MESSAGES = {
  VALUE_REQUIRED: "Value must be present and not equal to null",
  VALUES_REQUIRED: "Values must be present",
  VALUE_NOT_ALLOWED: ([kind]) => (kind === "field" ? "Unknown field name" : "Value is not allowed"),
  UNKNOWN_ENUM_VALUE: "Unknown enum value",
  STRING_EXPECTED: "Value must be a string",
  SIMPLE_VALUE_EXPECTED: "Value must not be an object or an array",
  BOOLEAN_EXPECTED: "Value must be a boolean",
  INTEGER_EXPECTED: "Value must be an integer",
  FLOAT_EXPECTED: "Value must be a number",
  VALUE_LESS_THAN_MIN: ([min]) => `Value must be greater or equal to ${min}`,
  VALUE_GREATER_THAN_MAX: ([max]) => `Value must be less or equal to ${max}`,
  VALUE_OUT_OF_BOUNDS: ([min, max]) => `Value must be between ${min} and ${max}`,
  STRING_LENGTH_LESS_THAN_MIN: ([min]) => `String length must be greater or equal to ${min}`,
  STRING_LENGTH_GREATER_THAN_MAX: ([max]) => `String length must be less or equal to ${max}`,
  STRING_LENGTH_OUT_OF_BOUNDS: ([min, max]) => `String length must be between ${min} and ${max}`,
  PATTERN_MISMATCH: ([pattern]) => `Value must match pattern ${pattern}`,
  BLANK_STRING_NOT_ALLOWED: "Blank string is not allowed",
  INVALID_URL_SYNTAX: "Value must be in valid url format",
  INVALID_COORDINATES_SYNTAX: "Value must be in valid coordinates format",
  ARRAY_EXPECTED: "Value must be an array",
  ARRAY_SIZE_LESS_THAN_MIN: ([min]) => `Array size must be greater or equal to ${min}`,
  ARRAY_SIZE_GREATER_THAN_MAX: ([max]) => `Array size must be less or equal to ${max}`,
  ARRAY_SIZE_OUT_OF_BOUNDS: ([min, max]) => `Array size must be between ${min} and ${max}`,
  JSON_EXPECTED: "Value must be JSON",
  OBJECT_EXPECTED: "Value must be an object",
  EMPTY_OBJECT_NOT_ALLOWED: "Empty object is not allowed",
  DUPLICATE_VALUE_IN_ARRAY: "Array must not contain duplicates",
  OBJECT_SIZE_BYTES_GREATER_THAN_MAX: ([max]) => `Object size must be less or equal to ${max} bytes`,
  ENTITY_DOES_NOT_EXIST: "Entity does not exist",
  ENTITY_ACCESS_DENIED: "Entity access denied",
  NOT_NULL_BODY: "Body must not be null",
  UUID_EXPECTED: "Value must be a UUID",
  INVALID_DATE_SYNTAX: "Invalid date syntax",
  INVALID_DATE_TIME_SYNTAX: "Invalid date-time syntax",
  DATE_OUT_OF_RANGE: "Date is out of range",
  INVALID_REGEX_SYNTAX: "Invalid regular expression",
  CHARACTER_NOT_ALLOWED: "Character is not allowed",
  INVALID_VALUE: "Invalid value",
  MAX_ONE_PROPERTY_ALLOWED: "At most one property is allowed",
  NAME_LENGTH_LESS_THAN_MIN: "Name is too short",
} satisfies Record<string, Words>;

export type ValidationCode = keyof typeof TOLOKA_MESSAGES;
export const validationCodes = Object.keys(TOLOKA_MESSAGES) as ValidationCode[];

export const isValidationCode = (code: string): code is ValidationCode => Object.hasOwn(TOLOKA_MESSAGES, code);
