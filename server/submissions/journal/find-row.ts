import type { Queryable } from "../../db/db.ts";
import { COLUMNS, rowOf, type StoredRow } from "./columns.ts";
import type { SubmissionRow } from "./row.ts";

/** The submission with this operation id; `null` if there is none. */
export async function findRow(db: Queryable, operationId: string): Promise<SubmissionRow | null> {
  const [row] = await db.query<StoredRow>(`select ${COLUMNS} from submissions where operation_id = $1`, [operationId]);
  return row ? rowOf(row) : null;
}
