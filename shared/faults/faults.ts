import * as z from "zod/mini";
import type { Json } from "../values/json.ts";
import { json } from "../values/schemas.ts";

/**
 * A fault of one value: Toloka's validation code and the parameters of its message. `Faults` are keyed by path, as
 * Toloka writes them (`known_solutions.0.output_values.verdict`).
 */
export interface Fault {
  code: ValidationCode;
  params?: Json[];
}
export type Faults = Record<string, Fault>;

/** A fault as it is shown and sent, with its sentence. */
export const FieldProblemSchema = z.object({
  code: z.string(),
  message: z.string(),
  params: z.optional(z.array(json)),
});
export type FieldProblem = z.infer<typeof FieldProblemSchema>;

const list = (params: Json[]): string => params.map((item) => `“${String(item)}”`).join(", ");

/** A count with separated thousands: `1,048,576`. */
export const inEnglish = (count: Json): string => Number(count).toLocaleString("en");

/** A text, or a function that fills parameters in. */
type Words = string | ((params: Json[]) => string);

/**
 * Toloka's validation codes (names from toloka-kit 1.2.2, `error_codes.py`), each with Toloka's own message and a
 * sentence for the operator. Where Toloka does not document a code, its meaning is taken from its name.
 */
const CODES = {
  VALUE_REQUIRED: ["Value must be present and not equal to null", "Fill this in: it is required."],
  VALUES_REQUIRED: ["Values must be present", "Fill in at least one value."],
  VALUE_NOT_ALLOWED: [
    ([kind]) => (kind === "field" ? "Unknown field name" : "Value is not allowed"),
    ([kind, ...allowed]) =>
      kind === "field"
        ? "The pool has no field of this name: remove it or correct its name."
        : kind === "overlap"
          ? "Choose either a number or infinite overlap, not both."
          : allowed.length > 0
            ? `Choose one of the allowed values: ${list(allowed)}.`
            : "This value is not allowed here.",
  ],
  UNKNOWN_ENUM_VALUE: ["Unknown enum value", "This is not one of the possible values."],
  STRING_EXPECTED: ["Value must be a string", "Enter text here (in JSON: in quotation marks)."],
  SIMPLE_VALUE_EXPECTED: [
    "Value must not be an object or an array",
    "Enter one plain value here, not a list or an object.",
  ],
  BOOLEAN_EXPECTED: ["Value must be a boolean", "Choose yes or no (in JSON: true or false)."],
  INTEGER_EXPECTED: ["Value must be an integer", "Enter a whole number, such as 7."],
  FLOAT_EXPECTED: ["Value must be a number", "Enter a number with a dot as the decimal sign, such as 2.5."],
  VALUE_LESS_THAN_MIN: [
    ([min]) => `Value must be greater or equal to ${min}`,
    ([min]) => (min === undefined ? "This is too small." : `Enter ${min} or more.`),
  ],
  VALUE_GREATER_THAN_MAX: [
    ([max]) => `Value must be less or equal to ${max}`,
    ([max]) => (max === undefined ? "This is too large." : `Enter ${max} or less.`),
  ],
  VALUE_OUT_OF_BOUNDS: [
    ([min, max]) => `Value must be between ${min} and ${max}`,
    ([min, max]) => (min === undefined ? "This is too small or too large." : `Enter a value from ${min} to ${max}.`),
  ],
  STRING_LENGTH_LESS_THAN_MIN: [
    ([min]) => `String length must be greater or equal to ${min}`,
    ([min]) =>
      min === undefined ? "This is too short." : `Write at least ${min} ${min === 1 ? "character" : "characters"}.`,
  ],
  STRING_LENGTH_GREATER_THAN_MAX: [
    ([max]) => `String length must be less or equal to ${max}`,
    ([max]) =>
      max === undefined
        ? "This is too long."
        : `Shorten this to at most ${max} ${max === 1 ? "character" : "characters"}.`,
  ],
  STRING_LENGTH_OUT_OF_BOUNDS: [
    ([min, max]) => `String length must be between ${min} and ${max}`,
    ([min, max]) => (min === undefined ? "This is too short or too long." : `Write ${min} to ${max} characters.`),
  ],
  PATTERN_MISMATCH: [
    ([pattern]) => `Value must match pattern ${pattern}`,
    ([pattern]) =>
      pattern === undefined
        ? "This has not the form that the field asks for."
        : `The whole text must have the form ${pattern}.`,
  ],
  BLANK_STRING_NOT_ALLOWED: ["Blank string is not allowed", "Write something other than spaces."],
  INVALID_URL_SYNTAX: [
    "Value must be in valid url format",
    "Enter a full address that starts with http://, https:// or www.",
  ],
  INVALID_COORDINATES_SYNTAX: [
    "Value must be in valid coordinates format",
    "Enter latitude, a comma and longitude, such as 48.85,2.35 (-90 to 90, -180 to 180).",
  ],
  ARRAY_EXPECTED: ["Value must be an array", "Enter a list here (in JSON: in square brackets)."],
  ARRAY_SIZE_LESS_THAN_MIN: [
    ([min]) => `Array size must be greater or equal to ${min}`,
    ([min]) => (min === undefined ? "Add items." : `Add items: at least ${min} ${min === 1 ? "is" : "are"} needed.`),
  ],
  ARRAY_SIZE_GREATER_THAN_MAX: [
    ([max]) => `Array size must be less or equal to ${max}`,
    ([max]) =>
      max === undefined ? "Remove items." : `Remove items: at most ${max} ${max === 1 ? "is" : "are"} allowed.`,
  ],
  ARRAY_SIZE_OUT_OF_BOUNDS: [
    ([min, max]) => `Array size must be between ${min} and ${max}`,
    ([min, max]) =>
      min === undefined ? "There are too few or too many items." : `The list must have ${min} to ${max} items.`,
  ],
  JSON_EXPECTED: ["Value must be JSON", "Enter valid JSON."],
  OBJECT_EXPECTED: ["Value must be an object", 'Enter a JSON object, such as {"key": "value"}.'],
  EMPTY_OBJECT_NOT_ALLOWED: ["Empty object is not allowed", "Fill in at least one field."],
  DUPLICATE_VALUE_IN_ARRAY: ["Array must not contain duplicates", "Each item may stand here only once."],
  OBJECT_SIZE_BYTES_GREATER_THAN_MAX: [
    ([max]) => `Object size must be less or equal to ${max} bytes`,
    ([max, size]) =>
      max === undefined
        ? "Shorten this: all together it is too large."
        : `Shorten this: all together it may take ${inEnglish(max)} bytes${size === undefined ? "" : ` and takes ${inEnglish(size)}`}.`,
  ],
  ENTITY_DOES_NOT_EXIST: ["Entity does not exist", "Toloka has nothing under this id: check it."],
  ENTITY_ACCESS_DENIED: ["Entity access denied", "This belongs to somebody else: use one of your own."],
  NOT_NULL_BODY: ["Body must not be null", "The request is empty."],
  UUID_EXPECTED: [
    "Value must be a UUID",
    "Use a UUID, such as 2ed92b7f-75c0-4771-ae2f-3911232d6d4e, or ask for a new one.",
  ],
  INVALID_DATE_SYNTAX: ["Invalid date syntax", "Write the date as 2026-11-23."],
  INVALID_DATE_TIME_SYNTAX: ["Invalid date-time syntax", "Write the time as 2026-11-23T16:00:00."],
  DATE_OUT_OF_RANGE: ["Date is out of range", "Choose another date."],
  INVALID_REGEX_SYNTAX: [
    "Invalid regular expression",
    "The pattern in the project is not valid: correct it in Toloka.",
  ],
  CHARACTER_NOT_ALLOWED: ["Character is not allowed", "Remove the characters that are not allowed."],
  INVALID_VALUE: ["Invalid value", "Correct this value."],
  MAX_ONE_PROPERTY_ALLOWED: ["At most one property is allowed", "Keep only one of these."],
  NAME_LENGTH_LESS_THAN_MIN: ["Name is too short", "Use a longer name."],
} satisfies Record<string, [toloka: Words, sentence: Words]>;

