import { parseJson, stringifyJson } from "../../../shared/values/json.ts";
import { SUBMISSION_COLUMNS, type SubmissionRow } from "./row.ts";

/** Every column of a row, for `select` and `returning`. */
export const COLUMNS = ["seq", ...SUBMISSION_COLUMNS].join(", ");

type JsonColumn = "tasks" | "parameters" | "operation" | "created_tasks" | "error" | "stopped";

/** A row as either engine returns it: JSON is text. */
export type StoredRow = Omit<SubmissionRow, JsonColumn> & {
  [Column in JsonColumn]: null extends SubmissionRow[Column] ? string | null : string;
};

/** A stored row with its JSON parsed. It is not checked again: only checked values are written. */
export function rowOf(stored: StoredRow): SubmissionRow {
  return {
    ...stored,
    tasks: parsed(stored.tasks),
    parameters: parsed(stored.parameters),
    operation: parsedOrNull(stored.operation),
    created_tasks: parsedOrNull(stored.created_tasks),
    error: parsedOrNull(stored.error),
    stopped: parsedOrNull(stored.stopped),
  };
}

const parsed = <Value>(text: string): Value => parseJson(text) as Value;
const parsedOrNull = <Value>(text: string | null): Value | null => (text === null ? null : parsed(text));

/** A column's value as it is stored: objects and lists as JSON text. */
export function storedValue(value: SubmissionRow[keyof SubmissionRow]): string | number | null {
  return typeof value === "object" && value !== null ? stringifyJson(value) : value;
}
