import type { Fault, Faults } from "../faults/faults.ts";
import type { Task } from "../task.ts";
import type { FieldSpec, FieldSpecs } from "../toloka.ts";
import {
  compareNumbers,
  type ExactNumber,
  isJsonNumber,
  isJsonObject,
  isWhole,
  type Json,
  type JsonObject,
  sameJson,
} from "../values/json.ts";
import { matchesPattern } from "./pattern.ts";

/** The element types of Toloka's field specs; each also exists as `array_<type>`: sixteen in all. */
export const ELEMENT_TYPES = ["string", "url", "boolean", "integer", "float", "file", "coordinates", "json"] as const;
export type ElementType = (typeof ELEMENT_TYPES)[number];

export interface FieldType {
  element: ElementType;
  array: boolean;
}

const ALIASES: Record<string, string> = { number: "integer" };

/**
 * The type of a field as written in a spec: in any letter case, and `number` for `integer`, as on Toloka's own pages.
 * `null` for an unknown type, whose values are edited as JSON and checked by Toloka alone.
 */
export function fieldType(spec: FieldSpec): FieldType | null {
  const written = spec.type.toLowerCase();
  const array = written.startsWith("array_");
  const name = array ? written.slice("array_".length) : written;
  const element = ELEMENT_TYPES.find((type) => type === (ALIASES[name] ?? name));
  return element === undefined ? null : { element, array };
}

/** A field is required unless its spec says otherwise (the API's default). */
export const isRequired = (spec: FieldSpec): boolean => spec.required !== false;

const KNOWN_ATTRIBUTES = new Set([
  "type",
  "required",
  "hidden",
  "min_length",
  "max_length",
  "pattern",
  "min_value",
  "max_value",
  "allowed_values",
  "min_size",
  "max_size",
  "current_location",
]);

/** Attributes of a spec that are not checked here; the operator is told of them. */
export const unknownAttributes = (spec: FieldSpec): string[] =>
  Object.keys(spec).filter((key) => !KNOWN_ATTRIBUTES.has(key));

/**
 * Checks one field's value against its spec. Faults are keyed by `path`, and by `path.<position>` for items of an
 * array. `undefined` and `null` count as absent, and so does empty text in a required field.
 */
export function checkField(spec: FieldSpec, value: Json | undefined, path: string): Faults {
  if (value === undefined || value === null || value === "")
    return isRequired(spec)
      ? { [path]: { code: "VALUE_REQUIRED" } }
      : value === ""
        ? single(path, checkKind(spec, ""))
        : {};
  const type = fieldType(spec);
  if (type === null) return {};
  // Toloka stores lists of shapes in `json` fields; its object detection examples have one among inputs and outputs.
  if (!type.array && type.element === "json" && Array.isArray(value)) return {};
  if (!type.array) return single(path, checkElement(spec, type.element, value));
  if (!Array.isArray(value)) return { [path]: { code: "ARRAY_EXPECTED" } };
  const faults = single(
    path,
    bounds(value.length, spec.min_size, spec.max_size, [
      "ARRAY_SIZE_LESS_THAN_MIN",
      "ARRAY_SIZE_GREATER_THAN_MAX",
      "ARRAY_SIZE_OUT_OF_BOUNDS",
    ]),
  );
  for (const [index, item] of value.entries()) {
    const fault = item === null ? { code: "VALUE_REQUIRED" as const } : checkElement(spec, type.element, item);
    if (fault) faults[`${path}.${index}`] = fault;
  }
  return faults;
}

const single = (path: string, fault: Fault | null): Faults => (fault ? { [path]: fault } : {});

function checkKind(spec: FieldSpec, value: Json): Fault | null {
  const type = fieldType(spec);
  if (type === null) return null;
  return type.array ? { code: "ARRAY_EXPECTED" } : checkElement(spec, type.element, value);
}

function checkElement(spec: FieldSpec, element: ElementType, value: Json): Fault | null {
  if (element === "json") return isJsonObject(value) ? null : { code: "OBJECT_EXPECTED" };
  if (Array.isArray(value) || isJsonObject(value)) return { code: "SIMPLE_VALUE_EXPECTED" };
  return checkers[element](spec, value) ?? checkAllowed(spec, value);
}

