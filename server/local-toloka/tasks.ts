import { randomBytes } from "node:crypto";
import { type Json, type JsonObject, parseJson, stringifyJson } from "../../shared/json.ts";
import { faultsOf } from "../../shared/problem.ts";
import { LIMITS, READ_ONLY_KEYS, type Task, Task as TaskSchema } from "../../shared/task.ts";
import { tolokaTime } from "../../shared/toloka.ts";
import { type ListQuery, type ListRules, readListQuery } from "./listing.ts";
import { faultPayload, invalid, isRefusal, type Refusal, refuse } from "./refusal.ts";
import { plainDate, type State } from "./state.ts";

/** Microseconds since 1970 of the newest task: ids of one pool ascend strictly, also after a restart or a clock set back. */
const newest = new WeakMap<State, number>();

function nextStamp(state: State): number {
  const last = newest.get(state) ?? Number(state.one("SELECT max(stamp) AS last FROM tasks")?.last ?? 0);
  const stamp = Math.max(last + 1, Date.now() * 1_000);
  newest.set(state, stamp);
  return stamp;
}

/** Toloka's form of a task id: the pool in hexadecimal, then 24 digits that begin with the second of creation. */
function newId(poolId: string, stamp: number): string {
  const seconds = Math.floor(stamp / 1_000_000)
    .toString(16)
    .padStart(8, "0");
  const micros = (stamp % 1_000_000).toString(16).padStart(5, "0");
  const pool = Number(poolId).toString(16).padStart(10, "0");
  return `${pool}--${seconds}${micros}${randomBytes(6).toString("hex").slice(0, 11)}`;
}

const KEPT_APART = new Set<string>([...READ_ONLY_KEYS, "overlap", "infinite_overlap", "__item_idx"]);

/** Creates a checked task; `overlap` null is infinite. */
export function createTask(state: State, task: Task, overlap: number | null): JsonObject {
  const stamp = nextStamp(state);
  const id = newId(task.pool_id, stamp);
  const body = Object.fromEntries(
    Object.entries(task as JsonObject).filter(([key, value]) => value != null && !KEPT_APART.has(key)),
  );
  state.run(
    "INSERT INTO tasks (id, pool_id, stamp, overlap, body) VALUES (?, ?, ?, ?, ?)",
    id,
    task.pool_id,
    stamp,
    overlap,
    stringifyJson(body),
  );
  return view(id, stamp, overlap, 0, body);
}

function view(id: string, stamp: number, overlap: number | null, taken: number, body: JsonObject): JsonObject {
  return {
    id,
    created: plainDate(Math.floor(stamp / 1_000)),
    ...body,
    reserved_for: body.reserved_for ?? [],
    unavailable_for: body.unavailable_for ?? [],
    ...(overlap === null
      ? { overlap: null, infinite_overlap: true }
      : { overlap, infinite_overlap: false, remaining_overlap: Math.max(0, overlap - taken) }),
  };
}

interface TaskRow {
  id: string;
  pool_id: string;
  stamp: number;
  overlap: number | null;
  taken: number;
  body: string;
}
const viewRow = (row: TaskRow): JsonObject =>
  view(row.id, row.stamp, row.overlap, row.taken, parseJson(row.body) as JsonObject);

const findRow = (state: State, id: string): TaskRow | undefined =>
  state.one("SELECT * FROM tasks WHERE id = ?", id) as TaskRow | undefined;

export function getTask(state: State, id: string): JsonObject | Refusal {
  const row = findRow(state, id);
  return row ? viewRow(row) : refuse("DOES_NOT_EXIST");
}

export const countTasks = (state: State, poolId: string): number =>
  // Ids begin with their pool, so the key serves.
  Number(
    state.one("SELECT count(*) AS n FROM (SELECT 1 FROM tasks WHERE id >= ? AND id < ? LIMIT 1)", ...range(poolId))
      ?.n ?? 0,
  );

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
const SQL_COMPARISONS = { gt: ">", gte: ">=", lt: "<", lte: "<=", eq: "=" };

/** GET /tasks: equality, comparisons, order and limit; paging is by `id_gt` of the last. */
export function listTasks(state: State, query: URLSearchParams): JsonObject | Refusal {
  const asked = readListQuery(query, RULES);
  if ("code" in asked) return asked;
  const { where, values } = conditions(asked, query.get("pool_id"));
  const order = asked.sort
    .map(({ field, down }) => `${field === "created" ? "stamp" : field} ${down ? "DESC" : "ASC"}`)
    .join(", ");
  const rows = state.all(
    `SELECT * FROM tasks ${where} ORDER BY ${order} LIMIT ?`,
    ...values,
    asked.limit + 1,
  ) as unknown as TaskRow[];
  return { items: rows.slice(0, asked.limit).map(viewRow), has_more: rows.length > asked.limit };
}

