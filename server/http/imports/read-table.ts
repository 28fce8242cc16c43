import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CsvError, parse } from "csv-parse";
import { type Problem, problem } from "../../../shared/api/problem.ts";
import type { SubmissionError } from "../../../shared/submission.ts";
import { type Column, readColumns, type Specs } from "../../../shared/task-file/columns.ts";
import { taskOfRow } from "../../../shared/task-file/rows.ts";
import { cellSentence, columnSentence } from "../../../shared/task-file/sentences.ts";
import type { ReadRow } from "../../imports/upload/cut-rows.ts";

/** Text without a line end that is longer than this is no row: a quote may be open. */
const MAX_STRETCH = 2 * 1024 * 1024;
/** Characters of a row: a little over Toloka's limit for the input values of a request. */
const MAX_RECORD = 1_200_000;
/** Rows that are handed on at a time. */
const BATCH = 256;

type Batch = { rows: ReadRow[] } | { problem: Problem };

/** What ends the reading of a table. */
class TableFault extends Error {
  readonly problem: Problem;
  constructor(found: Problem) {
    super(found.detail);
    this.problem = found;
  }
}
const fault = (detail: string) => new TableFault(problem(400, "INVALID_TABLE", { detail }));

/**
 * Rows of a table with Toloka's columns, read as its bytes arrive. The first row names the columns; empty rows are left out and
 * not counted. `separated`: by tabs, or by the comma or semicolon of the first row.
 */
export async function* rowsOfTable(
  chunks: AsyncIterable<Buffer>,
  separated: "tab" | "comma",
  spec: Specs,
): AsyncGenerator<Batch> {
  try {
    yield* batchesOf(recordsOf(textOf(chunks), separated), spec);
  } catch (error) {
    if (error instanceof TableFault) yield { problem: error.problem };
    else if (error instanceof CsvError)
      yield { problem: problem(400, "INVALID_TABLE", { detail: `The table can't be read: ${error.message}.` }) };
    else throw error;
  }
}

/** UTF-8 as text. Throws `TableFault` for anything else, and for what no table has. */
async function* textOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let stretch = 0;
  const decode = (chunk?: Buffer): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw fault("The table is not UTF-8. Save it as UTF-8.");
    }
  };
  for await (const chunk of chunks) {
    const text = decode(chunk);
    if (text.includes("\0")) throw fault("The table contains the character U+0000. Save it as text in UTF-8.");
    const last = Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r"));
    stretch = last < 0 ? stretch + text.length : text.length - last;
    if (stretch > MAX_STRETCH) throw fault(`A row is longer than ${MAX_STRETCH} characters.`);
    yield text;
  }
  yield decode();
}

/** The cells of each row. */
async function* recordsOf(texts: AsyncGenerator<string>, separated: "tab" | "comma"): AsyncGenerator<string[]> {
  const { value: first = "" } = await texts.next();
  const [header = ""] = first.split(/[\r\n]/, 1);
  const delimiter = separated === "tab" ? "\t" : header.split(";").length > header.split(",").length ? ";" : ",";
  const parser = parse({
    delimiter,
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    record_delimiter: ["\r\n", "\n", "\r"],
    max_record_size: MAX_RECORD,
  });
  async function* all(): AsyncGenerator<string> {
    yield first;
    yield* texts;
  }
  const piped = pipeline(Readable.from(all()), parser);
  // Its failure is met by the loop.
  piped.catch(() => {});
  for await (const record of parser as AsyncIterable<string[]>) yield record;
}

async function* batchesOf(records: AsyncGenerator<string[]>, spec: Specs): AsyncGenerator<Batch> {
  let columns: Column[] | null = null;
  let rows: ReadRow[] = [];
  let row = 0;
  for await (const cells of records) {
    if (cells.length === 1 && cells[0] === "") continue;
    if (columns === null) {
      columns = columnsOf(cells, spec);
      continue;
    }
    rows.push(readRow(++row, columns, cells));
    if (rows.length < BATCH) continue;
    yield { rows };
    rows = [];
  }
  yield { rows };
}

/** Throws `TableFault` if no task can be made from these columns. */
function columnsOf(header: string[], spec: Specs): Column[] {
  const { columns, problems } = readColumns(header, spec);
  const blocking = problems.filter(({ blocks }) => blocks);
  if (blocking.length === 0) return columns;
  const fields = Object.fromEntries(
    blocking.map((found) => [found.title || "header", { code: found.code, message: columnSentence(found) }]),
  );
  throw new TableFault(problem(422, "COLUMNS_REFUSED", { fields }));
}

function readRow(row: number, columns: Column[], cells: string[]): ReadRow {
  const read = taskOfRow(columns, cells);
  if ("task" in read) return { row, task: read.task };
  const { detail, code } = problem(422, "VALIDATION_ERROR");
  const fields: NonNullable<SubmissionError["fields"]> = {};
  for (const found of read.problems.slice(0, 20))
    fields[found.path || `column ${found.column + 1}`] = { ...found.fault, message: cellSentence(found) };
  return { row, error: { code, message: detail, fields } };
}
