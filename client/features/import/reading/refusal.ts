/** Why a file cannot be read. The sentences are in the words of the page; `params` fills them. */
export type RefusalCode =
  | "FILE_TOO_LARGE"
  | "EMPTY_FILE"
  | "NO_ROWS"
  | "NUL_CHARACTER"
  | "NOT_DECODED"
  | "QUOTE_NOT_CLOSED"
  | "LINE_TOO_LONG"
  | "ROW_TOO_LONG"
  | "TOO_MANY_COLUMNS"
  | "TOO_MANY_ROWS"
  | "TOO_MANY_CELLS"
  | "OLD_SPREADSHEET"
  | "NOT_A_SPREADSHEET"
  | "UNPACKS_TOO_LARGE"
  | "DAMAGED_SPREADSHEET"
  | "INVALID_JSON"
  | "TOOK_TOO_LONG"
  | "READER_FAILED";

export interface Refusal {
  code: RefusalCode;
  params: (string | number)[];
}

/** Ends the reading of a file. */
export class FileRefused extends Error {
  readonly refusal: Refusal;
  constructor(code: RefusalCode, ...params: (string | number)[]) {
    super(code);
    this.refusal = { code, params };
  }
}

/** Toloka takes files of up to 100 MB; the other bounds are ours, so that the page stays usable. */
export const BOUNDS = {
  fileBytes: 100_000_000,
  rows: 250_000,
  columns: 2_000,
  cells: 5_000_000,
  /** Characters of a stretch without a line end. */
  lineLength: 2_097_152,
  /** Characters of a row: a little over the megabyte that Toloka takes. */
  rowLength: 1_100_000,
  unpackedBytes: 200_000_000,
  unpackedTimes: 200,
  /** Of one reading, in milliseconds. */
  time: 20_000,
} as const;
