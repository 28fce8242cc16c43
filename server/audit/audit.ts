import type { AuditEntry, AuditFilter, AuditState } from "../../shared/api/audit/audit-routes.ts";
import type { Db } from "../db/db.ts";
import { type AuditFacts, type AuditRow, BEGINNING, COLUMNS, chained, type End, firstBreak } from "./chain.ts";
import { createRefusals } from "./refusals.ts";

export type Audit = ReturnType<typeof openAudit>;

/** How many rows are read at once by an export and by a check. */
const PAGE = 1_000;
/** Any number that no other advisory lock has. */
const LOCK = 7_305_713;

const listed = COLUMNS.join(", ");
const places = COLUMNS.map((_column, index) => `$${index + 1}`).join(", ");

/** The audit log. Rows are only added; the database refuses other changes. `failed`: gets the errors of counted refusals. */
export function openAudit(db: Db, failed: (error: Error) => void) {
  /** Adds a row after the last one. Replicas wait for each other. */
  const append = (facts: AuditFacts): Promise<void> =>
    db.write(async (tx) => {
      if (db.engine === "postgres") await tx.query("select pg_advisory_xact_lock($1)", [LOCK]);
      const [last] = await tx.query<End>("select seq, hash from audit order by seq desc limit 1");
      const row = chained(last ?? BEGINNING, facts, Date.now());
      await tx.query(
        `insert into audit (${listed}) values (${places})`,
        COLUMNS.map((column) => row[column]),
      );
    });
  const refusals = createRefusals(append, failed);
  async function rowsAbove(seq: number): Promise<AuditRow[]> {
    return db.scan<AuditRow>(`select ${listed} from audit where seq > $1 order by seq limit ${PAGE}`, [seq]);
  }
  async function rowsOf(filter: AuditFilter, below: number | null, limit: number): Promise<AuditRow[]> {
    const { where, values } = conditionsOf(filter, below);
    return db.scan<AuditRow>(`select ${listed} from audit ${where} order by seq desc limit ${limit}`, values);
  }
  return {
    append,
    /** Adds a refused request, or counts it: there may be any number of them. */
    refused: refusals.add,
    /** Adds what is counted. */
    close: refusals.close,

    /** A page of entries, the newest first. `next_cursor`: for the page after it; null: there is none. */
    async list(filter: AuditFilter, cursor: number | null, limit: number) {
      const rows = await rowsOf(filter, cursor, limit + 1);
      const items = rows.slice(0, limit).map(entryOf);
      return { items, next_cursor: rows.length > limit ? String(items.at(-1)!.seq) : null };
    },

    /** All entries of a filter, the newest first, page by page. */
    async *pages(filter: AuditFilter): AsyncGenerator<AuditEntry[]> {
      for (let below: number | null = null; ; ) {
        const rows = await rowsOf(filter, below, PAGE);
        if (rows.length > 0) yield rows.map(entryOf);
        if (rows.length < PAGE) return;
        below = rows.at(-1)!.seq;
      }
    },

    /** Checks every row. Rows removed from the end leave no gap: compare `entries` and `last_hash` with an earlier check. */
    async verify(): Promise<AuditState> {
      let end: End = BEGINNING;
      for (;;) {
        const rows = await rowsAbove(end.seq);
        const broken_at = firstBreak(end, rows);
        if (broken_at !== null) return { intact: false, broken_at, entries: broken_at - 1, last_hash: null };
        end = rows.at(-1) ?? end;
        if (rows.length < PAGE) return { intact: true, broken_at: null, entries: end.seq, last_hash: end.hash };
      }
    },
  };
}

function conditionsOf(filter: AuditFilter, below: number | null) {
  const { after, person, action, subject, outcome, from, to } = filter;
  const values: unknown[] = [];
  const place = (value: unknown): string => `$${values.push(value)}`;
  const conditions: string[] = [];
  if (after > 0) conditions.push(`seq > ${place(after)}`);
  if (below !== null) conditions.push(`seq < ${place(below)}`);
  if (person !== undefined) conditions.push(`(name = ${place(person)} or person_id = ${place(person)})`);
  if (action !== undefined) conditions.push(`action = ${place(action)}`);
  if (subject !== undefined) conditions.push(`subject = ${place(subject)}`);
  if (outcome !== undefined) conditions.push(outcome === "done" ? "status < 400" : "status >= 400");
  if (from !== undefined) conditions.push(`at >= ${place(Date.parse(from))}`);
  if (to !== undefined) conditions.push(`at < ${place(Date.parse(to))}`);
  return { where: conditions.length === 0 ? "" : `where ${conditions.join(" and ")}`, values };
}

const entryOf = (row: AuditRow): AuditEntry => ({ ...row, at: new Date(row.at).toISOString() });