export type ValidationCode = keyof typeof CODES;
export const validationCodes = Object.keys(CODES) as ValidationCode[];

export const isValidationCode = (code: string): code is ValidationCode => Object.hasOwn(CODES, code);

/** Toloka's own wording of a fault. */
export const tolokaMessage = (fault: Fault): string => filled(CODES[fault.code][0], fault.params);

/** What an operator can do about a fault, as a sentence. */
export const faultSentence = (fault: Fault): string => filled(CODES[fault.code][1], fault.params);

const filled = (words: Words, params: Json[] = []): string => (typeof words === "string" ? words : words(params));

/** More than any form has fields. A pasted megabyte of wrong items would make forty megabytes of problems. */
const MOST_FIELDS = 1_000;

/** The first faults with their sentences, for a problem. */
export function fieldProblems(faults: Faults): Record<string, FieldProblem> {
  return Object.fromEntries(
    Object.entries(faults)
      .slice(0, MOST_FIELDS)
      .map(([path, fault]) => [path, { code: fault.code, message: faultSentence(fault) }]),
  );
}

/**
 * Toloka's validation error (`{code, message, params?}` by path) with our sentences for the codes that we know; others
 * keep Toloka's message.
 */
export function translateFields(payload: Record<string, FieldProblem>): Record<string, FieldProblem> {
  return Object.fromEntries(
    Object.entries(payload).map(([path, { code, message, params }]) => {
      const unknownField = code === "VALUE_NOT_ALLOWED" && /unknown field/i.test(message);
      const known =
        isValidationCode(code) && (params !== undefined || typeof CODES[code][1] === "string" || unknownField);
      const own = known ? faultSentence({ code, params: unknownField ? ["field"] : (params ?? []) }) : message;
      return [path, { code, message: own }];
    }),
  );
}
