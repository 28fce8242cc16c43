import type { Json, JsonObject } from "../../shared/values/json.ts";
import { isJsonObject, stringifyJson } from "../../shared/values/json.ts";
import { type RandomInteger, uuidFrom } from "../support/seeded-random.ts";

/** The parts of an OpenAPI document that requests are made from. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: Json[];
  const?: Json;
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minimum?: number;
  maximum?: number;
  minLength?: number;
}

export const pick = <T>(random: RandomInteger, list: readonly T[]): T => list[random(list.length)]!;

/** Ids that exist or existed, by the names of members, params and queries that take them. */
export class KnownIds {
  readonly #ids = new Map<string, string[]>();

  add(kind: string, id: unknown): void {
    if (typeof id !== "string" || id === "") return;
    const list = this.#ids.get(kind) ?? [];
    this.#ids.set(kind, list);
    // The oldest fall out, so that a long run has the memory of a short one.
    if (list.push(id) > 200) list.shift();
  }

  one(kind: string, random: RandomInteger): string | null {
    const list = this.#ids.get(kind);
    return list === undefined || random(4) === 0 ? null : pick(random, list);
  }
}

const TEXTS = ["", "a", "open", "виза", "1080020", "created,queued", "2026-11-28T00:00:00Z", "%", "_", "'", "a b  c"];
const URLS = [
  "http://127.0.0.1:22/",
  "http://[::1]/a.png",
  "http://169.254.169.254/latest/meta-data/",
  "ftp://example.invalid/",
  "http://2130706433/",
  "https://example.invalid:0/",
];

function textFor(name: string, ids: KnownIds, random: RandomInteger): string {
  if (name === "operation_id")
    return ids.one("operation_id", random) ?? uuidFrom(`${random(1_000_000_000)}/${random(1_000_000_000)}`);
  if (name === "url") return pick(random, URLS);
  if (name === "since" || name === "until") return "2026-11-28T00:00:00Z";
  if (name === "password") return "a password nobody has";
  if (name === "name") return `Made ${random(1_000_000_000)}`;
  return ids.one(name, random) ?? pick(random, TEXTS);
}

/** A value that fits the schema as far as the schema says. */
export function sampleOf(given: Schema, name: string, ids: KnownIds, random: RandomInteger, named: Named): Json {
  const schema = resolved(given, named);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return sampleOf(pick(random, choices), name, ids, random, named);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return pick(random, schema.enum);
  const type = Array.isArray(schema.type) ? pick(random, schema.type) : schema.type;
  if (type === "object" || schema.properties) return objectOf(schema, ids, random, named);
  if (type === "array")
    return Array.from({ length: random(3) }, () => sampleOf(schema.items ?? {}, name, ids, random, named));
  if (type === "boolean") return random(2) === 0;
  if (type === "integer" || type === "number") {
    const { minimum = 0, maximum = 1000 } = schema;
    return random(20) === 0 ? maximum : Math.min(maximum, minimum + random(3));
  }
  if (type === "null") return null;
  return textFor(name, ids, random);
}

type Named = Record<string, Schema>;
const resolved = (schema: Schema, named: Named): Schema =>
  schema.$ref === undefined ? schema : (named[schema.$ref.replace("#/components/schemas/", "")] ?? {});

function objectOf(schema: Schema, ids: KnownIds, random: RandomInteger, named: Named): JsonObject {
  const made: JsonObject = {};
  for (const [key, member] of Object.entries(schema.properties ?? {}))
    if (schema.required?.includes(key) || random(3) === 0) made[key] = sampleOf(member, key, ids, random, named);
  return made;
}

const DEEP = 40_000;
/** Texts that take the place of a value in JSON. Some are no JSON. */
const HOSTILE: readonly (() => string)[] = [
  () => '{"__proto__":{"role":"administrator","polluted":true}}',
  () => '{"constructor":{"prototype":{"polluted":true}}}',
  () => '"__proto__"',
  () => "1e400",
  () => "-0",
  () => `1${"0".repeat(5_000)}.5`,
  () => "9007199254740993",
  () => "0.1e-999999999",
  () => "null",
  () => "[]",
  () => "{}",
  () => '""',
  () => "true",
  () => '"\\u0000"',
  () => '"\\ud800"',
  () => `"${"x".repeat(20_000)}"`,
  () => "[".repeat(DEEP) + "]".repeat(DEEP),
  () => `${'{"a":'.repeat(100)}1${"}".repeat(100)}`,
  () => '"<img src=x onerror=alert(1)>"',
  () => '"\' or 1=1; drop table submissions; --"',
  () => '"..\\/..\\/etc\\/passwd"',
  () => '"line\\r\\nSet-Cookie: desk=1"',
  () => "NaN",
  () => "undefined",
  () => "'single'",
  () => "",
];
const MEMBERS = [
  '"__proto__":{"role":"administrator"}',
  '"role":"administrator"',
  '"created_by":"Ada"',
  '"id":"1"',
  '"x":1,"x":2',
];
const SCALAR = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false|null/g;

/** The JSON with one to three changes: another value or key, a further member, cut short, or wrapped. */
export function mutated(json: string, random: RandomInteger): string {
  let text = json;
  for (let left = 1 + random(3); left > 0; left--) {
    const kind = random(8);
    if (kind === 0) text = text.slice(0, random(text.length + 1));
    else if (kind === 1) text = pick(random, [`[${text}]`, `\uFEFF${text}`, `${text}${text}`, `${text} // end`]);
    else if (kind === 2) text = text.replace("{", `{${pick(random, MEMBERS)},`);
    else {
      const places = [...text.slice(0, 10_000).matchAll(SCALAR)];
      const place = places[random(Math.max(1, places.length))];
      if (place)
        text = text.slice(0, place.index) + pick(random, HOSTILE)() + text.slice(place.index + place[0].length);
    }
  }
  return text;
}

/** Text for a param or a query. */
export const hostileText = (random: RandomInteger): string =>
  pick(random, [
    "",
    "\0",
    "..",
    "../..",
    "__proto__",
    "a".repeat(2_000),
    "ё😀",
    "%",
    "1e9",
    "-1",
    "1' or '1'='1",
    "\r\nX: y",
    "$ne",
  ]);

/** Notes the ids in an answer, under the names by which requests take them. */
export function learn(answer: Json, ids: KnownIds, prefix: string): void {
  const rows = isJsonObject(answer) && Array.isArray(answer.items) ? answer.items.slice(0, 20) : [answer];
  for (const row of rows) {
    if (!isJsonObject(row)) continue;
    ids.add("operation_id", row.operation_id);
    ids.add("cursor", isJsonObject(answer) ? answer.next_cursor : null);
    ids.add(`id of ${prefix}`, row.id);
    if (isJsonObject(row.created_task)) ids.add("task_id", row.created_task.id);
  }
}

export const asJson = (value: Json): string => stringifyJson(value);
