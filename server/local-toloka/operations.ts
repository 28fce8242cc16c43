import { type Json, type JsonObject, parseJson, stringifyJson } from "../../shared/values/json.ts";
import { listRows, type Table } from "./list-rows.ts";
import { type ListRules, readListQuery } from "./listing.ts";
import { isRefusal, type Refusal, refuse } from "./refusal.ts";
import { plainDate, type State } from "./state.ts";

export interface NewOperation {
  id: string;
  type: string;
  parameters: JsonObject;
  success: boolean;
  details?: JsonObject;
  log?: Json[];
}

/**
 * Writes an operation that ends after `durationMs`. Its work is done at once and in the same transaction, and only its status
 * changes later, so a restart leaves nothing unfinished.
 */
export function startOperation(state: State, operation: NewOperation, durationMs: number): JsonObject {
  const now = Date.now();
  state.run(
    "insert into operations (id, type, submitted, ends, success, parameters, details, log) values (?, ?, ?, ?, ?, ?, ?, ?)",
    operation.id,
    operation.type,
    now,
    now + durationMs,
    operation.success ? 1 : 0,
    stringifyJson(operation.parameters),
    operation.details ? stringifyJson(operation.details) : null,
    operation.log ? stringifyJson(operation.log) : null,
  );
  const { id, type, parameters } = operation;
  return { id, type, status: "RUNNING", submitted: plainDate(now), started: plainDate(now), progress: 0, parameters };
}

interface OperationRow {
  id: string;
  type: string;
  submitted: number;
  ends: number;
  success: number;
  parameters: string;
  details: string | null;
  log: string | null;
}

function view(row: OperationRow): JsonObject {
  const ended = Date.now() >= row.ends;
  return {
    id: row.id,
    type: row.type,
    status: ended ? (row.success ? "SUCCESS" : "FAIL") : "RUNNING",
    submitted: plainDate(row.submitted),
    started: plainDate(row.submitted),
    ...(ended ? { finished: plainDate(row.ends) } : {}),
    progress: ended ? 100 : 0,
    parameters: parseJson(row.parameters),
    ...(ended && row.details ? { details: parseJson(row.details) } : {}),
  };
}

const find = (state: State, id: string): OperationRow | undefined =>
  state.one("select * from operations where id = ?", id.toLowerCase()) as OperationRow | undefined;

export const operationExists = (state: State, id: string): boolean =>
  state.one("select 1 from operations where id = ?", id) !== undefined;

export function getOperation(state: State, id: string): JsonObject | Refusal {
  const row = find(state, id);
  return row ? view(row) : refuse("DOES_NOT_EXIST");
}

/** GET /operations/{id}/log: a bare list, empty until the operation has ended. */
export function getOperationLog(state: State, id: string): Json[] | Refusal {
  const row = find(state, id);
  if (!row) return refuse("DOES_NOT_EXIST");
  return Date.now() >= row.ends && row.log ? (parseJson(row.log) as Json[]) : [];
}

const RULES: ListRules = {
  comparable: { id: "text", submitted: "time", finished: "time" },
  equal: ["type", "status"],
  defaultLimit: 50,
  maxLimit: 500,
};

const NOW = "cast(unixepoch('subsec') * 1000 as integer)";
const TABLE: Table = {
  name: "operations",
  columns: {
    id: { sql: "id" },
    type: { sql: "type" },
    submitted: { sql: "submitted", unitsPerMs: 1 },
    finished: { sql: `case when ends <= ${NOW} then ends end`, unitsPerMs: 1 },
    status: { sql: `case when ends > ${NOW} then 'RUNNING' when success then 'SUCCESS' else 'FAIL' end` },
  },
};

/** GET /operations, by default in the order of their ids. */
export function listOperations(state: State, query: URLSearchParams): JsonObject | Refusal {
  const asked = readListQuery(query, RULES);
  return isRefusal(asked) ? asked : listRows(state, { table: TABLE, view }, asked);
}
