import { unzipSync } from "fflate";
import { readSheet } from "read-excel-file/web-worker";
import { BOUNDS, FileRefused } from "./refusal.ts";
import { type FileRow, refuseBeyond } from "./table-text.ts";

/**
 * The rows of the first sheet, every cell as text: numbers with the digits that the file has, dates as
 * `YYYY-MM-DD[THH:MM:SS]`, errors and formulas without a stored value as empty cells. Throws `FileRefused`.
 */
export async function readSpreadsheet(bytes: Uint8Array): Promise<FileRow[]> {
  refuseBomb(bytes);
  const sheet = await sheetOf(bytes);
  const rows: FileRow[] = [];
  let cellCount = 0;
  for (const [index, cells] of sheet.entries()) {
    const texts = cells.map(textOf);
    // Styled columns reach far beyond what is filled in.
    while (texts.at(-1) === "") texts.pop();
    if (texts.length === 0) continue;
    cellCount += texts.length;
    refuseBeyond(rows.length, texts.length, cellCount, index + 1);
    rows.push({ line: index + 1, cells: texts });
  }
  return rows;
}

type Cell = string | boolean | Date | null;

async function sheetOf(bytes: Uint8Array): Promise<Cell[][]> {
  try {
    const options = { trim: false, parseNumber: (text: string) => text };
    return (await readSheet(bytes.slice().buffer, options)) as Cell[][];
  } catch (error) {
    // The reader has several kinds of errors for what it cannot read, and none of them says more.
    throw error instanceof Error ? new FileRefused("DAMAGED_SPREADSHEET") : error;
  }
}

/** Looks at the zip's directory without unpacking anything. Declared sizes may lie: the reading has a time limit too. */
function refuseBomb(bytes: Uint8Array): void {
  let unpacked = 0;
  const names: string[] = [];
  try {
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        names.push(name);
        unpacked += originalSize;
        return false;
      },
    });
  } catch {
    throw new FileRefused("DAMAGED_SPREADSHEET");
  }
  if (!names.includes("xl/workbook.xml")) throw new FileRefused("NOT_A_SPREADSHEET");
  if (unpacked > BOUNDS.unpackedBytes || unpacked > bytes.length * BOUNDS.unpackedTimes)
    throw new FileRefused("UNPACKS_TOO_LARGE", Math.round(unpacked / 1_000_000));
}

function textOf(cell: Cell): string {
  if (cell === null) return "";
  if (!(cell instanceof Date)) return String(cell);
  const text = cell.toISOString().slice(0, 19);
  return text.endsWith("T00:00:00") ? text.slice(0, 10) : text;
}
