import { randomBytes } from "node:crypto";
import type { Task } from "../../../shared/task.ts";
import { type Json, type JsonObject, parseJson, stringifyJson } from "../../../shared/values/json.ts";
import { listRows, type Table } from "../list-rows.ts";
import { type ListRules, readListQuery } from "../listing.ts";
import { faulty, isRefusal, type Refusal, refuse } from "../refusal.ts";
import { plainDate, type State } from "../state.ts";

/** Microseconds since 1970 of the newest task. Ids of a pool always ascend, also after the clock was set back. */
const newest = new WeakMap<State, number>();

function nextStamp(state: State): number {
  const last = newest.get(state) ?? Number(state.one("select max(stamp) as last from tasks")?.last ?? 0);
  const stamp = Math.max(last + 1, Date.now() * 1_000);
  newest.set(state, stamp);
  return stamp;
}

/** A task id in Toloka's form: the pool in hexadecimal, then 24 digits that begin with the second of creation. */
function newId(poolId: string, stamp: number): string {
  const seconds = Math.floor(stamp / 1_000_000)
    .toString(16)
    .padStart(8, "0");
  const micros = (stamp % 1_000_000).toString(16).padStart(5, "0");
  const pool = Number(poolId).toString(16).padStart(10, "0");
  return `${pool}--${seconds}${micros}${randomBytes(6).toString("hex").slice(0, 11)}`;
}

/** The keys of a request that are stored. Toloka ignores unknown keys and those that it sets itself. */
const STORED_KEYS = [
  "pool_id",
  "input_values",
  "known_solutions",
  "message_on_unknown_solution",
  "baseline_solutions",
  "reserved_for",
  "unavailable_for",
  "traits_all_of",
  "traits_any_of",
  "traits_none_of_any",
  "localization_config",
] as const;

/** Creates a valid task. `overlap` null: infinite. */
export function createTask(state: State, task: Task, overlap: number | null): JsonObject {
  const stamp = nextStamp(state);
  const id = newId(task.pool_id, stamp);
  const body: JsonObject = {};
  for (const key of STORED_KEYS) if (task[key] != null) body[key] = task[key] as Json;
  state.run(
    "insert into tasks (id, pool_id, stamp, overlap, body) values (?, ?, ?, ?, ?)",
    id,
    task.pool_id,
    stamp,
    overlap,
    stringifyJson(body),
  );
  return view({ id, stamp, overlap, taken: 0 }, body);
}

function view({ id, stamp, overlap, taken }: Omit<TaskRow, "pool_id" | "body">, body: JsonObject): JsonObject {
  return {
    id,
    created: plainDate(Math.floor(stamp / 1_000)),
    ...body,
    reserved_for: body.reserved_for ?? [],
    unavailable_for: body.unavailable_for ?? [],
    ...(overlap === null
      ? { infinite_overlap: true }
      : { overlap, infinite_overlap: false, remaining_overlap: Math.max(0, overlap - taken) }),
  };
}

export interface TaskRow {
  id: string;
  pool_id: string;
  stamp: number;
  overlap: number | null;
  taken: number;
  body: string;
}
const viewRow = (row: TaskRow): JsonObject => view(row, parseJson(row.body) as JsonObject);

export const findTask = (state: State, id: string): TaskRow | undefined =>
  state.one("select * from tasks where id = ?", id) as TaskRow | undefined;

export function getTask(state: State, id: string): JsonObject | Refusal {
  const row = findTask(state, id);
  return row ? viewRow(row) : refuse("DOES_NOT_EXIST");
}

export const hasTasks = (state: State, poolId: string): boolean =>
  state.one("select 1 from tasks where id >= ? and id < ? limit 1", ...range(poolId)) !== undefined;

/** The range of a pool's task ids, which begin with the pool: from the first, and before the second. */
function range(poolId: string): [string, string] {
  const pool = Number(poolId).toString(16).padStart(10, "0");
  return [`${pool}--`, `${pool}--g`];
}

const RULES: ListRules = {
  comparable: { id: "text", created: "time", overlap: "number" },
  equal: ["pool_id", "overlap"],
  defaultLimit: 50,
  maxLimit: 100_000,
};

const TABLE: Table = {
  name: "tasks",
  columns: {
    id: { sql: "id" },
    pool_id: { sql: "pool_id" },
    overlap: { sql: "overlap" },
    // Ids of a pool ascend with time.
    created: { sql: "stamp", order: "id", unitsPerMs: 1_000 },
  },
};

/** GET /tasks of one pool, with filters, order and limit. The next page begins after the last id (`id_gt`). */
export function listTasks(state: State, query: URLSearchParams): JsonObject | Refusal {
  const poolId = query.get("pool_id");
  if (!poolId) return faulty({ pool_id: { code: "VALUE_REQUIRED" } });
  const asked = readListQuery(query, RULES);
  if (isRefusal(asked)) return asked;
  const ofPool = { sql: "id >= ? and id < ?", values: range(poolId) };
  return listRows(state, { table: TABLE, view: viewRow, where: ofPool }, asked);
}

export function changeTask(state: State, row: TaskRow, overlap: number | null, body: JsonObject): JsonObject {
  state.run("update tasks set overlap = ?, body = ? where id = ?", overlap, stringifyJson(body), row.id);
  return view({ ...row, overlap }, body);
}

/** Sets how many assignments are taken. Nobody works on the built-in Toloka, but stopping a task has to be tested. */
export function takeAssignments(state: State, id: string, count: number): JsonObject | Refusal {
  const row = findTask(state, id);
  if (!row) return refuse("DOES_NOT_EXIST");
  state.run("update tasks set taken = ? where id = ?", count, id);
  return viewRow({ ...row, taken: count });
}
