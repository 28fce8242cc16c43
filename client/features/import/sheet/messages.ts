import type { Column, ColumnChoices, ColumnProblem, Specs } from "../../../../shared/task-file/columns.ts";
import type { JsonObject } from "../../../../shared/values/json.ts";
import type { Encoding } from "../reading/encodings.ts";
import type { Choices, FileRead } from "../reading/read-file.ts";
import type { Refusal } from "../reading/refusal.ts";
import type { Delimiter } from "../reading/table-text.ts";
import type { Counts, Filter } from "./sheet.ts";

/** How the columns of a file are read. */
interface Header {
  columns: Column[];
  columnProblems: ColumnProblem[];
}

/** A file as it was opened. */
export interface Opened extends Header {
  kind: FileRead["kind"];
  encoding: Encoding | null;
  delimiter: Delimiter | null;
  /** Whether the first row of a table was taken for titles; `null` for a file without such a row. */
  titled: boolean | null;
  /** The beginnings of the first row's cells. */
  samples: string[];
}

/** What the page asks its worker for, and what it gets. Both are JSON, so that numbers keep their digits. */
export interface Requests {
  open: { asked: { name: string; choices: Choices; specs: Specs }; answer: Opened };
  /** `rows`: a `SheetRow` as JSON each, so that the page reads only those that have changed. */
  window: { asked: { filter: Filter; from: number; to: number }; answer: { total: number; rows: string[] } };
  edit: { asked: { id: number; column: number; text: string }; answer: null };
  remove: { asked: { ids: number[] }; answer: null };
  /** Reads the columns in another way. */
  choose: { asked: { choices: ColumnChoices }; answer: Header };
  addPoolContents: { asked: { keys: string[] }; answer: null };
  removeFiltered: { asked: { filter: "duplicates" | "pool" }; answer: null };
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
