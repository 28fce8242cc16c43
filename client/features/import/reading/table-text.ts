import { CsvError, parse } from "csv-parse/browser/esm/sync";
import { readColumns, type Specs } from "../../../../shared/task-file/columns.ts";
import { TABLE } from "../../../../shared/task-file/table-cells.ts";
import { BOUNDS, FileRefused } from "./refusal.ts";

export const DELIMITERS = ["\t", ",", ";", "|"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** A row of a file. `line`: where it begins, from 1, as editors and spreadsheets count. */
export interface FileRow {
  line: number;
  cells: string[];
}

/** The delimiter that gives the header the most columns of the pool, and of these the most columns. */
export function detectDelimiter(text: string, specs: Specs): Delimiter {
  const first = text.slice(0, text.search(/[\r\n]|$/)).slice(0, HEADER);
  let [chosen, most]: [Delimiter, number] = ["\t", -1];
  for (const delimiter of DELIMITERS) {
    const titles = first.split(delimiter).map((title) => title.replace(/^\s*"|"\s*$/g, ""));
    const known = readColumns(titles, specs).columns.filter(({ holds }) => holds.kind !== "apart").length;
    const score = known * HEADER + titles.length;
    if (score > most) [chosen, most] = [delimiter, score];
  }
  return chosen;
}
const HEADER = 100_000;

/**
 * Rows of a text of cells, the header first; rows without content are left out. Throws `FileRefused` beyond the bounds,
 * and for a quotation mark that is never closed.
 */
export function readTable(text: string, delimiter: Delimiter): FileRow[] {
  refuseLongLines(text);
  const rows: FileRow[] = [];
  let cellCount = 0;
  let lastLine = 0;
  try {
    // The parser itself would take seconds to turn a long text into bytes.
    parse(new TextEncoder().encode(text.replace(/^\ufeff/, "")), {
      ...TABLE,
      bom: false,
      delimiter,
      max_record_size: BOUNDS.rowLength,
      on_record: (cells: string[], { lines }: { lines: number }) => {
        cellCount += cells.length;
        lastLine = lines;
        const row = { line: lines - breaksIn(cells), cells };
        refuseBeyond(rows.length, cells.length, cellCount, row.line);
        rows.push(row);
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const code = error.code === "CSV_QUOTE_NOT_CLOSED" ? "QUOTE_NOT_CLOSED" : "ROW_TOO_LONG";
    throw new FileRefused(code, lastLine + 1);
  }
  return rows;
}

/** `rows`, `cells`: so far in the file, the header's included; `width`: of the row at `line`. */
export function refuseBeyond(rows: number, width: number, cells: number, line: number): void {
  if (width > BOUNDS.columns) throw new FileRefused("TOO_MANY_COLUMNS", line, width, BOUNDS.columns);
  if (rows > BOUNDS.rows) throw new FileRefused("TOO_MANY_ROWS", BOUNDS.rows);
  if (cells > BOUNDS.cells) throw new FileRefused("TOO_MANY_CELLS", line, BOUNDS.cells);
}

/** The parser's own bound counts letters of cells, not separators: millions of empty cells would pass. */
function refuseLongLines(text: string): void {
  let line = 1;
  let from = 0;
  for (const { index } of text.matchAll(/\r\n|\n|\r/g)) {
    if (index - from > BOUNDS.lineLength) throw new FileRefused("LINE_TOO_LONG", line);
    from = index;
    line += 1;
  }
  if (text.length - from > BOUNDS.lineLength) throw new FileRefused("LINE_TOO_LONG", line);
}

const breaksIn = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => sum + (/[\r\n]/.test(cell) ? cell.split(/\r\n|\n|\r/).length - 1 : 0), 0);
