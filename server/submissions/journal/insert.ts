import type { Db, Queryable } from "../../db/db.ts";
import { storedValue } from "./columns.ts";
import type { SubmissionRow } from "./row.ts";

/** The columns of a new row; the others begin with `EMPTY`. */
export type NewRow = Pick<
  SubmissionRow,
  | "operation_id"
  | "upstream"
  | "environment"
  | "pool_id"
  | "status"
  | "content_hash"
  | "tasks"
  | "parameters"
  | "created_by"
  | "replaces"
  | "search"
  | "delay_ms"
> &
  Partial<Pick<SubmissionRow, "import_id" | "priority">> & {
    claim: string | null;
    lease_ms: number;
    sent_at: number | null;
  };

type Inserted = Pick<
  SubmissionRow,
  "seq" | "lease_until" | "next_at" | "planned_at" | "created_at" | "updated_at" | "attempts"
>;

/**
 * Inserts a submission; `null` if its operation id is already in the journal. With a `claim`, that sender holds it from the
 * start (`sending`); without, it is due after `delay_ms` (`queued`).
 */
export const insertSubmission = (db: Db, row: NewRow): Promise<SubmissionRow | null> =>
  // One statement, if it replaces nothing: one round trip to a remote database.
  row.replaces === null ? insertRow({ query: db.execute }, db.now, row) : db.write((tx) => insertRow(tx, db.now, row));

/** The same within a transaction. `now`: SQL of the journal's time. */
export async function insertRow(tx: Queryable, now: string, row: NewRow): Promise<SubmissionRow | null> {
  const values = [
    row.operation_id,
    row.upstream,
    row.environment,
    row.pool_id,
    row.status,
    row.content_hash,
    storedValue(row.tasks),
    storedValue(row.parameters),
    row.parameters.async_mode,
    row.created_by,
    row.replaces,
    row.search,
    row.claim,
    row.claim === null ? null : row.lease_ms,
    row.sent_at,
    row.status === "sending" ? 1 : 0,
    row.delay_ms,
    row.import_id ?? null,
    row.priority ?? 0,
  ];
  const [inserted] = await tx.query<Inserted>(insertText(now), values);
  if (!inserted) return null;
  if (row.replaces !== null)
    await tx.query("update submissions set replaced_by = $1 where operation_id = $2", [row.operation_id, row.replaces]);
  const { lease_ms: _lease, ...given } = row;
  return { ...EMPTY, ...given, ...inserted };
}

/** One text for all rows: to look a statement up by a new text takes as long as it takes to run it. */
let inserting: { now: string; text: string } | null = null;
function insertText(now: string): string {
  if (inserting?.now === now) return inserting.text;
  const text = `insert into submissions (operation_id, upstream, environment, pool_id, status, fingerprint, content_hash, tasks,
       parameters, async_mode, created_by, replaces, search, claim, lease_until, sent_at, attempts, delay_ms, next_at, planned_at, created_at, updated_at, import_id, priority)
     values ($1, $2, $3, $4, $5, '', $6, $7, $8, $9, $10, $11, $12, $13, ${now} + cast($14 as bigint), $15, $16, $17, ${now} + cast($17 as bigint), ${now}, ${now}, ${now}, $18, $19)
     on conflict (operation_id) do nothing returning seq, lease_until, next_at, planned_at, created_at, updated_at, attempts`;
  inserting = { now, text };
  return text;
}

/** The other columns of a new row. */
const EMPTY = {
  fingerprint: "",
  operation: null,
  created_tasks: null,
  error: null,
  first_task_id: null,
  import_id: null,
  priority: 0,
  doubt_since: null,
  doubt_asks: 0,
  stop_state: null,
  replaced_by: null,
  stopped: null,
} satisfies Partial<SubmissionRow>;
