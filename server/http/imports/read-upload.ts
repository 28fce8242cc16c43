import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { setImmediate } from "node:timers/promises";
import { type Problem, problem } from "../../../shared/api/problem.ts";
import { LIMITS } from "../../../shared/task.ts";
import { JsonError, parseJson } from "../../../shared/values/json.ts";
import type { ReadRow, Upload } from "../../imports/accept-import.ts";
import { checkBounds } from "../request/json-bounds.ts";
import { rowsOfTable } from "./read-table.ts";
import { type Splitter, splitArray, splitLines } from "./split-json.ts";

/** An upload that sends nothing for this long is ended. */
const IDLE_MS = 60_000;
/** Lists this deep are members of a row's task. */
const ROW_LIST_DEPTH = 2;

type Batches = AsyncIterable<{ rows: ReadRow[] } | { problem: Problem }>;

/** The rows in a request's body. `type`: its media type, one of `UPLOAD_TYPES`. */
export function readUpload(request: IncomingMessage, type: string, key: string | null): Upload {
  const hash = createHash("sha256").update(`${type}\n`);
  let digest: string | undefined;
  async function* chunks(): AsyncGenerator<Buffer> {
    request.setTimeout(IDLE_MS, () => request.destroy());
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      yield chunk;
      // Other requests go on in between, however fast this one arrives.
      await setImmediate();
    }
  }
  return {
    key,
    read(spec) {
      switch (type) {
        case "text/tab-separated-values":
          return rowsOfTable(chunks(), "tab", spec);
        case "text/csv":
          return rowsOfTable(chunks(), "comma", spec);
        case "application/json":
          return rowsOf(chunks(), splitArray());
        default:
          return rowsOf(chunks(), splitLines());
      }
    },
    hash: () => (digest ??= hash.digest("hex")),
  };
}

async function* rowsOf(chunks: AsyncIterable<Buffer>, splitter: Splitter): Batches {
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
