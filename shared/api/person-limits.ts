import * as z from "zod/mini";

/** What a person may create a day, and has created today. Dollars are texts: `$0.012`. Null: no limit. */
export const PersonLimits = z.object({
  tasks: z.nullable(z.object({ max: z.number(), used: z.number() })),
  dollars: z.nullable(z.object({ max: z.string(), used: z.string() })),
  /** When the day ends: midnight UTC. */
  resets_at: z.nullable(z.string()),
});
export type PersonLimits = z.infer<typeof PersonLimits>;
