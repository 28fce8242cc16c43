import { ExactNumber, isJsonObject, type Json, type JsonObject, stringifyJson } from "../../../shared/values/json.ts";
import { isHeld, type Value } from "./node.ts";

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
    const inner = plain(item);
    if (inner !== undefined) fields[name] = inner;
  }
  return fields;
}
