import { fieldType } from "../../../../shared/fields/input-spec.ts";
import type { FieldSpec, FieldSpecs } from "../../../../shared/toloka.ts";
import { type Json, parseJson, parseNumber } from "../../../../shared/values/json.ts";

/** The cells of the first row, if the text has a tab and the row two cells or more; else `null`. */
export function readRow(text: string): string[] | null {
  const cells = text.includes("\t") ? (readTabbed(text)[0] ?? []) : [];
  return cells.length > 1 ? cells : null;
}

/** Rows of cells separated by tabs. A quoted cell may hold tabs, line breaks and doubled quotation marks. */
export function readTabbed(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"([^"]*(?:""[^"]*)*)"|([^\t\r\n]*))(\t|\r\n|\r|\n|$)/y;
  for (let match = cell.exec(text); match !== null; match = cell.exec(text)) {
    row.push(match[1] === undefined ? match[2]! : match[1].replaceAll('""', '"'));
    if (match[3] !== "\t") {
      if (row.some((one) => one !== "")) rows.push(row);
      row = [];
    }
    if (match[3] === "") break;
  }
  return rows;
}

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
