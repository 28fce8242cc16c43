import * as z from "zod/mini";
import { STATUSES } from "../../submission.ts";
import { instant, text, wholeText } from "../address-schemas.ts";

function isStatus(value: string): boolean {
  return STATUSES.some((status) => status === value);
}

/** One status or several, comma-separated. */
const statuses = z.optional(
  z.string().check(z.refine((value) => value === "" || value.split(",").every(isStatus), "UNKNOWN_ENUM_VALUE")),
);

/** What the tabs of the list have in common. */
const shared = {
  pool_id: text,
  /** The beginnings of words of the content, of an error or of an operation id; the beginning of a task id; a whole pool id. */
  q: text,
  created_by: text,
  import_id: text,
  since: z.optional(instant),
  until: z.optional(instant),
};

/** What submissions are chosen by, in the list and for a file. */
export const filters = {
  ...shared,
  status: statuses,
  /** `true`: only those whose task was stopped. */
  stopped: z.optional(z.enum(["true"])),
};

export const SubmissionFilter = z.strictObject({
  ...filters,
  cursor: text,
  limit: wholeText(1, 200, 50),
  /** `true`: only the unfinished submissions for another Toloka. */
  foreign: z.optional(z.enum(["true"])),
});
export type SubmissionFilter = z.infer<typeof SubmissionFilter>;

export const CountFilter = z.strictObject(shared);
export type CountFilter = z.infer<typeof CountFilter>;

/** `more`: there are more than were counted. */
const Count = z.object({ count: z.number(), more: z.boolean() });
export type Count = z.infer<typeof Count>;

/** How many submissions each tab of the list has. `stopped`: those whose task was stopped; they are among the created. */
export const SubmissionCounts = z.object({ statuses: z.record(z.enum(STATUSES), Count), stopped: Count });
export type SubmissionCounts = z.infer<typeof SubmissionCounts>;
