import type { RefusedRow } from "../../../shared/api/imports/import-routes.ts";

/**
 * Bounds of one request. Toloka takes 5,000 tasks with 1,048,576 bytes of `input_values` (https://toloka.ai/docs/api/,
 * operation createTask). Here the whole body stays within these bytes, so a part's memory and time are bounded too; only a
 * task that is larger by itself is sent alone.
 */
export const PART_BOUNDS = { tasks: 5_000, bytes: 1_048_576 } as const;
/** Refused rows of a part: their errors are kept with it. */
const MAX_REFUSED = 1_000;

/** Rows that are sent in one request, and the refused rows among them. */
export interface Part {
  first_row: number;
  row_count: number;
  task_count: number;
  /** A JSON list of the tasks as they are sent; null: every row is refused. */
  tasks: string | null;
  refused: RefusedRow[];
}

/** What the body of a request adds to a task's own JSON: `,"__item_idx":"4999"` and a comma. */
const ADDED_BYTES = 21;

/** Cuts rows, which come in order, into parts. Each call returns the part that the row has completed, if it has. */
export function createCutter(): {
  /** `text`: the task as JSON. */
  add(row: number, text: string): Part | null;
  refuse(row: number, error: RefusedRow["error"]): Part | null;
  /** The last part; null: all rows are in earlier ones. */
  rest(): Part | null;
} {
  let texts: string[] = [];
  let refused: RefusedRow[] = [];
  let bytes = 2;
  let first = 0;
  let count = 0;

  function cut(): Part | null {
    if (count === 0) return null;
    const tasks = texts.length === 0 ? null : `[${texts.join(",")}]`;
    const part = { first_row: first, row_count: count, task_count: texts.length, tasks, refused };
    texts = [];
    refused = [];
    bytes = 2;
    count = 0;
    return part;
  }
  function begin(row: number): void {
    if (count === 0) first = row;
    count += 1;
  }

  return {
    add(row, text) {
      const size = Buffer.byteLength(text) + ADDED_BYTES;
      const full = texts.length > 0 && (texts.length === PART_BOUNDS.tasks || bytes + size > PART_BOUNDS.bytes);
      const part = full ? cut() : null;
      begin(row);
      texts.push(text);
      bytes += size;
      return part;
    },
    refuse(row, error) {
      const part = refused.length === MAX_REFUSED ? cut() : null;
      begin(row);
      refused.push({ row, error });
      return part;
    },
    rest: cut,
  };
}
