/** `2026-01-31T09:30Z` or `2026-01-31 09:30`, also with seconds or without the time; in UTC. */
const WRITTEN = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?Z?$/;

/** A moment as configs and answers write it; `null` if it is none. */
export function readMoment(text: string): Date | null {
  if (!WRITTEN.test(text)) return null;
  const iso = text.replace(" ", "T");
  const moment = new Date(iso.includes("T") && !iso.endsWith("Z") ? `${iso}Z` : iso);
  return Number.isNaN(moment.getTime()) ? null : moment;
}

/** The day in UTC, `2026-01-31`. */
export const dayOf = (moment: Date | null): string | null => moment?.toISOString().slice(0, 10) ?? null;

/** What is chosen in an input of a date (a day in UTC), or of a date with time (local), as the answer has it. */
export function momentOf(typed: string): string | undefined {
  const moment = new Date(typed);
  return Number.isNaN(moment.getTime()) ? undefined : `${moment.toISOString().slice(0, 19)}Z`;
}

/** The same the other way: a date alone is read as midnight in UTC, a date with time as local. */
export function textOfMoment(moment: Date | null, withTime: boolean): string {
  if (moment === null) return "";
  if (!withTime) return moment.toISOString().slice(0, 10);
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
