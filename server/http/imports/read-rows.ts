import { type Problem, problem } from "../../../shared/api/problem.ts";
import { LIMITS } from "../../../shared/task.ts";
import type { Project } from "../../../shared/toloka.ts";
import { JsonError, parseJson } from "../../../shared/values/json.ts";
import type { Batches, ReadRow } from "../../imports/upload/cut-rows.ts";
import { checkBounds } from "../request/json-bounds.ts";
import { rowsOfTable } from "./read-table.ts";
import { type Splitter, splitArray, splitLines } from "./split-json.ts";

/** Lists this deep are members of a row's task. */
const ROW_LIST_DEPTH = 2;

/** The rows in the bytes of an upload. `type`: its media type, one of `UPLOAD_TYPES`. */
export function readRows(chunks: AsyncIterable<Buffer>, type: string, spec: Project["task_spec"]): Batches {
  switch (type) {
    case "text/tab-separated-values":
      return rowsOfTable(chunks, "tab", spec);
    case "text/csv":
      return rowsOfTable(chunks, "comma", spec);
    case "application/json":
      return rowsOfJson(chunks, splitArray());
    default:
      return rowsOfJson(chunks, splitLines());
  }
}

async function* rowsOfJson(
  chunks: AsyncIterable<Buffer>,
  splitter: Splitter,
): AsyncGenerator<{ rows: ReadRow[] } | { problem: Problem }> {
  let row = 0;
  const readAll = (rows: Buffer[]): ReadRow[] => rows.map((bytes) => readRow(++row, bytes));
  for await (const chunk of chunks) {
    const { rows, fault } = splitter.push(chunk);
    const large = rows.findIndex((bytes) => bytes.length > LIMITS.bodyBytes);
    if (large >= 0) return yield tooLarge(row + large + 1);
    yield { rows: readAll(rows) };
    if (fault !== null) return yield { problem: problem(400, "INVALID_JSON", { detail: fault }) };
    if (splitter.held() > LIMITS.bodyBytes) return yield tooLarge(row + 1);
  }
  const { rows, fault } = splitter.end();
  yield { rows: readAll(rows) };
  if (fault !== null) yield { problem: problem(400, "INVALID_JSON", { detail: fault }) };
}

const tooLarge = (row: number) => ({ problem: problem(413, "ROW_TOO_LARGE", { detail: `Row ${row} is too large.` }) });

const utf8 = new TextDecoder("utf-8", { fatal: true });

function readRow(row: number, bytes: Buffer): ReadRow {
  try {
    checkBounds(bytes, ROW_LIST_DEPTH);
    return { row, task: parseJson(utf8.decode(bytes)) };
  } catch (error) {
    if (error instanceof JsonError) return { row, error: { code: error.code, message: error.message } };
    if (error instanceof TypeError) return { row, error: { code: "INVALID_JSON", message: "This is not UTF-8." } };
    throw error;
  }
}
