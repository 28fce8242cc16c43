/** The filters of the audit log as the address has them: text, empty for none. `from` and `to`: days, `2026-11-28`. */
export interface Filters {
  person: string;
  action: string;
  outcome: string;
  subject: string;
  from: string;
  to: string;
}

const OUTCOMES = ["done", "refused"];

/** Reads the filters from an address. What is no day or no result counts as absent. */
export function readFilters(search: string): Filters {
  const query = new URLSearchParams(search);
  const text = (name: keyof Filters): string => query.get(name)?.trim() ?? "";
  const day = (name: "from" | "to"): string => (midnight(text(name), 0) === null ? "" : text(name));
  const outcome = text("outcome");
  return {
    person: text("person"),
    action: text("action"),
    outcome: OUTCOMES.includes(outcome) ? outcome : "",
    subject: text("subject"),
    from: day("from"),
    to: day("to"),
  };
}

/** The address's query for filters; empty without any. */
export const writeFilters = (filters: Filters): string =>
  new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== "")).toString();

/** The query for the API. Days begin and end at midnight in the reader's time zone; the last one is included. */
export function toQuery({ from, to, ...same }: Filters): Record<string, string> {
  const query = { ...same, from: midnight(from, 0) ?? "", to: midnight(to, 1) ?? "" };
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ""));
}

/** The midnight `days` after the one with which a day began; null: it is no day. */
function midnight(day: string, days: number): string | null {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day)?.map(Number) ?? [];
  if (year === undefined || month === undefined || date === undefined) return null;
  const at = new Date(year, month - 1, date + days);
  return Number.isNaN(at.getTime()) || month > 12 ? null : at.toISOString();
}
