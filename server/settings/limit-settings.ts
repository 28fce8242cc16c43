import * as z from "zod/mini";
import type { Limits } from "../submissions/limits/person-limits.ts";

/** An operation id may come again for so many days: the journal has to know it. */
const SHORTEST_KEEP = 30;

/** The variables that bound what a person creates and what the journal keeps: the schema of their text, and what it may be. */
export const LIMIT_VARIABLES = {
  MAX_TASKS_PER_PERSON_DAY: [
    z.optional(z.string().check(z.regex(/^[1-9]\d{0,8}$/))),
    "how many tasks a person may create a day, from 1 to 999999999",
  ],
  MAX_DOLLARS_PER_PERSON_DAY: [
    z.optional(z.string().check(z.regex(/^(?=.*[1-9])\d{1,7}(\.\d{1,6})?$/))),
    "how many dollars the tasks may cost that a person creates a day, e.g. 50 or 12.50",
  ],
  KEEP_DAYS: [
    z.optional(
      z.string().check(
        z.regex(/^[1-9]\d{0,4}$/),
        z.refine((days) => Number(days) >= SHORTEST_KEEP),
      ),
    ),
    `for how many days submissions stay after their last change, from ${SHORTEST_KEEP} to 99999`,
  ],
} as const satisfies Record<string, readonly [z.ZodMiniType, string]>;

type Values = { [N in keyof typeof LIMIT_VARIABLES]: z.output<(typeof LIMIT_VARIABLES)[N][0]> };

/** What a person may create a day, and for how many days submissions stay. Null: no limit. */
export function limitSettings(values: Values): { limits: Limits | null; keepDays: number | null } {
  const { MAX_TASKS_PER_PERSON_DAY: tasks, MAX_DOLLARS_PER_PERSON_DAY: dollars, KEEP_DAYS: days } = values;
  const limits = {
    tasks: tasks === undefined ? null : Number(tasks),
    microDollars: dollars === undefined ? null : Math.round(Number(dollars) * 1_000_000),
  };
  return {
    limits: tasks === undefined && dollars === undefined ? null : limits,
    keepDays: days === undefined ? null : Number(days),
  };
}
