import type { Fault, Faults } from "../../../shared/faults/faults.ts";
import { checkField, type ElementType, fieldType } from "../../../shared/fields/input-spec.ts";
import type { FieldSpec } from "../../../shared/toloka.ts";
import { isJsonNumber, type Json, parseJson, parseNumber, stringifyJson } from "../../../shared/values/json.ts";

/** A value that the field's control cannot hold (a number in a text field, `null`, `""`), as JSON text. */
export interface RawTyped {
  json: string;
}
/** What was typed for one value. Empty text means "not given". */
export type TypedElement = string | RawTyped;

/** An item of a list. Its `key` stays when it moves, so that its input keeps caret, focus and errors. */
export interface TypedItem {
  key: string;
  typed: TypedElement;
}
export interface TypedList {
  items: TypedItem[];
}
/** What was typed for one field. */
export type Typed = TypedElement | TypedList;

export const isRaw = (typed: Typed): typed is RawTyped => typeof typed !== "string" && "json" in typed;
export const isList = (typed: Typed): typed is TypedList => typeof typed !== "string" && "items" in typed;

const born = Date.now().toString(36);
let count = 0;

/** A unique key for a new item, also among stored ones. */
export const newKey = (): string => `k${born}-${count++}`;

export const newItem = (typed: TypedElement): TypedItem => ({ key: newKey(), typed });

/** A field with nothing typed. */
export const blankTyped = (spec: FieldSpec): Typed => (fieldType(spec)?.array ? { items: [] } : "");

export function isBlank(typed: Typed): boolean {
  return isList(typed) ? typed.items.length === 0 : (isRaw(typed) ? typed.json : typed).trim() === "";
}

/** The typed value as plain text with one item a line, to show it without a field. */
export function textOfTyped(typed: Typed): string {
  if (isList(typed)) return typed.items.map((item) => textOfTyped(item.typed)).join("\n");
  return isRaw(typed) ? typed.json : typed;
}

/** The text by which an element's control shows a value; `null` if it cannot show it unchanged. */
function textOf(element: ElementType | null, value: Json): string | null {
  switch (element) {
    case null:
    case "json":
      return stringifyJson(value, 2);
    case "integer":
    case "float":
      if (isJsonNumber(value)) return String(value);
      return typeof value === "string" && isPlain(value) && parseNumber(value.trim()) === null ? value : null;
    case "boolean":
      return typeof value === "boolean" ? String(value) : null;
    case "string":
      // A text area changes CR LF to LF.
      return typeof value === "string" && value !== "" && !value.includes("\r") ? value : null;
    default:
      return typeof value === "string" && isPlain(value) ? value : null;
  }
}

/** Whether a one-line input keeps the text unchanged. */
const isPlain = (text: string): boolean => text.trim() !== "" && !/[\r\n]/.test(text);

function fromText(element: ElementType | null, text: string): Json {
  switch (element) {
    case null:
    case "json":
      return readJsonOr(text);
    case "integer":
    case "float":
      return parseNumber(text.trim()) ?? text;
    case "boolean":
      return text === "true" ? true : text === "false" ? false : text;
    default:
      return text;
  }
}

/** Parsed JSON; `undefined` for text that is not JSON. */
function readJson(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

const elementToTyped = (element: ElementType | null, value: Json): TypedElement =>
  textOf(element, value) ?? { json: stringifyJson(value, 2) };

function elementFromTyped(element: ElementType | null, typed: TypedElement): Json {
  if (!isRaw(typed)) return fromText(element, typed);
  return readJsonOr(typed.json);
}

function readJsonOr(text: string): Json {
  const value = readJson(text);
  return value === undefined ? text : value;
}

/** What a field's control shows for a value. `fromTyped` returns the same value. */
export function toTyped(spec: FieldSpec, value: Json | undefined): Typed {
  if (value === undefined) return blankTyped(spec);
  const type = fieldType(spec);
  if (!type?.array) return elementToTyped(type?.element ?? null, value);
  if (!Array.isArray(value) || value.length === 0) return { json: stringifyJson(value, 2) };
  return { items: value.map((item) => newItem(item === null ? "" : elementToTyped(type.element, item))) };
}

/**
 * The typed value, numbers with all their digits; `undefined` for a blank field, `null` for a blank item. Text that
 * cannot be read as the field's type stays text, for the check to find.
 */
export function fromTyped(spec: FieldSpec, typed: Typed): Json | undefined {
  const type = fieldType(spec);
  if (isList(typed))
    return typed.items.length === 0
      ? undefined
      : typed.items.map(({ typed: item }) =>
          itemIsBlank(item) ? null : elementFromTyped(type?.element ?? null, item),
        );
  if ((isRaw(typed) ? typed.json : typed) === "") return undefined;
  if (type?.array && !isRaw(typed)) return elementFromTyped(null, typed);
  return elementFromTyped(type?.element ?? null, typed);
}

const itemIsBlank = (item: TypedElement): boolean => (isRaw(item) ? item.json : item) === "";

/** Checks a typed value by the server's rules. JSON that cannot be read has its own fault. */
export function typedFaults(spec: FieldSpec, typed: Typed, path: string): Faults {
  const faults = checkField(spec, fromTyped(spec, typed), path);
  const element = fieldType(spec)?.element ?? null;
  if (!isList(typed)) return unreadable(element, typed) ? { [path]: JSON_EXPECTED } : faults;
  for (const [index, { typed: item }] of typed.items.entries())
    if (unreadable(element, item)) faults[`${path}.${index}`] = JSON_EXPECTED;
  return faults;
}

const JSON_EXPECTED: Fault = { code: "JSON_EXPECTED" };

function unreadable(element: ElementType | null, typed: TypedElement): boolean {
  const text = isRaw(typed) ? typed.json : element === "json" || element === null ? typed : "";
  return text !== "" && readJson(text) === undefined;
}
