import { STATUSES, type Status } from "../../../shared/submission.ts";

/** The filters of the list as the address has them: text, empty for none. */
export interface Filters {
  q: string;
  /** `foreign`: the unfinished ones for another Toloka. */
  status: Status | "foreign" | "";
  pool_id: string;
  created_by: string;
  /** `today`, `7d`, `30d`, or empty for all. */
  time: Time;
}
export const TIMES = { "": "any time", today: "today", "7d": "last 7 days", "30d": "last 30 days" } as const;
export type Time = keyof typeof TIMES;

const DAY_MS = 86_400_000;

/** Reads the filters from an address. A value that the filter does not know counts as absent. */
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

/** The address's query for filters; empty without any. */
export function writeFilters(filters: Filters): string {
  const given = Object.entries(filters).filter(([, value]) => value !== "");
  return new URLSearchParams(given).toString();
}

/** The query for the API. Today begins at midnight in the reader's time zone. */
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
