import * as z from "zod/mini";
import { instant, text, wholeText } from "../address-schemas.ts";
import type { Route } from "../route.ts";

export const AuditEntry = z.object({
  seq: z.number(),
  at: z.string(),
  /** Null: nobody who is signed in, the command line, or Task Desk itself. */
  person_id: z.nullable(z.string()),
  name: z.string(),
  role: z.nullable(z.string()),
  via: z.enum(["session", "key", "command", "server", "none"]),
  address: z.string(),
  /** The browser, or the name of the API key. */
  device: z.string(),
  /** The name of a route, or `people` with a command. */
  action: z.string(),
  subject: z.nullable(z.string()),
  /** As the request was answered. */
  status: z.number(),
  code: z.nullable(z.string()),
  /** JSON texts. */
  before: z.nullable(z.string()),
  after: z.nullable(z.string()),
  previous_hash: z.string(),
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

const filter = {
  /** Entries with a greater `seq` only, for programs that keep a copy. */
  after: wholeText(0, 999_999_999, 0),
  /** A name or an id. */
  person: text,
  action: text,
  subject: text,
  outcome: z.optional(z.enum(["done", "refused"])),
  from: z.optional(instant),
  to: z.optional(instant),
};
const AuditFilter = z.object(filter);
export type AuditFilter = z.infer<typeof AuditFilter>;

/** Whether the chain of hashes is whole. `broken_at`: the first `seq` that is missing or not as it was written. */
const AuditState = z.object({
  intact: z.boolean(),
  broken_at: z.nullable(z.number()),
  entries: z.number(),
  last_hash: z.nullable(z.string()),
});
export type AuditState = z.infer<typeof AuditState>;

/** The requests about the audit log. Without sign-in they answer 404 `SIGN_IN_OFF`. */
export const auditRoutes = {
  listAudit: {
    method: "GET",
    path: "/api/audit",
    summary: "Who did what, newest first",
    needs: "administrator",
    // `cursor`: the `seq` below which the page begins; 0: at the newest.
    query: z.strictObject({
      ...filter,
      limit: wholeText(1, 200, 50),
      cursor: wholeText(0, 999_999_999, 0),
    }),
    answer: z.object({ items: z.array(AuditEntry), next_cursor: z.nullable(z.string()) }),
    statuses: [200],
  },
  exportAudit: {
    method: "GET",
    path: "/api/audit/export",
    summary: "The audit log as a file, newest first",
    needs: "administrator",
    atOnce: 4,
    query: z.strictObject({ ...filter, format: z.enum(["csv", "ndjson"]) }),
    answer: z.string(),
    downloads: ["text/csv", "application/x-ndjson"],
    statuses: [200],
  },
  verifyAudit: {
    method: "GET",
    path: "/api/audit/verify",
    summary: "Check the audit log's chain of hashes",
    needs: "administrator",
    atOnce: 4,
    answer: AuditState,
    statuses: [200],
  },
} as const satisfies Record<string, Route>;
