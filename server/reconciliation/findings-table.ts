import type { Finding, FindingKind } from "../../shared/api/reconciliation/reconciliation-routes.ts";
import type { Status } from "../../shared/submission.ts";
import type { Db } from "../db/db.ts";
import { iso } from "./run-table.ts";

interface FindingRow {
  seq: number;
  kind: FindingKind;
  pool_id: string;
  task_id: string;
  task_created_at: number | null;
  operation_id: string | null;
  status: Status | null;
}

/** What a comparison found, in its order, with the present status of each submission. */
export async function listFindings(
  db: Db,
  runId: string,
  { kind, above, limit }: { kind: FindingKind | undefined; above: number; limit: number },
): Promise<Finding[]> {
  const rows = await db.scan<FindingRow>(
    `select f.seq, f.kind, f.pool_id, f.task_id, f.task_created_at, f.operation_id, s.status
     from reconciliation_findings as f left join submissions as s on s.operation_id = f.operation_id
     where f.run_id = $1 and f.seq > $2 ${kind === undefined ? "" : "and f.kind = $4"} order by f.seq limit $3`,
    [runId, above, limit, ...(kind === undefined ? [] : [kind])],
  );
  return rows.map(({ task_created_at, ...row }) => ({
    ...row,
    task_created_at: task_created_at === null ? null : iso(task_created_at),
  }));
}
