import * as z from "zod/mini";
import { Environment, STATUSES, SubmissionError } from "../../submission.ts";
import { text, wholeText } from "../address-schemas.ts";
import type { Route } from "../route.ts";

/** `done`: nothing is pending. `cancelled`: what was not sent yet is not sent; the rest is finished. */
const IMPORT_STATUSES = ["running", "paused", "done", "cancelled"] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

/** Many tasks for one pool, created in requests of up to 5,000. Counts are of rows. */
export const Import = z.object({
  import_id: z.string(),
  status: z.enum(IMPORT_STATUSES),
  rows: z.number(),
  /** Not sent yet, or their request or operation is running. */
  pending: z.number(),
  created: z.number(),
  /** By the checks of Task Desk, or by Toloka. */
  rejected: z.number(),
  /** It is not known whether the tasks exist: an operator decides, see the submissions of the import. */
  uncertain: z.number(),
  cancelled: z.number(),
  pool_id: z.string(),
  environment: Environment,
  mode: z.enum(["all", "skip"]),
  allow_defaults: z.boolean(),
  open_pool: z.boolean(),
  created_at: z.string(),
  updated_at: z.string(),
  created_by: z.string(),
});
export type Import = z.infer<typeof Import>;

const flag = z.optional(z.enum(["true", "false"]));

/** How the rows of an upload become tasks. */
export const CreateImport = z.strictObject({
  pool_id: z.string().check(z.regex(/^[\w-]{1,64}$/, "ENTITY_DOES_NOT_EXIST")),
  /** `all`: one invalid row refuses everything. `skip`: the valid rows are created. */
  mode: z._default(z.enum(["all", "skip"]), "all"),
  allow_defaults: flag,
  open_pool: flag,
  /** `true`: creates the tasks although the same content was imported before. */
  again: flag,
});
export type CreateImport = z.infer<typeof CreateImport>;

/** What became of one row. `error`: why it was rejected, or has to wait. */
export const RowResult = z.object({
  /** From 1. */
  row: z.number(),
  status: z.enum(STATUSES),
  task_id: z.nullable(z.string()),
  operation_id: z.nullable(z.string()),
  error: z.nullable(SubmissionError),
});
export type RowResult = z.infer<typeof RowResult>;

/** A row that was refused, in the answer 422. */
export const RefusedRow = z.object({ row: z.number(), error: SubmissionError });
export type RefusedRow = z.infer<typeof RefusedRow>;

export const ImportFilter = z.strictObject({ pool_id: text, cursor: text, limit: wholeText(1, 200, 50) });
export type ImportFilter = z.infer<typeof ImportFilter>;

export const byImportId = z.object({
  import_id: z.pipe(
    z.string(),
    z.transform((id) => id.toLowerCase()),
  ),
});

/** The media types in which rows are uploaded. */
const UPLOAD_TYPES = ["application/x-ndjson", "application/json", "text/tab-separated-values", "text/csv"] as const;

/** The requests about imports. */
export const importRoutes = {
  createImport: {
    method: "POST",
    path: "/api/imports",
    summary: "Create many tasks from a stream of rows, each exactly once",
    query: CreateImport,
    uploads: UPLOAD_TYPES,
    answer: Import,
    statuses: [202, 200],
  },
  listImports: {
    method: "GET",
    path: "/api/imports",
    summary: "Imports, newest first",
    query: ImportFilter,
    answer: z.object({ items: z.array(Import), next_cursor: z.nullable(z.string()) }),
    statuses: [200],
  },
  getImport: {
    method: "GET",
    path: "/api/imports/{import_id}",
    summary: "An import",
    params: byImportId,
    answer: Import,
    statuses: [200],
  },
  pauseImport: {
    method: "POST",
    path: "/api/imports/{import_id}/pause",
    summary: "Pause an import: requests that were not sent yet are not sent",
    params: byImportId,
    answer: Import,
    statuses: [200],
  },
  resumeImport: {
    method: "POST",
    path: "/api/imports/{import_id}/resume",
    summary: "Resume a paused import",
    params: byImportId,
    answer: Import,
    statuses: [200],
  },
  cancelImport: {
    method: "POST",
    path: "/api/imports/{import_id}/cancel",
    summary: "Cancel the rows of an import that were not sent yet",
    params: byImportId,
    answer: Import,
    statuses: [200],
  },
  retryImport: {
    method: "POST",
    path: "/api/imports/{import_id}/retry",
    summary: "Send again only the rows that Toloka rejected",
    params: byImportId,
    answer: Import,
    statuses: [200],
  },
  importResults: {
    method: "GET",
    path: "/api/imports/{import_id}/results",
    summary: "What became of each row, in order, as a file",
    params: byImportId,
    query: z.strictObject({ format: z._default(z.enum(["ndjson", "tsv"]), "ndjson") }),
    answer: z.string(),
    downloads: ["application/x-ndjson", "text/tab-separated-values"],
    statuses: [200],
  },
} as const satisfies Record<string, Route>;
