import { currentLanguage } from "../language.ts";
import { words } from "./words.ts";

/**
 * How the page writes moments and durations: in the page's language and the reader's time zone, 24 hours a day. A moment
 * is ISO 8601 text or milliseconds since 1970.
 */
type Moment = string | number;

const MINUTE = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const SECOND = { ...MINUTE, second: "2-digit" } as const;
const DAY = { day: "numeric", month: "short", year: "numeric" } as const;

const write = (at: Moment, how: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(currentLanguage(), how).format(new Date(at));

/** `16:05:06` */
export const clockTime = (at: Moment): string => write(at, SECOND);

/** `16:05` */
export const clockMinute = (at: Moment): string => write(at, MINUTE);

/** `Nov 25, 2026, 16:05:06` */
export const dateAndTime = (at: Moment): string => write(at, { ...DAY, ...SECOND });

const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;
/** From this age on a moment is written as a date. */
const WEEK = 7 * 86_400_000;

/** How long ago: `Just now`, `2 min ago`, `3 hr ago`; the date from a week on. */
export function agoText(at: Moment, now: number): string {
  const age = Math.max(0, now - new Date(at).getTime());
  if (age >= WEEK) return write(at, DAY);
  const unit = UNITS.find(([, length]) => age >= length);
  if (unit === undefined) return words[currentLanguage()].justNow;
  const relative = new Intl.RelativeTimeFormat(currentLanguage(), { style: "short" });
  return relative.format(-Math.floor(age / unit[1]), unit[0]).replaceAll(".", "");
}

/** A duration in seconds: `8 sec`, `3 min`, `2 hr`. */
export function waitText(seconds: number): string {
  if (seconds < 100) return unitText(seconds, "second");
  return seconds < 6000 ? unitText(seconds / 60, "minute") : unitText(seconds / 3600, "hour");
}

const unitText = (count: number, unit: string): string =>
  new Intl.NumberFormat(currentLanguage(), { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 0 })
    .format(count)
    .replaceAll(".", "");
