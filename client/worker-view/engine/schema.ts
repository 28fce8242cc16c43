import { RE2JS } from "re2js";
import {
  compareNumbers,
  isJsonNumber,
  isJsonObject,
  isWhole,
  type Json,
  parseJson,
  sameJson,
} from "../../../shared/values/json.ts";
import { isWebAddress } from "./addresses.ts";

/**
 * Whether the value satisfies a JSON Schema, draft 7: type, enum, const, numbers, lengths, pattern, the usual formats,
 * items, properties, required, allOf, anyOf, oneOf, not, if. Other words are passed over, as unknown ones are.
 */
export function satisfies(schema: Json | undefined, value: Json | undefined, depth = 0): boolean {
  if (schema === true || schema === undefined || depth > 64) return true;
  if (!isJsonObject(schema)) return false;
  const inner = (part: Json | undefined, of: Json | undefined) => satisfies(part, of, depth + 1);
  const each = (parts: Json | undefined) => (Array.isArray(parts) ? parts : []);
  if (schema.type !== undefined && ![schema.type].flat().some((type) => isOfType(value, type as Json))) return false;
  if (schema.const !== undefined && !sameJson(schema.const, value)) return false;
  if (Array.isArray(schema.enum) && !schema.enum.some((one) => sameJson(one, value))) return false;
  if (!each(schema.allOf).every((part) => inner(part, value))) return false;
  if (schema.anyOf !== undefined && !each(schema.anyOf).some((part) => inner(part, value))) return false;
  if (schema.oneOf !== undefined && each(schema.oneOf).filter((part) => inner(part, value)).length !== 1) return false;
  if (schema.not !== undefined && inner(schema.not, value)) return false;
  if (schema.if !== undefined && !inner(inner(schema.if, value) ? schema.then : schema.else, value)) return false;
  if (typeof value === "string") return textFits(schema, value);
  if (isJsonNumber(value)) return numberFits(schema, value);
  if (Array.isArray(value)) return listFits(schema, value, inner);
  if (isJsonObject(value)) return objectFits(schema, value, inner);
  return true;
}

type Inner = (schema: Json | undefined, value: Json | undefined) => boolean;
type Words = { [word: string]: Json };

function isOfType(value: Json | undefined, type: Json): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isJsonObject(value);
  if (type === "number") return isJsonNumber(value);
  if (type === "integer") return isJsonNumber(value) && isWhole(value);
  return typeof value === type;
}

const within = (words: Words, least: string, most: string, count: number): boolean =>
  !(Number(words[least] ?? 0) > count) && !(Number(words[most] ?? Infinity) < count);

function textFits(words: Words, text: string): boolean {
  if (!within(words, "minLength", "maxLength", [...text].length)) return false;
  if (typeof words.pattern === "string" && finder(words.pattern)?.(text) === false) return false;
  const check = typeof words.format === "string" ? FORMATS[words.format] : undefined;
  return check === undefined || check(text);
}

function numberFits(words: Words, value: Parameters<typeof compareNumbers>[0]): boolean {
  const compared = (word: string): number | null => {
    const limit = words[word];
    return isJsonNumber(limit) ? compareNumbers(value, limit) : null;
  };
  const step = Number(words.multipleOf ?? 0);
  return (
    (compared("minimum") ?? 0) >= 0 &&
    (compared("maximum") ?? 0) <= 0 &&
    (compared("exclusiveMinimum") ?? 1) > 0 &&
    (compared("exclusiveMaximum") ?? -1) < 0 &&
    (step <= 0 || Number.isInteger(Number(value) / step))
  );
}

function listFits(words: Words, list: Json[], inner: Inner): boolean {
  const schemas = words.items;
  return (
    within(words, "minItems", "maxItems", list.length) &&
    (words.uniqueItems !== true || list.every((one, at) => !list.slice(0, at).some((other) => sameJson(one, other)))) &&
    (words.contains === undefined || list.some((one) => inner(words.contains, one))) &&
    list.every((one, at) =>
      inner(Array.isArray(schemas) ? (at < schemas.length ? schemas[at] : words.additionalItems) : schemas, one),
    )
  );
}

function objectFits(words: Words, value: Words, inner: Inner): boolean {
  const names = Object.keys(value);
  const properties = isJsonObject(words.properties) ? words.properties : {};
  const patterns = Object.entries(isJsonObject(words.patternProperties) ? words.patternProperties : {});
  return (
    within(words, "minProperties", "maxProperties", names.length) &&
    (!Array.isArray(words.required) || words.required.every((name) => Object.hasOwn(value, String(name)))) &&
    names.every((name) => {
      const fitting = patterns.filter(([pattern]) => finder(pattern)?.(name) === true).map(([, schema]) => schema);
      if (Object.hasOwn(properties, name)) fitting.push(properties[name] ?? null);
      if (fitting.length === 0) return inner(words.additionalProperties, value[name]);
      return fitting.every((schema) => inner(schema, value[name]));
    })
  );
}

const finders = new Map<string, ((text: string) => boolean) | null>();

/** Looks for a pattern in JavaScript's syntax, in time proportional to the text where RE2 knows the syntax. */
export function finder(pattern: string): ((text: string) => boolean) | null {
  let found = finders.get(pattern);
  if (found === undefined) {
    found = finderOf(pattern);
    finders.set(pattern, found);
  }
  return found;
}

function finderOf(pattern: string): ((text: string) => boolean) | null {
  try {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
    return (text) => compiled.matcher(text).find();
  } catch {
    // RE2 lacks lookaround and back references
  }
  try {
    const compiled = new RegExp(pattern);
    return (text) => compiled.test(text);
  } catch {
    return null;
  }
}

const isJsonText = (text: string): boolean => {
  try {
    parseJson(text);
    return true;
  } catch {
    return false;
  }
};

const FORMATS: Record<string, (text: string) => boolean> = {
  date: (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)),
  "date-time": (text) => /^\d{4}-\d\d-\d\d[t\s]\d\d:\d\d:\d\d(?:\.\d+)?(?:z|[+-]\d\d:?\d\d)$/i.test(text),
  time: (text) => /^\d\d:\d\d:\d\d(?:\.\d+)?(?:z|[+-]\d\d:?\d\d)?$/i.test(text),
  email: (text) => /^[^\s@]+@[^\s@]+$/.test(text),
  uri: (text) => /^[a-z][a-z0-9+.-]*:\S+$/i.test(text),
  url: isWebAddress,
  ipv4: (text) => /^(?:\d{1,3}\.){3}\d{1,3}$/.test(text) && text.split(".").every((part) => Number(part) < 256),
  json: isJsonText,
};
