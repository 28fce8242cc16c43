import type { SubmissionFilter } from "../../../shared/api/submissions/submission-filter.ts";
import type { Db } from "../../db/db.ts";
import type { SubmissionRow } from "../journal/row.ts";
import { listRows, rowsOf } from "./listing.ts";
import { createPlaces } from "./listing-sql.ts";

/** Rows read at a time. */
const PAGE = 200;

/** Every row that the filter chooses, newest first, a page at a time. `upstream` null: of every Toloka. */
export async function* exportRows(
  db: Db,
  upstream: string | null,
  filter: Omit<SubmissionFilter, "cursor" | "limit">,
): AsyncGenerator<SubmissionRow[]> {
  let cursor: string | null | undefined;
  do {
    const page = await listRows(db, upstream, { ...filter, limit: PAGE, ...(cursor ? { cursor } : {}) });
    if (page === null) return;
    yield page.rows;
    cursor = page.next_cursor;
  } while (cursor !== null);
}

/** The rows with these operation ids, newest first, a page at a time. Unknown ids are left out. */
export async function* rowsWithIds(db: Db, operationIds: string[]): AsyncGenerator<SubmissionRow[]> {
  const { place, values } = createPlaces();
  const rows = await db.query<{ seq: number }>(
    `select seq from submissions where operation_id in (${operationIds.map(place).join(", ")}) order by seq desc`,
    values,
  );
  const seqs = rows.map(({ seq }) => seq);
  for (let at = 0; at < seqs.length; at += PAGE) yield await rowsOf(db, seqs.slice(at, at + PAGE));
}
