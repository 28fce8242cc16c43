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
  const rows = await rowsOf(db, seqs);
  const page = rows.slice(0, filter.limit);
  return { rows: page, next_cursor: rows.length > page.length ? page.at(-1)!.seq.toString(36) : null };
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
