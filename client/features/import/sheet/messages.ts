import type { ColumnProblem, Specs } from "../../../../shared/task-file/columns.ts";
import type { JsonObject } from "../../../../shared/values/json.ts";
import type { Encoding } from "../reading/encodings.ts";
import type { Choices, FileRead } from "../reading/read-file.ts";
import type { Refusal } from "../reading/refusal.ts";
import type { Delimiter } from "../reading/table-text.ts";
import type { Counts, Filter, SheetRow } from "./sheet.ts";

/** A file as it was opened. `titles`: of its columns; `fields`: which of them are values, by the field's name. */
export interface Opened {
  kind: FileRead["kind"];
  encoding: Encoding | null;
  delimiter: Delimiter | null;
  titles: string[];
  /** The type of each column's field, for its control; `null` for other columns. */
  types: (string | null)[];
  columnProblems: ColumnProblem[];
}

/** What the page asks its worker for, and what it gets. Both are JSON, so that numbers keep their digits. */
export interface Requests {
  open: { asked: { name: string; choices: Choices; specs: Specs }; answer: Opened };
  window: { asked: { filter: Filter; from: number; to: number }; answer: { total: number; rows: SheetRow[] } };
  edit: { asked: { id: number; column: number; text: string }; answer: null };
  remove: { asked: { ids: number[] }; answer: null };
  removeDuplicates: { asked: null; answer: null };
  /** Answered with two blobs of lines: the tasks, and the cells that they come from. */
  tasks: { asked: { common: JsonObject }; answer: null };
}
export interface SentRows {
  tasks: Blob;
  cells: Blob;
}

export type RequestName = keyof Requests;

export interface ToWorker {
  id: number;
  name: RequestName;
  json: string;
  /** With `open`: the file; absent when the same file is read anew. */
  content?: Uint8Array | string;
}

export type FromWorker =
  | { id: number; json: string; blobs?: SentRows }
  | { id: number; refusal: Refusal }
  | { counts: Counts; checking: boolean };