const checkers: Record<Exclude<ElementType, "json">, (spec: FieldSpec, value: Json) => Fault | null> = {
  string: checkString,
  url: (_spec, value) =>
    typeof value !== "string"
      ? { code: "STRING_EXPECTED" }
      : isTolokaUrl(value)
        ? null
        : { code: "INVALID_URL_SYNTAX" },
  boolean: (_spec, value) => (typeof value === "boolean" ? null : { code: "BOOLEAN_EXPECTED" }),
  integer: (spec, value) =>
    isJsonNumber(value) && isWhole(value) ? checkRange(spec, value) : { code: "INTEGER_EXPECTED" },
  float: (spec, value) => (isJsonNumber(value) ? checkRange(spec, value) : { code: "FLOAT_EXPECTED" }),
  file: (_spec, value) => (typeof value === "string" ? null : { code: "STRING_EXPECTED" }),
  coordinates: (_spec, value) =>
    typeof value !== "string"
      ? { code: "STRING_EXPECTED" }
      : parseCoordinates(value)
        ? null
        : { code: "INVALID_COORDINATES_SYNTAX" },
};

function checkString(spec: FieldSpec, value: Json): Fault | null {
  if (typeof value !== "string") return { code: "STRING_EXPECTED" };
  const length = bounds(value.length, spec.min_length, spec.max_length, [
    "STRING_LENGTH_LESS_THAN_MIN",
    "STRING_LENGTH_GREATER_THAN_MAX",
    "STRING_LENGTH_OUT_OF_BOUNDS",
  ]);
  if (length) return length;
  return spec.pattern && matchesPattern(spec.pattern, value) === false
    ? { code: "PATTERN_MISMATCH", params: [spec.pattern] }
    : null;
}

/** Whether a field's text has to match a pattern as a whole. In Toloka only `string` fields have patterns. */
export const hasPattern = (spec: FieldSpec): spec is FieldSpec & { pattern: string } =>
  Boolean(spec.pattern) && fieldType(spec)?.element === "string";

const checkRange = (spec: FieldSpec, value: number | ExactNumber): Fault | null =>
  bounds(value, spec.min_value, spec.max_value, [
    "VALUE_LESS_THAN_MIN",
    "VALUE_GREATER_THAN_MAX",
    "VALUE_OUT_OF_BOUNDS",
  ]);

type Bound = number | ExactNumber | null | undefined;

/** If both bounds are given, one code names both (Toloka's `*_OUT_OF_BOUNDS`). */
function bounds(
  value: number | ExactNumber,
  min: Bound,
  max: Bound,
  [low, high, both]: [Fault["code"], Fault["code"], Fault["code"]],
): Fault | null {
  const below = min != null && compareNumbers(value, min) < 0;
  const above = max != null && compareNumbers(value, max) > 0;
  if (!below && !above) return null;
  if (min != null && max != null) return { code: both, params: [min, max] };
  return below ? { code: low, params: [min!] } : { code: high, params: [max!] };
}

function checkAllowed(spec: FieldSpec, value: Json): Fault | null {
  const allowed = spec.allowed_values;
  if (allowed == null || allowed.length === 0 || allowed.some((item) => sameJson(item, value))) return null;
  return { code: "VALUE_NOT_ALLOWED", params: ["value", ...allowed] };
}

/** Toloka's rule for `url` fields: `http://`, `https://` or `www` in front, and no spaces. */
export const isTolokaUrl = (text: string): boolean => /^(?:https?:\/\/|www)\S+$/i.test(text);

/** Latitude and longitude in degrees from `lat,lon` (a space after the comma is allowed); `null` if invalid. */
export function parseCoordinates(text: string): { lat: number; lon: number } | null {
  const match = /^(-?\d+(?:\.\d+)?), ?(-?\d+(?:\.\d+)?)$/.exec(text);
  if (!match) return null;
  const lat = Number(match[1]);
  const lon = Number(match[2]);
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null;
}

/** Checks an object of values against its specs: every field, and keys that are no field. */
export function checkValues(specs: FieldSpecs, values: JsonObject | null | undefined, path: string): Faults {
  const faults: Faults = {};
  for (const [field, spec] of Object.entries(specs)) {
    const value = values && Object.hasOwn(values, field) ? values[field] : undefined;
    Object.assign(faults, checkField(spec, value, `${path}.${field}`));
  }
  for (const field of Object.keys(values ?? {}))
    if (!Object.hasOwn(specs, field)) faults[`${path}.${field}`] = { code: "VALUE_NOT_ALLOWED", params: ["field"] };
  return faults;
}

/** Checks a task's values against its project's specs: input values, known and baseline solutions. */
export function checkTaskValues(spec: { input_spec: FieldSpecs; output_spec: FieldSpecs }, task: Task): Faults {
  const faults = checkValues(spec.input_spec, task.input_values, "input_values");
  for (const key of ["known_solutions", "baseline_solutions"] as const)
    for (const [index, solution] of (task[key] ?? []).entries())
      Object.assign(faults, checkValues(spec.output_spec, solution.output_values, `${key}.${index}.output_values`));
  return faults;
}
