/**
 * Reads and writes JSON without changing a digit. `JSON.parse` is called here only.
 *
 * A number that a double prints exactly as it was written stays a `number`; any other (`9007199254740993`, `0.710`,
 * `1e400`) becomes an `ExactNumber`, which prints as the same text.
 */
export type Json = null | boolean | number | string | ExactNumber | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

interface RawJson {
  rawJSON(text: string): unknown;
  parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
}
const native = JSON as unknown as RawJson;

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A JSON number kept as its text, because a double would lose digits of it. */
export class ExactNumber {
  readonly text: string;
  constructor(text: string) {
    if (!NUMBER.test(text)) throw new TypeError(`not a JSON number: ${text}`);
    this.text = text;
  }
  toJSON(): unknown {
    return native.rawJSON(this.text);
  }
  toString(): string {
    return this.text;
  }
}

/** How deep arrays and objects may nest: more than any task needs, and far less than would exhaust the stack. */
export const MAX_DEPTH = 64;

export type JsonFaultCode =
  | "INVALID_JSON"
  | "KEY_NOT_ALLOWED"
  | "LONE_SURROGATE"
  | "NESTED_TOO_DEEP"
  | "REPEATED_KEY"
  | "TOO_MANY_VALUES";

/** Text that is not acceptable JSON. `code` says why, and `path` (separated by dots) where, if that is known. */
export class JsonError extends Error {
  readonly code: JsonFaultCode;
  readonly path: string;
  constructor(code: JsonFaultCode, message: string, path = "") {
    super(message);
    this.name = "JsonError";
    this.code = code;
    this.path = path;
  }
}

/** Reads a JSON number: a `number` if that prints as the same text, else an `ExactNumber`; `null` if it is not one. */
export function parseNumber(text: string): number | ExactNumber | null {
  if (!NUMBER.test(text)) return null;
  const value = Number(text);
  return String(value) === text ? value : new ExactNumber(text);
}

/**
 * Finds numbers that a double may change: with a fraction, an exponent or sixteen digits, or -0. Few texts have any,
 * and a reviver that sees the text of every number takes several times as long.
 */
