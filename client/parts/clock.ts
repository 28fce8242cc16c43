/** How the page writes moments: in the reader's language and zone. A moment is ISO 8601 text or milliseconds since 1970. */
type Moment = string | number;

const MINUTE = { hour: "2-digit", minute: "2-digit" } as const;
const SECOND = { ...MINUTE, second: "2-digit" } as const;

/** `04:05:06 PM` */
export const clockTime = (at: Moment): string => new Date(at).toLocaleTimeString(undefined, SECOND);

/** `04:05 PM` */
export const clockMinute = (at: Moment): string => new Date(at).toLocaleTimeString(undefined, MINUTE);

/** `11/25/2026 04:05:06 PM` */
export const dateAndTime = (at: Moment): string => `${new Date(at).toLocaleDateString()} ${clockTime(at)}`;

/** The time alone for today, with its date for any other day. */
export const timeOrDate = (at: Moment): string =>
  new Date(at).toDateString() === new Date().toDateString() ? clockTime(at) : dateAndTime(at);
