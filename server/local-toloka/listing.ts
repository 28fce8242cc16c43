import type { Fault } from "../../shared/faults/faults.ts";
import { tolokaTime } from "../../shared/toloka.ts";
import type { Json, JsonObject } from "../../shared/values/json.ts";
import { faulty, isRefusal, type Refusal } from "./refusal.ts";

/** Operators of Toloka's list filters: `id_gt`, `created_lte`, … */
const COMPARISONS: Record<string, (order: number) => boolean> = {
  gt: (order) => order > 0,
  gte: (order) => order >= 0,
  lt: (order) => order < 0,
  lte: (order) => order <= 0,
};

type Kind = "number" | "text" | "time";

export interface ListRules {
  /** Fields to compare and sort by, and how their text is read. */
  comparable: Record<string, Kind>;
  /** Fields to filter by equality. */
  equal: readonly string[];
  defaultLimit: number;
  maxLimit: number;
}

export interface ListQuery {
  limit: number;
  sort: { field: string; down: boolean }[];
  filters: { field: string; comparison: "gt" | "gte" | "lt" | "lte" | "eq"; value: string; as: Kind }[];
}

/** Reads a list's query. An unknown sort key, a wrong limit or date is refused with the parameter's name. */
export function readListQuery(query: URLSearchParams, rules: ListRules): ListQuery | Refusal {
  const filters: ListQuery["filters"] = [];
  for (const [name, value] of query) {
    const match = /^(.+)_(gt|gte|lt|lte)$/.exec(name);
    const compared = match !== null && Object.hasOwn(rules.comparable, match[1]!);
    if (!compared && !rules.equal.includes(name)) continue;
    const field = compared ? match[1]! : name;
    const as = rules.comparable[field] ?? "text";
    if (as === "time" && Number.isNaN(tolokaTime(value))) return fault(name, "INVALID_DATE_TIME_SYNTAX");
    if (as === "number" && !/^\d+$/.test(value)) return fault(name, "INTEGER_EXPECTED");
    filters.push({ field, comparison: compared ? (match[2] as "gt") : "eq", value, as });
  }
  const limit = query.get("limit") ?? String(rules.defaultLimit);
  if (!/^\d+$/.test(limit)) return fault("limit", "INTEGER_EXPECTED");
  if (Number(limit) < 1) return fault("limit", "VALUE_LESS_THAN_MIN", [1]);
  if (Number(limit) > rules.maxLimit) return fault("limit", "VALUE_GREATER_THAN_MAX", [rules.maxLimit]);
  const sort = (query.get("sort") ?? "id")
    .split(",")
    .map((key) => ({ field: key.replace(/^-/, ""), down: key.startsWith("-") }));
  const unknown = sort.find(({ field }) => !Object.hasOwn(rules.comparable, field));
  if (unknown) return fault("sort", "VALUE_NOT_ALLOWED");
  return { limit: Number(limit), sort, filters };
}

const fault = (path: string, code: Fault["code"], params?: Json[]): Refusal =>
  faulty({ [path]: { code, ...(params ? { params } : {}) } });

/** Filters, sorts and limits documents in memory (pools, projects, trainings). */
export function listDocuments(items: JsonObject[], query: URLSearchParams, rules: ListRules): JsonObject | Refusal {
  const asked = readListQuery(query, rules);
  if (isRefusal(asked)) return asked;
  const found = items.filter((item) => asked.filters.every((filter) => matches(item, filter)));
  found.sort((a, b) => {
    for (const { field, down } of asked.sort) {
      const order = compare(a[field], b[field], rules.comparable[field] ?? "text");
      if (order !== 0) return down ? -order : order;
    }
    return 0;
  });
  return { items: found.slice(0, asked.limit), has_more: found.length > asked.limit };
}

function matches(item: JsonObject, { field, comparison, value, as }: ListQuery["filters"][number]): boolean {
  if (comparison === "eq") return String(item[field] ?? "") === value;
  const found = item[field];
  if (found == null) return false;
  return COMPARISONS[comparison]!(compare(found, value, as));
}

function compare(a: Json | undefined, b: Json | undefined, as: "number" | "text" | "time"): number {
  if (as === "number") return Number(a ?? 0) - Number(b ?? 0);
  if (as === "time") return (a == null ? 0 : tolokaTime(String(a))) - (b == null ? 0 : tolokaTime(String(b)));
  const [x, y] = [text(a), text(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

const text = (value: Json | undefined): string => (value == null ? "" : String(value));
