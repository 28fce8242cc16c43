import { tolokaTime } from "../../shared/toloka.ts";
import type { JsonObject } from "../../shared/values/json.ts";
import type { ListQuery } from "./listing.ts";
import type { State } from "./state.ts";

/** How a field of a list is found in its table. */
interface Column {
  /** What is compared. */
  sql: string;
  /** What is sorted by, where an index knows the same order better. */
  order?: string;
  /** The column counts so many units a millisecond; filters are given as dates. */
  unitsPerMs?: number;
}

export interface Table {
  name: string;
  columns: Record<string, Column>;
}

const SQL_COMPARISONS = { gt: ">", gte: ">=", lt: "<", lte: "<=", eq: "=" };

/** Filters, sorts and cuts a table's rows; `more` are conditions that no client asked for. */
export function listRows<Row>(
  state: State,
  table: Table,
  asked: ListQuery,
  view: (row: Row) => JsonObject,
  more: { sql: string; values: string[] } = { sql: "TRUE", values: [] },
): JsonObject {
  const conditions = [more.sql];
  const values: (string | number)[] = [...more.values];
  for (const { field, comparison, value, as } of asked.filters) {
    const { sql, unitsPerMs } = table.columns[field]!;
    conditions.push(`${sql} ${SQL_COMPARISONS[comparison]} ?`);
    // A date is the whole of its millisecond: what lies within is neither after nor before it.
    const within = unitsPerMs && (comparison === "gt" || comparison === "lte") ? unitsPerMs - 1 : 0;
    if (unitsPerMs) values.push(tolokaTime(value) * unitsPerMs + within);
    else values.push(as === "number" ? Number(value) : value);
  }
  const order = asked.sort.map(({ field, down }) => {
    const { sql, order } = table.columns[field]!;
    return `${order ?? sql} ${down ? "DESC" : "ASC"}`;
  });
  const rows = state.all(
    `SELECT * FROM ${table.name} WHERE ${conditions.join(" AND ")} ORDER BY ${order.join(", ")} LIMIT ?`,
    ...values,
    asked.limit + 1,
  ) as Row[];
  return { items: rows.slice(0, asked.limit).map(view), has_more: rows.length > asked.limit };
}
