import { createHash } from "node:crypto";
import { stringifyJson } from "../../shared/values/json.ts";

/** What happened. `status` and `code`: as the request was answered. `before` and `after`: JSON; null where nothing is changed. */
export interface AuditFacts {
  person_id: string | null;
  name: string;
  role: string | null;
  via: "session" | "key" | "command" | "server" | "none";
  address: string;
  /** The browser, or the name of the API key. */
  device: string;
  action: string;
  subject: string | null;
  status: number;
  code: string | null;
  before: string | null;
  after: string | null;
}

/** A row of `audit`. `at`: milliseconds since 1970. */
export interface AuditRow extends AuditFacts {
  seq: number;
  at: number;
  previous_hash: string;
  hash: string;
}

/** The columns in the order in which they are hashed and stored, `hash` last. */
export const COLUMNS = [
  "seq",
  "at",
  "person_id",
  "name",
  "role",
  "via",
  "address",
  "device",
  "action",
  "subject",
  "status",
  "code",
  "before",
  "after",
  "previous_hash",
  "hash",
] as const satisfies (keyof AuditRow)[];

/** The `previous_hash` of the first row. */
const START = "0".repeat(64);

/** Where the chain ends. */
export interface End {
  seq: number;
  hash: string;
}

export const BEGINNING: End = { seq: 0, hash: START };

/** SHA-256 of every other column, in hexadecimal digits. */
const hashOf = (row: Omit<AuditRow, "hash">): string => {
  const values = COLUMNS.slice(0, -1).map((column) => (row as AuditRow)[column]);
  return createHash("sha256").update(stringifyJson(values)).digest("hex");
};

/** The row that comes after `end`. */
export function chained(end: End, facts: AuditFacts, at: number): AuditRow {
  const row = { ...facts, seq: end.seq + 1, at, previous_hash: end.hash };
  return { ...row, hash: hashOf(row) };
}

/** The `seq` at which rows in order stop following `end`: of a row that is missing or not as it was written. Null: of none. */
export function firstBreak(end: End, rows: readonly AuditRow[]): number | null {
  let last = end;
  for (const row of rows) {
    if (row.seq !== last.seq + 1) return last.seq + 1;
    if (row.previous_hash !== last.hash || row.hash !== hashOf(row)) return row.seq;
    last = row;
  }
  return null;
}
