import type { Fault } from "../../faults/faults.ts";
import { type ElementType, fieldType, parseCoordinates } from "../../fields/input-spec.ts";
import type { FieldSpec } from "../../toloka.ts";
import { isJsonObject, type Json, parseJson, parseNumber, stringifyJson } from "../../values/json.ts";
import { splitItems, unescaped } from "./items.ts";
import { offerFor } from "./offers.ts";

/**
 * What a cell says. `value`: `undefined` for an empty cell; what cannot be read as the field's type stays text. `faults`
 * says so, by the item's position in a list, or "" for the whole value; `offer` is the cell as it was probably meant.
 */
export interface CellRead {
  value: Json | undefined;
  faults: Record<string, Fault>;
  offer: string | null;
}

const read = (value: Json | undefined): CellRead => ({ value, faults: {}, offer: null });

/**
 * Reads a cell by its field's type, as Toloka's task files write it (https://toloka.ai/docs/guide/concepts/pool_csv/).
 * Numbers keep all their digits. A list may also be a JSON array.
 */
export function readCell(spec: FieldSpec, cell: string): CellRead {
  const type = fieldType(spec);
  if (cell === "") return read(undefined);
  if (type === null) return read(jsonOr(cell, cell));
  if (type.element !== "string" && cell.trim() === "") return read(undefined);
  return type.array ? readList(type.element, cell) : readElement(type.element, cell);
}

function readElement(element: ElementType, text: string): CellRead {
  const value = elementValue(element, text);
  if (value !== undefined) return read(value);
  return { value: text, faults: { "": UNREADABLE[element]! }, offer: offerFor(element, text) };
}

function readList(element: ElementType, cell: string): CellRead {
  const array = jsonArray(element, cell);
  if (array !== null) return read(array);
  const items = splitItems(cell, element === "json");
  const result: CellRead & { value: Json[] } = { value: [], faults: {}, offer: null };
  for (const [index, item] of items.entries()) {
    const value = item === "" && element !== "string" ? null : itemValue(element, item);
    result.value.push(value === undefined ? item : value);
    if (value === undefined) result.faults[index] = UNREADABLE[element]!;
  }
  if (element === "coordinates" && Object.keys(result.faults).length === items.length) result.offer = pairs(items);
  return result;
}

const UNREADABLE: Partial<Record<ElementType, Fault>> = {
  boolean: { code: "BOOLEAN_EXPECTED" },
  integer: { code: "INTEGER_EXPECTED" },
  float: { code: "FLOAT_EXPECTED" },
  coordinates: { code: "INVALID_COORDINATES_SYNTAX" },
  json: { code: "JSON_EXPECTED" },
};

/** The value of a text; `undefined` if the type has no such value. Only text may begin or end with spaces. */
function elementValue(element: ElementType, text: string): Json | undefined {
  const trimmed = text.trim();
  if (element === "string") return text;
  if (element === "integer" || element === "float") return parseNumber(trimmed) ?? undefined;
  if (element === "boolean") return /^true$/i.test(trimmed) ? true : /^false$/i.test(trimmed) ? false : undefined;
  if (element === "coordinates") return parseCoordinates(trimmed) === null ? undefined : trimmed;
  // Files with training tasks also escape the commas of a single object.
  return element === "json" ? jsonOr(trimmed, jsonOr(unescaped(trimmed), undefined)) : trimmed;
}

/** In a list Toloka resolves escapes before it reads JSON. Objects with plain commas are read as they stand. */
const itemValue = (element: ElementType, item: string): Json | undefined =>
  element === "json" ? jsonOr(unescaped(item), jsonOr(item, undefined)) : elementValue(element, item);

function jsonOr<T>(text: string, otherwise: T): Json | T {
  try {
    return parseJson(text);
  } catch {
    return otherwise;
  }
}

/** A list that is written as a JSON array; of texts only with their quotation marks. */
function jsonArray(element: ElementType, cell: string): Json[] | null {
  if (!/^\s*\[/.test(cell)) return null;
  const value = jsonOr(cell, null);
  if (!Array.isArray(value)) return null;
  return element !== "string" || value.every((item) => typeof item === "string" || item === null) ? value : null;
}

/** Latitudes and longitudes that were split apart, each pair in quotation marks. */
function pairs(items: readonly string[]): string | null {
  if (items.length % 2 !== 0) return null;
  const found = items.flatMap((item, index) => (index % 2 === 0 ? [`${item},${items[index + 1]}`] : []));
  return found.every((pair) => parseCoordinates(pair) !== null) ? found.map((pair) => `"${pair}"`).join(",") : null;
}

/** The cell that `readCell` reads as this value; `null` if no cell does. Toloka's own notation is preferred. */
export function writeCell(spec: FieldSpec, value: Json | undefined): string | null {
  if (value === undefined) return "";
  const text = stringifyJson(value);
  return candidates(spec, value, text).find((cell) => reads(spec, cell, text)) ?? null;
}

/** The same for a value that may not fit its field: then the cell that says most of it. */
export function writeCellAnyway(spec: FieldSpec, value: Json): string {
  const text = stringifyJson(value);
  return writeCell(spec, value) ?? candidates(spec, value, text)[0] ?? text;
}

function reads(spec: FieldSpec, cell: string, text: string): boolean {
  const { value, faults } = readCell(spec, cell);
  return value !== undefined && Object.keys(faults).length === 0 && stringifyJson(value) === text;
}

function candidates(spec: FieldSpec, value: Json, text: string): string[] {
  const type = fieldType(spec);
  if (type?.array && Array.isArray(value)) return [value.map((item) => listItem(type.element, item)).join(","), text];
  return typeof value === "string" ? [value, text] : [text];
}

function listItem(element: ElementType, item: Json): string {
  const text = typeof item === "string" ? item : stringifyJson(item);
  if (element === "json" || isJsonObject(item)) return text.replace(/\\/g, "\\\\").replace(/,/g, "\\,");
  // In quotation marks a backslash is an escape too.
  return /^[^",\\\s[](?:[^",\\]*[^",\\\s])?$/.test(text)
    ? text
    : `"${text.replace(/\\/g, "\\\\").replaceAll('"', '""')}"`;
}
