import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Response } from "express";
import { EXPORT_COLUMNS, type ExportFilter } from "../../../shared/api/submissions/submission-export.ts";
import { type Submission, tasksOf } from "../../../shared/submission.ts";
import { stringifyJson } from "../../../shared/values/json.ts";
import type { Leaving } from "../../submissions/submissions.ts";

/** A file that is sent while it is made. */
export interface Download {
  type: string;
  name: string;
  parts: AsyncIterable<string>;
}

/** The submissions as a file, made page by page. */
export function exportFile(format: ExportFilter["format"], pages: AsyncIterable<Submission[]>): Download {
  const name = `submissions-${new Date().toISOString().slice(0, 10)}.${format}`;
  return format === "csv"
    ? { type: "text/csv; charset=utf-8", name, parts: csvOf(pages) }
    : { type: "application/json", name, parts: jsonOf(pages) };
}

/** Sends the file. If it cannot be finished, the connection is broken, so that nobody takes a part for the whole. */
export async function sendDownload(response: Response, { type, name, parts }: Download, gone: Leaving) {
  response.status(200).set({ "Content-Type": type, "Content-Disposition": `attachment; filename="${name}"` });
  const left = new AbortController();
  const leave = () => left.abort();
  gone.addEventListener("abort", leave);
  if (gone.aborted) leave();
  try {
    await pipeline(Readable.from(parts), response, { signal: left.signal });
  } catch (error) {
    if (!gone.aborted && !response.destroyed) throw error;
    response.destroy();
  } finally {
    gone.removeEventListener("abort", leave);
  }
}

async function* jsonOf(pages: AsyncIterable<Submission[]>): AsyncGenerator<string> {
  let before = "[\n";
  for await (const page of pages)
    for (const submission of page) {
      yield before + stringifyJson(submission);
      before = ",\n";
    }
  yield before === "[\n" ? "[]\n" : "\n]\n";
}

/** Without it, some spreadsheets take UTF-8 for another encoding. */
export const BYTE_ORDER_MARK = "\uFEFF";

async function* csvOf(pages: AsyncIterable<Submission[]>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + lineOf(EXPORT_COLUMNS);
  for await (const page of pages) yield page.map((submission) => lineOf(cellsOf(submission))).join("");
}

function cellsOf(submission: Submission): string[] {
  const tasks = tasksOf(submission);
  const created = "task" in submission ? [submission.created_task] : submission.created_tasks;
  const { operation_id, status, created_at, created_by, error } = submission;
  return [
    operation_id,
    status,
    tasks[0]?.pool_id ?? "",
    created.map((task) => task?.id ?? "").join(" "),
    created_at,
    created_by,
    error === null ? "" : `${error.code}: ${error.message}`,
    stringifyJson(
      "task" in submission ? (submission.task.input_values ?? null) : tasks.map((task) => task.input_values ?? null),
    ),
  ];
}

/** A line as RFC 4180 has it. A spreadsheet would run a cell that begins like a formula. */
export const lineOf = (cells: readonly string[]): string =>
  `${cells
    .map((cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell))
    .map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(",")}\r\n`;
