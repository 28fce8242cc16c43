import * as z from "zod/mini";

/** What the server's look at a media URL may say: whether a stranger's browser would get it, in words. */
export const Probe = z.object({
  url: z.string(),
  /** `good`: Tolokers will see it; `doubtful`: it works with a reservation; `bad`: they will not. */
  verdict: z.enum(["good", "doubtful", "bad"]),
  /** Stable name of the finding that decided the verdict. */
  code: z.string(),
  /** The findings in plain sentences, the deciding one first. */
  sentences: z.array(z.string()),
  kind: z.nullable(z.enum(["image", "audio", "video", "other"])),
  http_status: z.nullable(z.number()),
  content_type: z.nullable(z.string()),
  /** Bytes; null where the server did not say and the rest was not fetched. */
  bytes: z.nullable(z.number()),
  width: z.nullable(z.number()),
  height: z.nullable(z.number()),
  redirects: z.array(z.string()),
  milliseconds: z.nullable(z.number()),
  /** Whether another site's page may read it (Access-Control-Allow-Origin). */
  cors: z.nullable(z.boolean()),
  /** When a signed link stops working; ISO 8601. */
  expires_at: z.nullable(z.string()),
});
export type Probe = z.infer<typeof Probe>;
