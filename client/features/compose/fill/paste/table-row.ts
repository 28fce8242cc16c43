import { fieldType } from "../../../../../shared/fields/input-spec.ts";
import type { FieldSpec, FieldSpecs } from "../../../../../shared/toloka.ts";
import { type Json, parseJson, parseNumber } from "../../../../../shared/values/json.ts";

/** A cell's value by its field's type. What cannot be read stays text, for the check to find. */
export function cellValue(cell: string, specs: FieldSpecs, name: string): Json {
  const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
  const type = spec && fieldType(spec);
  if (!spec || !type) return cell;
  if (!type.array) return elementValue(spec, cell);
  // Items are separated by commas; a comma inside an item is escaped by a backslash.
  return type.element === "json"
    ? elementValue(spec, cell)
    : [...cell.matchAll(/((?:\\[\s\S]?|[^\\,])*)(?:,|$)/g)]
        .map((match) => match[1]!.replace(/\\([\s\S])/g, "$1"))
        .filter((item, index, all) => index < all.length - 1 || item !== "")
        .map((item) => elementValue(spec, item));
}

function elementValue(spec: FieldSpec, text: string): Json {
  const element = fieldType(spec)?.element;
  if (element === "integer" || element === "float") return parseNumber(text.trim()) ?? text;
  if (element === "boolean") return /^true$/i.test(text) ? true : /^false$/i.test(text) ? false : text;
  if (element !== "json") return text;
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}
