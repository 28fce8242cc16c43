import {
  canonicalJson,
  compareNumbers,
  isJsonNumber,
  isJsonObject,
  isWhole,
  type Json,
  type JsonObject,
} from "../../../../shared/values/json.ts";
import { sameValue } from "../values.ts";
import { FORMATS } from "./formats.ts";
import { patternOf } from "./patterns.ts";

/** Deeper ones are not looked into. */
const DEEPEST = 64;

/**
 * Whether the value satisfies a JSON Schema, draft 7: type, enum, const, numbers, lengths, pattern, the usual formats,
 * items, properties, required, dependencies, allOf, anyOf, oneOf, not, if, and `$ref` within the schema. Other words,
 * and patterns that cannot be checked here, are passed over. `stop` is called for each step; what it throws ends the
 * check.
 */
export function satisfies(schema: Json | undefined, value: Json | undefined, stop: () => void): boolean {
  const inner = (part: Json | undefined, of: Json | undefined, depth: number): boolean => {
    stop();
    if (part === true || part === undefined || depth > DEEPEST) return true;
    if (!isJsonObject(part)) return false;
    const deeper: Inner = (next, value) => inner(next, value, depth + 1);
    if (typeof part.$ref === "string") return deeper(targetOf(schema, part.$ref), of);
    return fits(part, of, deeper, stop);
  };
  return inner(schema, value, 0);
}

type Inner = (schema: Json | undefined, value: Json | undefined) => boolean;

/** What `#/definitions/name` stands for; anything for another kind of reference. */
function targetOf(schema: Json | undefined, reference: string): Json | undefined {
  let at = reference.startsWith("#") ? schema : undefined;
  for (const step of reference.slice(1).split("/").filter(Boolean)) {
    const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
    at = (isJsonObject(at) || Array.isArray(at)) && Object.hasOwn(at, name) ? (at as JsonObject)[name] : undefined;
  }
  return at;
}

const each = (parts: Json | undefined): Json[] => (Array.isArray(parts) ? parts : []);

function fits(schema: JsonObject, value: Json | undefined, inner: Inner, stop: () => void): boolean {
  if (schema.type !== undefined && ![schema.type].flat().some((type) => isOfType(value, type as Json))) return false;
  if (schema.const !== undefined && !sameValue(schema.const, value)) return false;
  if (Array.isArray(schema.enum) && !schema.enum.some((one) => sameValue(one, value))) return false;
  if (!each(schema.allOf).every((part) => inner(part, value))) return false;
  if (schema.anyOf !== undefined && !each(schema.anyOf).some((part) => inner(part, value))) return false;
  if (schema.oneOf !== undefined && each(schema.oneOf).filter((part) => inner(part, value)).length !== 1) return false;
  if (schema.not !== undefined && inner(schema.not, value)) return false;
  if (schema.if !== undefined && !inner(inner(schema.if, value) ? schema.then : schema.else, value)) return false;
  if (typeof value === "string") return textFits(schema, value);
  if (isJsonNumber(value)) return numberFits(schema, value);
  if (Array.isArray(value)) return listFits(schema, value, inner);
  if (isJsonObject(value)) return objectFits(schema, value, inner, stop);
  return true;
}

function isOfType(value: Json | undefined, type: Json): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isJsonObject(value);
  if (type === "number") return isJsonNumber(value);
  if (type === "integer") return isJsonNumber(value) && isWhole(value);
  return value !== undefined && typeof value === type;
}

const within = (words: JsonObject, least: string, most: string, count: number): boolean =>
  !(Number(words[least] ?? 0) > count) && !(Number(words[most] ?? Infinity) < count);

function textFits(words: JsonObject, text: string): boolean {
  if (!within(words, "minLength", "maxLength", [...text].length)) return false;
  if (typeof words.pattern === "string" && patternOf(words.pattern)?.finds(text) === false) return false;
  const { format } = words;
  return typeof format !== "string" || !Object.hasOwn(FORMATS, format) || FORMATS[format]?.(text) !== false;
}

function numberFits(words: JsonObject, value: Parameters<typeof compareNumbers>[0]): boolean {
  const compared = (word: string): number | null => {
    const limit = words[word];
    return isJsonNumber(limit) ? compareNumbers(value, limit) : null;
  };
  const step = isJsonNumber(words.multipleOf) ? Number(words.multipleOf) : 0;
  return (
    (compared("minimum") ?? 0) >= 0 &&
    (compared("maximum") ?? 0) <= 0 &&
    (compared("exclusiveMinimum") ?? 1) > 0 &&
    (compared("exclusiveMaximum") ?? -1) < 0 &&
    (step <= 0 || Number.isInteger(Number(value) / step))
  );
}

function listFits(words: JsonObject, list: Json[], inner: Inner): boolean {
  const schemas = words.items;
  return (
    within(words, "minItems", "maxItems", list.length) &&
    (words.uniqueItems !== true || new Set(list.map(canonicalJson)).size === list.length) &&
    (words.contains === undefined || list.some((one) => inner(words.contains, one))) &&
    list.every((one, at) =>
      inner(Array.isArray(schemas) ? (at < schemas.length ? schemas[at] : words.additionalItems) : schemas, one),
    )
  );
}

function objectFits(words: JsonObject, value: JsonObject, inner: Inner, stop: () => void): boolean {
  const names = Object.keys(value);
  const properties = isJsonObject(words.properties) ? words.properties : {};
  const patterns = Object.entries(isJsonObject(words.patternProperties) ? words.patternProperties : {});
  const has = (name: Json) => Object.hasOwn(value, String(name));
  return (
    within(words, "minProperties", "maxProperties", names.length) &&
    each(words.required).every(has) &&
    names.every((name) => inner(words.propertyNames, name)) &&
    Object.entries(isJsonObject(words.dependencies) ? words.dependencies : {}).every(
      ([name, needs]) => !has(name) || (Array.isArray(needs) ? needs.every(has) : inner(needs, value)),
    ) &&
    names.every((name) => {
      const fitting = patterns.filter(([pattern]) => {
        stop();
        return patternOf(pattern)?.finds(name) === true;
      });
      const schemas = fitting.map(([, schema]) => schema);
      if (Object.hasOwn(properties, name)) schemas.push(properties[name] ?? null);
      if (schemas.length === 0) return inner(words.additionalProperties, value[name]);
      return schemas.every((schema) => inner(schema, value[name]));
    })
  );
}
