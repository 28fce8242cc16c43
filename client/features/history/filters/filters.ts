import { STATUSES, type Status } from "../../../../shared/submission.ts";

/** The filters of the list as the address has them: text, empty for none. */
export interface Filters {
  q: string;
  /**
   * Statuses, comma-separated, in the order of `STATUSES`; or `stopped` (created, and assigned to nobody else), or `foreign`
   * (unfinished, for another Toloka).
   */
  status: string;
  pool_id: string;
  created_by: string;
  time: Time;
}
/** The last days, today included. */
const DAYS = { today: 1, "7d": 7, "30d": 30 } as const;
export type Time = keyof typeof DAYS | "";
export const TIMES: readonly Time[] = ["", "today", "7d", "30d"];

/** The tabs of the list, each with the `status` that it stands for. */
export const TABS = {
  all: "",
  attention: "rejected,uncertain",
  queued: "queued,sending,waiting",
  rejected: "rejected",
} as const;
export type Tab = keyof typeof TABS;
export const TAB_NAMES = Object.keys(TABS) as Tab[];

/** The tab for a `status`; `all` for one that no tab stands for. */
export const tabOf = (status: string): Tab => TAB_NAMES.find((name) => TABS[name] === status) ?? "all";

/** The statuses in a `status`; all of them without one. */
export const statusesIn = (status: string): readonly Status[] =>
  status === "" ? STATUSES : STATUSES.filter((known) => status.split(",").includes(known));

/** Reads the filters from an address. A value that the filter does not know counts as absent. */
export function readFilters(search: string): Filters {
  const query = new URLSearchParams(search);
  const status = query.get("status") ?? "";
  const time = query.get("time") ?? "";
  const special = status === "foreign" || status === "stopped";
  return {
    q: query.get("q") ?? "",
    status: special || status === "" ? status : statusesIn(status).join(","),
    pool_id: query.get("pool_id") ?? "",
    created_by: query.get("created_by") ?? "",
    time: TIMES.find((known) => known === time) ?? "",
  };
}

/** The address's query for filters; empty without any. */
export function writeFilters(filters: Filters): string {
  const given = Object.entries(filters).filter(([, value]) => value !== "");
  return new URLSearchParams(given).toString();
}

/** The query for the API. Today begins at midnight in the reader's time zone. */
export function toQuery(filters: Filters, now: Date): Record<string, string> {
  const { status, ...rest } = filters;
  const standing = status === "foreign" || status === "stopped" ? { [status]: "true" } : { status };
  return given({ ...standing, ...countQuery(rest, now) });
}

/** The query for the counts of the tabs, which have every filter in common but the status. */
export function countQuery({ q, pool_id, created_by, time }: Omit<Filters, "status">, now: Date) {
  return given({ q, pool_id, created_by, since: time === "" ? "" : since(DAYS[time], now) });
}

const given = (query: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ""));

/** The midnight with which the last `days` days began, today being one of them. */
const since = (days: number, now: Date): string =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() - days + 1).toISOString();

export const isFiltered = (filters: Filters): boolean => writeFilters(filters) !== "";
