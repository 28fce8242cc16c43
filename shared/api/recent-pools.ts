import * as z from "zod/mini";
import { jsonObject } from "../values/schemas.ts";
import { instant, wholeText } from "./address-schemas.ts";

/** `since`: from when on tasks are counted, such as the operator's midnight. */
export const RecentPoolsQuery = z.strictObject({ since: instant, limit: wholeText(1, 24, 6) });
export type RecentPoolsQuery = z.infer<typeof RecentPoolsQuery>;

/** A pool that submissions were made for. */
export const RecentPool = z.object({
  pool_id: z.string(),
  /** When the last submission for it was accepted. */
  last_at: z.string(),
  /** How many submissions since `since` have created their tasks. */
  created: z.number(),
  /** The last submission whose task exists. */
  latest: z.nullable(
    z.object({ operation_id: z.string(), created_at: z.string(), input_values: z.nullable(jsonObject) }),
  ),
});
export type RecentPool = z.infer<typeof RecentPool>;
