import {
  ExactNumber,
  isJsonObject,
  type Json,
  type JsonObject,
  sameJson,
  stringifyJson,
} from "../../../shared/values/json.ts";
import { isHeld, type Value } from "./config/node.ts";

/** As text shows it: nothing for nothing, JSON for what is no text. */
export const asText = (value: Value): string =>
  value === undefined || value === null
    ? ""
    : typeof value === "string"
      ? value
      : value instanceof ExactNumber
        ? value.text
        : typeof value === "object"
          ? stringifyJson(plain(value))
          : String(value);

/** The value without views and actions in it, as an answer can hold it. */
export function plain(value: Value): Json | undefined {
  if (isHeld(value)) return undefined;
  if (Array.isArray(value)) return value.map((item) => plain(item) ?? null);
  if (!isJsonObject(value)) return value as Json | undefined;
  const fields: JsonObject = {};
  for (const [name, item] of Object.entries(value)) {
    const inner = name === "__proto__" ? undefined : plain(item);
    if (inner !== undefined) fields[name] = inner;
  }
  return fields;
}

/** Whether both mean the same JSON; nothing is nothing's equal alone. */
export const sameValue = (a: Json | undefined, b: Json | undefined): boolean =>
  a === undefined || b === undefined ? a === b : sameJson(a, b);

interface Measure {
  /** What it takes to copy or compare: 1 for each value, and 1 for each 100 characters of text. */
  weight: number;
  /** Levels of lists and objects. */
  depth: number;
}

const measured = new WeakMap<object, Measure>();

/** How large a value is. Values are never changed in place, so that each is measured once. */
export function measure(value: Json | undefined): Measure {
  if (typeof value === "string") return { weight: 1 + value.length / 100, depth: 0 };
  if (value === null || typeof value !== "object" || value instanceof ExactNumber) return { weight: 1, depth: 0 };
  let found = measured.get(value);
  if (found === undefined) {
    found = { weight: 1, depth: 1 };
    for (const item of Array.isArray(value) ? value : Object.values(value)) {
      const inner = measure(item);
      found.weight += inner.weight;
      found.depth = Math.max(found.depth, inner.depth + 1);
    }
    measured.set(value, found);
  }
  return found;
}
