import { CsvError, parse } from "csv-parse/browser/esm/sync";

/**
 * How tables are read: every kind of line end ends a row, a quotation mark inside a cell is text, rows may have any number
 * of cells, and rows without content are left out.
 */
export const TABLE = {
  bom: true,
  record_delimiter: ["\r\n", "\n", "\r"],
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
  skip_records_with_empty_values: true,
};

/** Rows of cells separated by tabs. A quoted cell may hold tabs, line breaks and doubled quotation marks. */
export function readTabbed(text: string): string[][] {
  const tabbed = { ...TABLE, delimiter: "\t" };
  try {
    return parse(text, tabbed);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // A cell begins with a quotation mark that is never closed, so the marks are text.
    return parse(text, { ...tabbed, quote: false });
  }
}
