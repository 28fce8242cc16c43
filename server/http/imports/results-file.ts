import type { RowResult } from "../../../shared/api/imports/import-routes.ts";
import { stringifyJson } from "../../../shared/values/json.ts";
import type { Download } from "../answers/export.ts";

/** The results of an import as a file, made part by part. */
export function resultsFile(format: "ndjson" | "tsv", importId: string, pages: AsyncIterable<RowResult[]>): Download {
  const name = `import-${importId}.${format}`;
  return format === "tsv"
    ? { type: "text/tab-separated-values; charset=utf-8", name, parts: tsvOf(pages) }
    : { type: "application/x-ndjson", name, parts: ndjsonOf(pages) };
}

async function* ndjsonOf(pages: AsyncIterable<RowResult[]>): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((result) => `${stringifyJson(result)}\n`).join("");
}

async function* tsvOf(pages: AsyncIterable<RowResult[]>): AsyncGenerator<string> {
  yield "row\tstatus\ttask_id\toperation_id\terror\n";
  for await (const page of pages) yield page.map((result) => `${cellsOf(result).map(cell).join("\t")}\n`).join("");
}

function cellsOf({ row, status, task_id, operation_id, error }: RowResult): string[] {
  const faults = Object.entries(error?.fields ?? {}).map(([path, { message }]) => `${path}: ${message}`);
  const why = error === null ? "" : faults.length > 0 ? faults.join("; ") : `${error.code}: ${error.message}`;
  return [String(row), status, task_id ?? "", operation_id ?? "", why];
}

/** A cell without tabs and line ends. A spreadsheet would run one that begins like a formula. */
const cell = (text: string): string => text.replaceAll(/[\t\r\n]+/g, " ").replace(/^(?=[=+\-@])/, "'");
