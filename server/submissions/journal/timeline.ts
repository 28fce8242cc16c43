import type { Attempt } from "../../../shared/submission.ts";
import { parseJson, stringifyJson } from "../../../shared/values/json.ts";
import type { Db, Queryable } from "../../db/db.ts";
import type { ExchangeEntry } from "../../toloka/exchange/exchange-entry.ts";

/** A timeline entry; `by`: the operator whose action it is. */
export type TimelineEntry = ExchangeEntry & { by?: string };

/** The rest of an entry without an exchange. */
export const NOTE = { request: null, http_status: null, milliseconds: null, request_id: null, detail: null } as const;

/** Adds entries within the transaction of their step. */
export async function insertEntries(
  tx: Queryable,
  nowSql: string,
  operationId: string,
  entries: TimelineEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const values: unknown[] = [operationId];
  for (const { action, request, http_status, outcome, milliseconds, request_id, by, detail } of entries) {
    const written = detail === null ? null : stringifyJson(detail);
    values.push(action, request, http_status, outcome, milliseconds, request_id, by ?? null, written);
  }
  await tx.query(insertText(nowSql, entries.length), values);
}

/** Values of one entry besides the operation id and the time. */
const WIDTH = 8;
const texts = new Map<string, string>();

/** One text for each number of entries, since a statement is looked up by its text. */
function insertText(nowSql: string, entries: number): string {
  const key = `${entries} ${nowSql}`;
  const made = texts.get(key);
  if (made !== undefined) return made;
  const rowOf = (_row: unknown, index: number): string => {
    const places = Array.from({ length: WIDTH }, (_value, at) => `$${index * WIDTH + at + 2}`);
    return `($1, ${nowSql}, ${places.join(", ")})`;
  };
  const text = `insert into attempts (operation_id, at, action, request, http_status, outcome, milliseconds, request_id, by_operator, detail)
     values ${Array.from({ length: entries }, rowOf).join(", ")}`;
  texts.set(key, text);
  return text;
}

/** Adds an entry without stepping the row. */
export async function addEntry(db: Db, operationId: string, entry: TimelineEntry): Promise<void> {
  await db.write((tx) => insertEntries(tx, db.now, operationId, [entry]));
}

interface AttemptRow {
  at: number;
  action: string;
  request: string | null;
  http_status: number | null;
  outcome: string;
  milliseconds: number | null;
  request_id: string | null;
  by_operator: string | null;
  detail: string | null;
}

/** The timeline of one submission, oldest first. */
export async function listEntries(db: Db, operationId: string): Promise<Attempt[]> {
  const rows = await db.query<AttemptRow>(
    `select at, action, request, http_status, outcome, milliseconds, request_id, by_operator, detail
     from attempts where operation_id = $1 order by id`,
    [operationId],
  );
  return rows.map(({ by_operator, detail, at, ...row }) => ({
    ...row,
    at: new Date(Number(at)).toISOString(),
    by: by_operator,
    detail: detail === null ? null : parseJson(detail),
  }));
}
