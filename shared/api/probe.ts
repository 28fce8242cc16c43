import * as z from "zod/mini";

/** The result of checking a media URL: whether any browser can load it. */
export const Probe = z.object({
  url: z.string(),
  /** `good`: Tolokers see it; `doubtful`: perhaps not all do; `bad`: they do not. */
  verdict: z.enum(["good", "doubtful", "bad"]),
  /** Name of the finding that decides the verdict. */
  code: z.string(),
  /** The findings in sentences, the deciding one first. */
  sentences: z.array(z.string()),
  /** The same findings by name with parameters, for other languages. */
  findings: z.array(z.array(z.object({ key: z.string(), params: z.array(z.string()) }))),
  kind: z.nullable(z.enum(["image", "audio", "video", "other"])),
  http_status: z.nullable(z.number()),
  content_type: z.nullable(z.string()),
  /** Bytes; null if the server did not say and the file was not read whole. */
  bytes: z.nullable(z.number()),
  width: z.nullable(z.number()),
  height: z.nullable(z.number()),
  redirects: z.array(z.string()),
  milliseconds: z.nullable(z.number()),
  /** Whether another site's page may read it (Access-Control-Allow-Origin). */
  cors: z.nullable(z.boolean()),
  /** When a signed link expires; ISO 8601. */
  expires_at: z.nullable(z.string()),
});
export type Probe = z.infer<typeof Probe>;
