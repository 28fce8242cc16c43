import { STATUSES, type Status } from "../../../shared/submission.ts";
import type { Db } from "../../db/db.ts";
import { SUBMISSION_COLUMNS } from "../journal/row.ts";

/** A filter with every default resolved. `undefined`: not filtered by. */
export interface Asked {
  upstreams: string[];
  statuses: readonly Status[];
  pool_id: string | undefined;
  created_by: string | undefined;
  import_id: string | undefined;
  /** Whether parts of imports are left out. */
  withoutParts: boolean;
  /** Milliseconds since 1970, both included. */
  since: number | undefined;
  until: number | undefined;
  /** Only rows with `above < seq < below`. */
  above: number;
  below: number;
  /** Whether only rows whose task was stopped are asked for. */
  stopped: boolean;
  terms: string[];
}

/** The statuses of the index `submissions_unfinished`; the other list indexes have the rest. */
export const UNFINISHED: readonly Status[] = ["queued", "sending", "waiting"];
const isUnfinished = (status: Status): boolean => UNFINISHED.includes(status);
export const FINISHED = STATUSES.filter((status) => !isUnfinished(status));

/** SQL: the condition of a partial index, as in the migrations. */
export const isOneOf = (statuses: readonly Status[], column = "status"): string =>
  `(${statuses.map((status) => `${column} = '${status}'`).join(" or ")})`;

/** Collects the values of a statement. `place(value)` returns the placeholder of the value. */
export function createPlaces(): { place: (value: unknown) => string; values: unknown[] } {
  const values: unknown[] = [];
  return { values, place: (value) => `$${values.push(value)}` };
}
type Place = (value: unknown) => string;

export const columnsOf = (table: string): string =>
  ["seq", ...SUBMISSION_COLUMNS].map((column) => `${table}.${column}`).join(", ");

/** The index that holds the rows of a branch in order, and its columns before `seq`. */
function indexFor({ pool_id, created_by, import_id, stopped }: Asked, status: Status): { name: string; keys: Key[] } {
  // Few tasks are stopped, so that their index needs no further columns.
  if (stopped) return { name: "submissions_stopped", keys: ["upstream"] };
  if (import_id !== undefined) return { name: "submissions_by_import", keys: ["import_id", "status"] };
  if (isUnfinished(status)) return { name: "submissions_unfinished", keys: ["upstream", "status"] };
  if (pool_id !== undefined && created_by !== undefined)
    return { name: "submissions_by_pool_operator", keys: ["upstream", "pool_id", "created_by", "status"] };
  if (pool_id !== undefined) return { name: "submissions_by_pool", keys: ["upstream", "pool_id", "status"] };
  if (created_by !== undefined) return { name: "submissions_by_operator", keys: ["upstream", "created_by", "status"] };
  return { name: "submissions_by_status", keys: ["upstream", "status"] };
}
type Key = "upstream" | "pool_id" | "created_by" | "import_id" | "status";

/**
 * SQL: `seq` of the `limit` newest rows, without regard to text. One branch per upstream and status, each a scan of one
 * index, so that no mix of rare and common values makes a scan long.
 */
export function newestSeqs(engine: Db["engine"], asked: Asked, limit: number, place: Place): string {
  const statuses = asked.stopped ? asked.statuses.slice(0, 1) : asked.statuses;
  const branches = statuses.flatMap((status) => {
    const { name, keys } = indexFor(asked, status);
    const upstreams = keys.includes("upstream") ? asked.upstreams : [undefined];
    return upstreams.map((upstream) => {
      const values = { ...asked, upstream };
      // The status is written out: the database has to see which of the partial indexes has it.
      const key = keys.map((column) => (column === "status" ? `'${status}'` : place(values[column])));
      const rest = restOf("submissions", asked, place, keys);
      return engine === "sqlite"
        ? sqliteBranch(name, [...keys.map((column, at) => `${column} = ${key[at]}`), ...rest], asked, limit, place)
        : postgresBranch(keys, key, rest, asked, limit, place);
    });
  });
  return `select seq from (${branches.join(" union all ")}) as branches order by seq desc limit ${place(limit)}`;
}

function sqliteBranch(index: string, conditions: string[], asked: Asked, limit: number, place: Place): string {
  return `select seq from (select seq from submissions indexed by ${index} where ${conditions.join(" and ")}
    and seq > ${place(asked.above)} and seq < ${place(asked.below)} order by seq desc limit ${place(limit)})`;
}

/**
 * PostgreSQL has no `indexed by`. For `order by seq` it may scan the whole table by primary key. Comparing and ordering by all
 * columns of the index makes it use that index.
 */
function postgresBranch(keys: Key[], key: string[], rest: string[], asked: Asked, limit: number, place: Place): string {
  const columns = [...keys, "seq"];
  const edge = (seq: number): string => `(${[...key, place(seq)].join(", ")})`;
  const conditions = [
    `(${columns.join(", ")}) > ${edge(asked.above)}`,
    `(${columns.join(", ")}) < ${edge(asked.below)}`,
  ];
  if (keys.includes("import_id")) conditions.push("import_id is not null");
  const status = keys.indexOf("status");
  if (status >= 0) conditions.push(`status = ${key[status]}`);
  return `(select seq from submissions where ${[...conditions, ...rest].join(" and ")}
    order by ${columns.map((column) => `${column} desc`).join(", ")} limit ${place(limit)})`;
}

/** Every condition on a row except its words, its place in the order, and those on `known` columns. */
function restOf(table: string, asked: Asked, place: Place, known: Key[] = []): string[] {
  const conditions: string[] = [];
  for (const column of ["pool_id", "created_by", "import_id"] as const)
    if (asked[column] !== undefined && !known.includes(column))
      conditions.push(`${table}.${column} = ${place(asked[column])}`);
  if (asked.withoutParts) conditions.push(`${table}.import_id is null`);
  if (!known.includes("status")) conditions.push(`${table}.status in (${asked.statuses.map(place).join(", ")})`);
  if (asked.stopped) conditions.push(`${table}.stopped is not null`);
  if (!known.includes("upstream")) conditions.push(`${table}.upstream in (${asked.upstreams.map(place).join(", ")})`);
  if (asked.since !== undefined) conditions.push(`${table}.created_at >= ${place(asked.since)}`);
  if (asked.until !== undefined) conditions.push(`${table}.created_at <= ${place(asked.until)}`);
  return conditions;
}

/** Every condition on a row except its words. */
export function otherConditions(table: string, asked: Asked, place: Place): string[] {
  return [
    `${table}.seq > ${place(asked.above)}`,
    `${table}.seq < ${place(asked.below)}`,
    ...restOf(table, asked, place),
  ];
}

/** SQL: whether a row has a word that begins with the term. `searchText` puts a space before each word. */
export function hasTerm(engine: Db["engine"], table: string, term: string, place: Place): string {
  return `${engine === "sqlite" ? "instr" : "strpos"}(${table}.search, ${place(` ${term}`)}) > 0`;
}
