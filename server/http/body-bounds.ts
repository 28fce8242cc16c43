import { isJsonObject, type Json } from "../../shared/json.ts";

/** Bounds of a request's JSON, checked before its shape is: checking a shape takes time and memory for each value. */
export const BOUNDS = {
  /** Values in the whole request. */
  values: 100_000,
  /** Items or members in one place, outside of a task's own values. */
  inOnePlace: 10_000,
} as const;

/**
 * How many values JSON text holds at the most, without parsing it: each value but the first follows a `,`, `[` or `:`
 * outside of a text. Stops counting past `most`.
 */
export function countValues(text: string, most: number): number {
  let count = 1;
  for (let at = 0; at < text.length && count <= most; at++) {
    const character = text.charCodeAt(at);
    if (character === COMMA || character === BRACKET || character === COLON) count += 1;
    else if (character === QUOTE) at = endOfText(text, at);
  }
  return count;
}
const COMMA = 44;
const BRACKET = 91;
const COLON = 58;
const QUOTE = 34;
const BACKSLASH = 92;

/** Where the text that begins with a quote at `start` ends. */
function endOfText(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end;
}

function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text.charCodeAt(first - 1) === BACKSLASH) first -= 1;
  return (at - first) % 2 === 1;
}

/** A task's own values: what is in them is a project's business, and bounded by bytes. */
const OWN_VALUES = new Set(["input_values", "output_values"]);

/** The first place with more items or members than one place may have, or null. */
export function crowdedPlace(value: Json, path = ""): string | null {
  if (value === null || typeof value !== "object") return null;
  const entries = Array.isArray(value) ? value.entries() : isJsonObject(value) ? Object.entries(value) : [];
  const size = Array.isArray(value) ? value.length : isJsonObject(value) ? Object.keys(value).length : 0;
  if (size > BOUNDS.inOnePlace) return path === "" ? "body" : path;
  for (const [key, inner] of entries) {
    if (OWN_VALUES.has(String(key))) continue;
    const place = crowdedPlace(inner, path === "" ? String(key) : `${path}.${key}`);
    if (place !== null) return place;
  }
  return null;
}
