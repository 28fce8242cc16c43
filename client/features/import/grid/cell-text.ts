import { fieldType } from "../../../../shared/fields/input-spec.ts";
import { readCell, writeCellAnyway } from "../../../../shared/task-file/cells/cell.ts";
import type { Column } from "../../../../shared/task-file/columns.ts";
import type { FieldSpec } from "../../../../shared/toloka.ts";
import { parseJson, stringifyJson } from "../../../../shared/values/json.ts";
import { blankTyped, fromTyped, isList, isRaw, type Typed, toTyped } from "../../../parts/controls/typed.ts";

/** The field whose control edits a column's cells, and its name. */
export function fieldOf({ title, holds }: Column): { name: string; spec: FieldSpec } {
  switch (holds.kind) {
    case "input":
    case "golden":
      return { name: holds.field, spec: holds.spec };
    case "overlap":
      return { name: title, spec: { type: "integer", required: false, min_value: 1 } };
    case "latitude":
    case "longitude":
      return { name: title, spec: { type: "float", required: false } };
    default:
      return { name: title, spec: { type: "string", required: false } };
  }
}

/** Whether Enter and Tab belong to the control: its value has several lines or parts. */
export function hasParts(spec: FieldSpec): boolean {
  const type = fieldType(spec);
  return type === null || type.array || type.element === "json";
}

/** What the field's control shows for a cell. A cell that cannot be read is shown as it is. */
export function typedOfCell(spec: FieldSpec, cell: string): Typed {
  const type = fieldType(spec);
  if (type?.array) return toTyped(spec, readCell(spec, cell).value);
  if (type === null || type.element === "json") {
    const { value, faults } = readCell(spec, cell);
    if (value === undefined) return "";
    return Object.keys(faults).length > 0 || typeof value === "string" ? cell : stringifyJson(value, 2);
  }
  if (type.element !== "boolean") return cell;
  return /^\s*(?:true|false)\s*$/i.test(cell) ? cell.trim().toLowerCase() : cell;
}

/** The cell for what was typed. Nothing is lost: what does not fit the field stands in the cell as it was typed. */
export function cellOfTyped(spec: FieldSpec, typed: Typed): string {
  if (isList(typed)) {
    const value = fromTyped(spec, typed);
    return value === undefined ? "" : writeCellAnyway(spec, value);
  }
  const text = isRaw(typed) ? typed.json : typed;
  return isRaw(typed) || hasParts(spec) ? onOneLine(text) : text;
}

/** JSON as short as it can be; other text as it is. */
function onOneLine(text: string): string {
  try {
    return stringifyJson(parseJson(text));
  } catch {
    return text;
  }
}

/** What typing a letter on a cell begins with: the letter, where the control takes text; otherwise what the cell has. */
export function typedOfLetter(spec: FieldSpec, letter: string): Typed | null {
  const takesText = !hasParts(spec) && fieldType(spec)?.element !== "boolean" && !spec.allowed_values?.length;
  return takesText && typeof blankTyped(spec) === "string" ? letter : null;
}
