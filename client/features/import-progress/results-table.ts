import { stringify } from "csv-stringify/browser/esm/sync";
import type { RowResult } from "../../../shared/api/imports/import-routes.ts";
import type { FieldProblem } from "../../../shared/faults/faults.ts";
import { stringifyJson } from "../../../shared/values/json.ts";

/**
 * The rows of a file with what became of them in the columns `id` and `error`, as TSV. `spreadsheet`: cells that a
 * spreadsheet would take for a formula begin with an apostrophe; without it, cells are as they were.
 */
export function resultsTable(
  header: readonly string[],
  rows: readonly string[][],
  results: readonly RowResult[],
  spreadsheet: boolean,
): string {
  const lines = rows.map((cells, index) => [
    ...header.map((_title, column) => cells[column] ?? ""),
    results[index]?.task_id ?? "",
    errorText(results[index]),
  ]);
  return stringify([[...header, "id", "error"], ...lines], { delimiter: "\t", escape_formulas: spreadsheet });
}

function errorText(result: RowResult | undefined): string {
  if (result?.error == null) return result === undefined || result.status === "created" ? "" : result.status;
  const { code, message, fields } = result.error;
  const faults = Object.entries((fields ?? {}) as Record<string, FieldProblem>);
  if (faults.length === 0) return `${code}: ${message}`;
  return faults.map(([path, fault]) => `${path}: ${fault.message || stringifyJson(fault)}`).join("; ");
}