function conditions(asked: ListQuery, poolId: string | null): { where: string; values: (string | number)[] } {
  const parts: string[] = [];
  const values: (string | number)[] = [];
  if (poolId !== null) {
    parts.push("id >= ? AND id < ?");
    values.push(...range(poolId));
  }
  for (const { field, comparison, value } of asked.filters) {
    if (field === "pool_id") continue;
    const sql = SQL_COMPARISONS[comparison];
    if (field === "created") {
      parts.push(`stamp ${sql} ?`);
      values.push(tolokaTime(value) * 1_000 + (comparison === "gt" || comparison === "lte" ? 999 : 0));
    } else {
      parts.push(`${field} ${sql} ?`);
      values.push(field === "overlap" ? Number(value) : value);
    }
  }
  return { where: parts.length > 0 ? `WHERE ${parts.join(" AND ")}` : "", values };
}

const PATCHABLE = ["known_solutions", "message_on_unknown_solution", "baseline_solutions"] as const;

/** PATCH /tasks/{id}: a single overlap key is understood as the switch; below what is taken it is a conflict. */
export function patchTask(state: State, id: string, patch: JsonObject): JsonObject | Refusal {
  const row = findRow(state, id);
  if (!row) return refuse("DOES_NOT_EXIST");
  const overlap = patchedOverlap(row, patch, LIMITS.overlapMin);
  if (isRefusal(overlap)) return overlap;
  if (overlap !== null && overlap < row.taken) return refuse("ASSIGNMENTS_COUNT_CONFLICT");
  const checked = TaskSchema.safeParse({ ...patch, pool_id: row.pool_id });
  if (!checked.success) return invalid(faultPayload(faultsOf(checked.error, patch)));
  const body = parseJson(row.body) as JsonObject;
  for (const key of PATCHABLE) {
    const value: Json | undefined = patch[key];
    if (value === null) delete body[key];
    else if (value !== undefined) body[key] = value;
  }
  return change(state, row, overlap, body);
}

/** PATCH /tasks/{id}/set-overlap-or-min: as low as asked, or as what is already taken allows. */
export function setOverlapOrMin(state: State, id: string, patch: JsonObject): JsonObject | Refusal {
  const row = findRow(state, id);
  if (!row) return refuse("DOES_NOT_EXIST");
  const overlap = patchedOverlap(row, patch, 0);
  if (isRefusal(overlap)) return overlap;
  return change(state, row, overlap === null ? null : Math.max(overlap, row.taken), parseJson(row.body) as JsonObject);
}

function patchedOverlap(row: TaskRow, patch: JsonObject, min: number): number | null | Refusal {
  const { overlap, infinite_overlap } = patch;
  if (overlap != null && infinite_overlap === true)
    return invalid(faultPayload({ overlap: { code: "VALUE_NOT_ALLOWED" } }));
  if (infinite_overlap === true) return null;
  if (overlap == null) return row.overlap;
  const value = Number(overlap);
  if (!Number.isInteger(value)) return invalid(faultPayload({ overlap: { code: "INTEGER_EXPECTED" } }));
  if (value < min) return invalid(faultPayload({ overlap: { code: "VALUE_LESS_THAN_MIN", params: [min] } }));
  if (value > LIMITS.overlapMax)
    return invalid(faultPayload({ overlap: { code: "VALUE_GREATER_THAN_MAX", params: [LIMITS.overlapMax] } }));
  return value;
}

function change(state: State, row: TaskRow, overlap: number | null, body: JsonObject): JsonObject {
  state.run("UPDATE tasks SET overlap = ?, body = ? WHERE id = ?", overlap, stringifyJson(body), row.id);
  return view(row.id, row.stamp, overlap, row.taken, body);
}

/** As if `count` Tolokers had taken the task: nobody works on the built-in Toloka, yet stopping must be tried. */
export function takeAssignments(state: State, id: string, count: number): JsonObject | Refusal {
  const row = findRow(state, id);
  if (!row) return refuse("DOES_NOT_EXIST");
  state.run("UPDATE tasks SET taken = ? WHERE id = ?", count, id);
  return viewRow({ ...row, taken: count });
}