const DELICATE = /(?:^|"\s*:|[[,])\s*-?(?:\d+[.eE]|\d{16}|(?<=-)0)/;

/**
 * Parses JSON text. Throws `JsonError` for text that is not JSON, a key `__proto__`, a lone surrogate (which UTF-8
 * cannot represent) and nesting over `MAX_DEPTH`.
 */
export function parseJson(text: string): Json {
  let value: Json;
  try {
    value = DELICATE.test(text) ? (native.parse(text, keepDigits) as Json) : JSON.parse(text);
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep([]);
    throw new JsonError("INVALID_JSON", `This is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  inspect(value, []);
  return value;
}

const keepDigits = (_key: string, item: unknown, { source }: { source?: string }): unknown =>
  typeof item === "number" && source !== undefined && String(item) !== source ? new ExactNumber(source) : item;

/** Longer keys and paths are cut in messages. */
const LONGEST_KEY = 100;
const LONGEST_PATH = 300;
const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** A path in JSON for messages and `fields`: keys and positions separated by dots, 300 characters at most. */
export const shortPath = (steps: readonly string[]): string =>
  cut(steps.map((step) => cut(step, LONGEST_KEY)).join("."), LONGEST_PATH);

/** The error for nesting over `MAX_DEPTH`; `steps` is the path to what is nested too deep. */
export function tooDeep(steps: readonly string[]): JsonError {
  return new JsonError("NESTED_TOO_DEEP", `Lists and objects may nest ${MAX_DEPTH} deep, not more.`, shortPath(steps));
}

/**
 * Throws for what JSON allows and we do not. `steps`, the path to `value`, is changed in place: a text for each is
 * slow.
 */
function inspect(value: Json, steps: string[]): void {
  if (typeof value === "string") {
    if (!value.isWellFormed()) throw loneSurrogate("The text", steps);
    return;
  }
  if (value === null || typeof value !== "object" || value instanceof ExactNumber) return;
  if (steps.length >= MAX_DEPTH) throw tooDeep(steps);
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const item = value[index]!;
      if (typeof item === "number") continue;
      steps.push(String(index));
      inspect(item, steps);
      steps.pop();
    }
    return;
  }
  for (const key of Object.keys(value)) {
    if (key === "__proto__")
      throw new JsonError(
        "KEY_NOT_ALLOWED",
        `The key "__proto__"${at(steps)} is not allowed.`,
        shortPath([...steps, key]),
      );
    if (!key.isWellFormed()) throw loneSurrogate("A key", steps);
    steps.push(key);
    inspect(value[key]!, steps);
    steps.pop();
  }
}

const loneSurrogate = (what: string, steps: readonly string[]): JsonError =>
  new JsonError(
    "LONE_SURROGATE",
    `${what}${at(steps)} holds half of a character (a lone surrogate).`,
    shortPath(steps),
  );

const at = (steps: readonly string[]): string => (steps.length === 0 ? "" : ` at ${shortPath(steps)}`);

/** The JSON text of a value, every number as it was written. `space` as for `JSON.stringify`. */
export function stringifyJson(value: unknown, space?: number): string {
  return JSON.stringify(value, null, space);
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}

export function isJsonNumber(value: unknown): value is number | ExactNumber {
  return typeof value === "number" || value instanceof ExactNumber;
}

/** A decimal as its sign, its digits without zeros at either end, and its power of ten: 0.digits × 10^exponent. */
function decimal(value: number | ExactNumber): { sign: -1 | 0 | 1; digits: string; exponent: number } {
  // Nearly all numbers are counts.
  if (Number.isSafeInteger(value) && Number(value) > 0) {
    const digits = String(value);
    return { sign: 1, digits: withoutEndZeros(digits), exponent: digits.length };
  }
  const [mantissa = "", power = "0"] = String(value).toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const all = whole + fraction;
  const digits = all.replace(/^0+/, "");
  if (digits === "") return { sign: 0, digits: "", exponent: 0 };
  const exponent = whole.length - (all.length - digits.length) + Number(power);
  return { sign: mantissa.startsWith("-") ? -1 : 1, digits: withoutEndZeros(digits), exponent };
}

/**
 * Digits without the zeros at their end. Not by `0+$`, which takes quadratic time on many zeros before another digit.
 */
export function withoutEndZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === "0") end -= 1;
  return digits.slice(0, end);
}

/** Compares two JSON numbers by value, all digits counted: negative, 0 or positive. */
export function compareNumbers(a: number | ExactNumber, b: number | ExactNumber): number {
  const x = decimal(a);
  const y = decimal(b);
  if (x.sign !== y.sign) return x.sign - y.sign;
  if (x.exponent !== y.exponent) return x.sign * Math.sign(x.exponent - y.exponent);
  return x.digits === y.digits ? 0 : x.sign * (x.digits < y.digits ? -1 : 1);
}

/** Whether the value of a JSON number is whole, as of `1`, `1.0` and `1e3`. */
export function isWhole(value: number | ExactNumber): boolean {
  const { digits, exponent } = decimal(value);
  return digits.length <= exponent || digits === "";
}

/**
 * The same text for all JSON of the same meaning: keys are sorted, and numbers written by value (`1`, `1.0` and `1e0`
 * agree). For comparing and hashing, not for sending.
 */
export function canonicalJson(value: Json | undefined): string {
  if (value === undefined) return "null";
  if (isJsonNumber(value)) {
    const { sign, digits, exponent } = decimal(value);
    return sign === 0 ? "0" : `${sign < 0 ? "-" : ""}0.${digits}e${exponent}`;
  }
  if (typeof value === "string") return quoted(value);
  if (value === null || typeof value !== "object") return String(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${quoted(key)}:${canonicalJson(value[key])}`).join(",")}}`;
}

/** Nearly all texts consist of characters that stand for themselves. */
const quoted = (text: string): string => (/^[ !#-[\]-~]*$/.test(text) ? `"${text}"` : JSON.stringify(text));

/** Whether two JSON values mean the same, whatever the order of keys and the notation of numbers. Absent is `null`. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (a == null || b == null) return a == null && b == null;
  if (isJsonNumber(a)) return isJsonNumber(b) && compareNumbers(a, b) === 0;
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
  );
}
