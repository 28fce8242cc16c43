import { CsvError, parse } from "csv-parse/browser/esm/sync";

const TABBED = {
  delimiter: "\t",
  bom: true,
  record_delimiter: ["\r\n", "\n", "\r"],
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
  skip_records_with_empty_values: true,
};

/** Rows of cells separated by tabs. A quoted cell may hold tabs, line breaks and doubled quotation marks. */
export function readTabbed(text: string): string[][] {
  try {
    return parse(text, TABBED);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // A cell begins with a quotation mark that is never closed, so the marks are text.
    return parse(text, { ...TABBED, quote: false });
  }
}
