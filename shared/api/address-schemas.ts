import * as z from "zod/mini";

/* Paths and queries are text. These schemas turn it into values. */

/** A whole number as text, by default `initial`. */
export const wholeText = (min: number, max: number, initial: number) =>
  z
    .pipe(
      z._default(z.string(), String(initial)),
      z.pipe(
        z.transform((text: string): unknown => (/^\d{1,9}$/.test(text) ? Number(text) : text)),
        z
          .number("INTEGER_EXPECTED")
          .check(z.minimum(min, "VALUE_LESS_THAN_MIN"), z.maximum(max, "VALUE_GREATER_THAN_MAX")),
      ),
    )
    .register(z.globalRegistry, { type: "integer", minimum: min, maximum: max, default: initial });

/** PostgreSQL cannot hold the character U+0000 in text, not even to compare with. */
const storable = z.string().check(z.refine((value) => !value.includes("\0"), "CHARACTER_NOT_ALLOWED"));

/** Optional text in a query. */
export const text = z.optional(storable);

/** A time in a query, in any format that `Date` reads. */
export const instant = z
  .string()
  .check(z.refine((value) => !Number.isNaN(Date.parse(value)), "INVALID_DATE_TIME_SYNTAX"));

/** The params of a path with `{id}`. */
export const byId = z.object({ id: storable });

/** The params of a path with `{operation_id}`, in any letter case. */
export const byOperationId = z.object({
  operation_id: z.pipe(
    storable,
    z.transform((id) => id.toLowerCase()),
  ),
});
