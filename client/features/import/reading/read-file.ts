import type { Specs } from "../../../../shared/task-file/columns.ts";
import { decode, detectEncoding, type Encoding, refuseNul } from "./encodings.ts";
import { type FileTask, isJsonText, readJson, readJsonLines } from "./json-tasks.ts";
import { BOUNDS, FileRefused } from "./refusal.ts";
import { isOldSpreadsheet, isZip } from "./spreadsheet-kind.ts";
import { type Delimiter, detectDelimiter, type FileRow, readTable } from "./table-text.ts";

/** A file, or a pasted text. */
export interface FileContent {
  name: string;
  content: Uint8Array | string;
}

/** What the operator chose in place of what was recognised. */
export interface Choices {
  encoding?: Encoding;
  delimiter?: Delimiter;
  /** `false`: the first row has values, not titles. */
  titled?: boolean;
}

/**
 * What a file holds. `encoding`, `delimiter`: as recognised or chosen; `null` where there is none. `header`: the titles, empty
 * ones if the file has none.
 */
export type FileRead = {
  kind: "table" | "spreadsheet" | "json";
  encoding: Encoding | null;
  delimiter: Delimiter | null;
} & ({ titled: boolean; header: string[]; rows: FileRow[] } | { tasks: FileTask[] });

/** Reads a task file: TSV, CSV, XLSX, JSON or JSON lines. Throws `FileRefused`. */
export async function readFile({ name, content }: FileContent, choices: Choices, specs: Specs): Promise<FileRead> {
  if (content.length > BOUNDS.fileBytes) throw new FileRefused("FILE_TOO_LARGE", BOUNDS.fileBytes / 1_000_000);
  if (content.length === 0) throw new FileRefused("EMPTY_FILE");
  if (typeof content !== "string" && isOldSpreadsheet(content)) throw new FileRefused("OLD_SPREADSHEET");
  if (typeof content !== "string" && isZip(content)) {
    const { readSpreadsheet } = await import("./spreadsheet.ts");
    return { kind: "spreadsheet", encoding: null, delimiter: null, ...rowsOf(await readSpreadsheet(content), choices) };
  }
  const encoding = typeof content === "string" ? null : (choices.encoding ?? detectEncoding(content));
  const text = typeof content === "string" ? content : decode(content, encoding!);
  refuseNul(text);
  if (text.trim() === "") throw new FileRefused("EMPTY_FILE");
  if (choices.delimiter === undefined && isJsonText(text)) {
    const tasks = /\.(?:jsonl|ndjson)$/i.test(name) ? readJsonLines(text) : readJson(text);
    if (tasks.length === 0) throw new FileRefused("NO_ROWS");
    return { kind: "json", encoding, delimiter: null, tasks };
  }
  const delimiter = choices.delimiter ?? detectDelimiter(text, specs);
  return { kind: "table", encoding, delimiter, ...rowsOf(readTable(text, delimiter), choices) };
}

function rowsOf(all: FileRow[], { titled = true }: Choices): { titled: boolean; header: string[]; rows: FileRow[] } {
  const [first, ...others] = all;
  if (first === undefined) throw new FileRefused("EMPTY_FILE");
  if (!titled) return { titled, header: first.cells.map(() => ""), rows: all };
  if (others.length === 0) throw new FileRefused("NO_ROWS");
  return { titled, header: first.cells, rows: others };
}
