import { STATUSES, type Status } from "../../../shared/submission.ts";

/** What the list shows, as the URL has it: everything optional, everything text. */
export interface Filters {
  q: string;
  /** `foreign`: the unfinished ones that were meant for another Toloka. */
  status: Status | "foreign" | "";
  pool_id: string;
  created_by: string;
  /** `today`, `7d`, `30d`, or empty for all. */
  time: Time;
}
export const TIMES = { "": "any time", today: "today", "7d": "last 7 days", "30d": "last 30 days" } as const;
export type Time = keyof typeof TIMES;

const DAY_MS = 86_400_000;

/** Reads the filters of a URL; what is not a filter's value counts as absent. */
export function readFilters(search: string): Filters {
  const query = new URLSearchParams(search);
  const status = query.get("status") ?? "";
  const time = query.get("time") ?? "";
  return {
    q: query.get("q") ?? "",
    status: status === "foreign" ? status : (STATUSES.find((known) => known === status) ?? ""),
    pool_id: query.get("pool_id") ?? "",
    created_by: query.get("created_by") ?? "",
    time: (Object.keys(TIMES) as Time[]).find((known) => known === time) ?? "",
  };
}

/** The URL's query for filters; empty when nothing is filtered. */
export function writeFilters(filters: Filters): string {
  const given = Object.entries(filters).filter(([, value]) => value !== "");
  return new URLSearchParams(given).toString();
}

/** The API's query. `now` and the zone decide when today began. */
export function toQuery(filters: Filters, now: Date): Record<string, string> {
  const { time, status, ...rest } = filters;
  const standing = status === "foreign" ? { foreign: "true" } : { status };
  const query = Object.fromEntries(Object.entries({ ...rest, ...standing }).filter(([, value]) => value !== ""));
  const since = sinceOf(time, now);
  return since === null ? query : { ...query, since: since.toISOString() };
}

function sinceOf(time: Time, now: Date): Date | null {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  if (time === "") return null;
  if (time === "today") return midnight;
  return new Date(midnight.getTime() - (time === "7d" ? 6 : 29) * DAY_MS);
}

export const isFiltered = (filters: Filters): boolean => writeFilters(filters) !== "";
