import type { SubmissionFilter } from "../../../shared/api/submissions/submission-filter.ts";
import type { Db } from "../../db/db.ts";
import { rowOf, type StoredRow } from "../journal/columns.ts";
import type { SubmissionRow } from "../journal/row.ts";
import { resolveFilter } from "./filter.ts";
import { columnsOf, createPlaces } from "./listing-sql.ts";
import { newestRows, searchSeqs } from "./search.ts";

export interface Page {
  rows: SubmissionRow[];
  /** For the next page; `null`: this is the last page. */
  next_cursor: string | null;
}

/**
 * Rows newest first (by order of arrival). `upstream` null: of every Toloka. Resolves with `null` if the cursor is not
 * valid. Any mix of filters takes a few milliseconds at a million rows (test/bench/history.ts).
 */
export async function listRows(db: Db, upstream: string | null, filter: SubmissionFilter): Promise<Page | null> {
  const cursor = filter.cursor ? parseCursor(filter.cursor) : Number.MAX_SAFE_INTEGER;
  if (cursor === null) return null;
  const asked = await resolveFilter(db, upstream, filter, cursor);
  const wanted = filter.limit + 1;
  const seqs =
    asked === null
      ? []
      : await (filter.q?.trim() ? searchSeqs(db, asked, filter.q.trim(), wanted) : newestRows(db, asked, wanted));
  const fit = await countFitting(db, seqs.slice(0, filter.limit));
  const rows = await rowsOf(db, seqs.slice(0, fit));
  return { rows, next_cursor: seqs.length > fit ? seqs[fit - 1]!.toString(36) : null };
}

/** Tasks of a page: those of parts of imports, of which each may have 5,000, would fill the memory. */
const MAX_TASKS = 10_000;

/** How many of these rows one page may hold: one at least, if there is any. */
async function countFitting(db: Db, seqs: number[]): Promise<number> {
  if (seqs.length === 0) return 0;
  const { place, values } = createPlaces();
  const parts = await db.query<{ seq: number; task_count: number }>(
    `select s.seq, p.task_count from submissions as s join import_parts as p on p.operation_id = s.operation_id
     where s.seq in (${seqs.map(place).join(", ")}) and s.import_id is not null`,
    values,
  );
  const counts = new Map(parts.map(({ seq, task_count }) => [seq, task_count]));
  let tasks = 0;
  const full = seqs.findIndex((seq, index) => {
    tasks += counts.get(seq) ?? 0;
    return index > 0 && tasks > MAX_TASKS;
  });
  return full < 0 ? seqs.length : full;
}

function parseCursor(text: string): number | null {
  const seq = /^[0-9a-z]{1,10}$/.test(text) ? Number.parseInt(text, 36) : Number.NaN;
  return Number.isSafeInteger(seq) ? seq : null;
}

/** The rows with these numbers, newest first. */
export async function rowsOf(db: Db, seqs: number[]): Promise<SubmissionRow[]> {
  if (seqs.length === 0) return [];
  const { place, values } = createPlaces();
  const rows = await db.query<StoredRow>(
    `select ${columnsOf("s")} from submissions as s where s.seq in (${seqs.map(place).join(", ")}) order by s.seq desc`,
    values,
  );
  return rows.map(rowOf);
}
