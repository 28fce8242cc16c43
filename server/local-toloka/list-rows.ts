import { tolokaTime } from "../../shared/toloka.ts";
import type { JsonObject } from "../../shared/values/json.ts";
import type { ListQuery } from "./listing.ts";
import type { State } from "./state.ts";

/** How a field of a list is read from its table. */
interface Column {
  /** The expression that filters compare. */
  sql: string;
  /** The expression to sort by, if an index has the same order. */
  order?: string;
  /** Units of the column in a millisecond. Filters are dates. */
  unitsPerMs?: number;
}

export interface Table {
  name: string;
  columns: Record<string, Column>;
}

const SQL_COMPARISONS = { gt: ">", gte: ">=", lt: "<", lte: "<=", eq: "=" };

/** Where a list's items come from. */
interface Source<Row> {
  table: Table;
  view: (row: Row) => JsonObject;
  /** A condition besides the client's filters. */
  where?: { sql: string; values: string[] };
}

/** Filters, sorts and limits a table's rows. */
export function listRows<Row>(
  state: State,
  { table, view, where = { sql: "TRUE", values: [] } }: Source<Row>,
  asked: ListQuery,
): JsonObject {
  const conditions = [where.sql];
  const values: (string | number)[] = [...where.values];
  for (const { field, comparison, value, as } of asked.filters) {
    const { sql, unitsPerMs } = table.columns[field]!;
    conditions.push(`${sql} ${SQL_COMPARISONS[comparison]} ?`);
    // A date means its whole millisecond, and times within it are neither later nor earlier.
    const within = unitsPerMs && (comparison === "gt" || comparison === "lte") ? unitsPerMs - 1 : 0;
    if (unitsPerMs) values.push(tolokaTime(value) * unitsPerMs + within);
    else values.push(as === "number" ? Number(value) : value);
  }
  const order = asked.sort.map(({ field, down }) => {
    const { sql, order } = table.columns[field]!;
    return `${order ?? sql} ${down ? "desc" : "asc"}`;
  });
  const rows = state.all(
    `select * from ${table.name} where ${conditions.join(" and ")} order by ${order.join(", ")} limit ?`,
    ...values,
    asked.limit + 1,
  ) as Row[];
  return { items: rows.slice(0, asked.limit).map(view), has_more: rows.length > asked.limit };
}
