import * as z from "zod/mini";
import { Environment } from "../submission.ts";

export const Health = z.object({
  status: z.literal("ok"),
  version: z.string(),
  toloka: z.object({ environment: Environment, url: z.string() }),
  journal: z.object({ engine: z.enum(["sqlite", "postgres"]) }),
  /**
   * Set while nothing is sent, because the journal was restored or copied. New submissions are accepted and stay queued.
   * `unfinished`: submissions that are still being looked for.
   */
  hold: z.nullable(z.object({ reason: z.string(), since: z.string(), unfinished: z.number() })),
  /** Submissions that wait to be sent, and how long the newest of them will wait; `paused`: why nothing is sent. */
  queue: z.object({
    length: z.number(),
    wait_seconds: z.number(),
    paused: z.nullable(z.string()),
    /** Unfinished submissions for another Toloka or account. They wait until the server uses that again. */
    foreign: z.number(),
  }),
});
export type Health = z.infer<typeof Health>;
