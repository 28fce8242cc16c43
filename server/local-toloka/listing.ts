import type { Json, JsonObject } from "../../shared/json.ts";
import { tolokaTime } from "../../shared/toloka.ts";
import { invalid, type Refusal } from "./refusal.ts";

/** Operators of Toloka's list filters: `id_gt`, `created_lte`, … */
const COMPARISONS: Record<string, (order: number) => boolean> = {
  gt: (order) => order > 0,
  gte: (order) => order >= 0,
  lt: (order) => order < 0,
  lte: (order) => order <= 0,
};

export interface ListRules {
  /** Fields that can be compared and sorted by, with how their text is read. */
  comparable: Record<string, "number" | "text" | "time">;
  /** Fields that can be asked for exactly. */
  equal: readonly string[];
  defaultLimit: number;
  maxLimit: number;
}

export interface ListQuery {
  limit: number;
  sort: { field: string; down: boolean }[];
  filters: { field: string; comparison: "gt" | "gte" | "lt" | "lte" | "eq"; value: string }[];
}

/** Reads a list's query; an unknown sort key, a bad limit or date is refused with the parameter's name. */
export function readListQuery(query: URLSearchParams, rules: ListRules): ListQuery | Refusal {
  const filters: ListQuery["filters"] = [];
  for (const [name, value] of query) {
    const match = /^(.+)_(gt|gte|lt|lte)$/.exec(name);
    const field = match?.[1] ?? name;
    if (match && Object.hasOwn(rules.comparable, field)) {
      if (rules.comparable[field] === "time" && Number.isNaN(tolokaTime(value)))
        return fault(name, "INVALID_DATE_TIME_SYNTAX");
      if (rules.comparable[field] === "number" && !/^\d+$/.test(value)) return fault(name, "INTEGER_EXPECTED");
      filters.push({ field, comparison: match[2] as "gt", value });
    } else if (rules.equal.includes(name)) filters.push({ field: name, comparison: "eq", value });
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

const fault = (path: string, code: string, params?: Json[]): Refusal =>
  invalid({ [path]: { code, message: `Invalid value of ${path}`, ...(params ? { params } : {}) } });

/** Filters, sorts and cuts documents that are all at hand (pools, projects, trainings). */
export function listDocuments(items: JsonObject[], query: URLSearchParams, rules: ListRules): JsonObject | Refusal {
  const asked = readListQuery(query, rules);
  if ("code" in asked) return asked;
  const kept = items.filter((item) => asked.filters.every((filter) => keeps(item, filter, rules)));
  kept.sort((a, b) => {
    for (const { field, down } of asked.sort) {
      const order = compare(a[field], b[field], rules.comparable[field] ?? "text");
      if (order !== 0) return down ? -order : order;
    }
    return 0;
  });
  return { items: kept.slice(0, asked.limit), has_more: kept.length > asked.limit };
}

function keeps(
  item: JsonObject,
  { field, comparison, value }: ListQuery["filters"][number],
  rules: ListRules,
): boolean {
  if (comparison === "eq") return String(item[field] ?? "") === value;
  const found = item[field];
  if (found == null) return false;
  return COMPARISONS[comparison]!(compare(found, value, rules.comparable[field] ?? "text"));
}

function compare(a: Json | undefined, b: Json | undefined, as: "number" | "text" | "time"): number {
  if (as === "number") return Number(a ?? 0) - Number(b ?? 0);
  if (as === "time") return (a == null ? 0 : tolokaTime(String(a))) - (b == null ? 0 : tolokaTime(String(b)));
  const [x, y] = [text(a), text(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

const text = (value: Json | undefined): string => (value == null ? "" : String(value));
