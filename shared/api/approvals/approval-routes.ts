import * as z from "zod/mini";
import { Submission } from "../../submission.ts";
import { byOperationId, text } from "../address-schemas.ts";
import { byImportId, Import } from "../imports/import-routes.ts";
import type { Route } from "../route.ts";

/** `cancelled`: it was settled or cancelled in another way. */
const APPROVAL_STATES = ["pending", "approved", "refused", "cancelled"] as const;

/** What a second person has to approve, by the setting `SECOND_PERSON`. */
export const Approval = z.object({
  approval_id: z.string(),
  /** `send_again`: an uncertain submission is to be sent again. `import`: an import is to be started. */
  kind: z.enum(["send_again", "import"]),
  /** The submission's operation id or the import's id. */
  subject: z.string(),
  pool_id: z.string(),
  tasks: z.number(),
  /** In dollars, without Toloka's fee; null: it is not known. */
  cost: z.nullable(z.string()),
  state: z.enum(APPROVAL_STATES),
  asked_by: z.string(),
  asked_at: z.string(),
  /** Whether the one who asks here asked for it, and so can't decide. */
  own: z.boolean(),
  decided_by: z.nullable(z.string()),
  decided_at: z.nullable(z.string()),
  /** Why it was refused. */
  reason: z.nullable(z.string()),
});
export type Approval = z.infer<typeof Approval>;

/** The longest reason, in characters. */
export const MAX_REASON = 500;

const Decision = z.union([
  z.strictObject({ approve: z.literal(true) }),
  z.strictObject({
    refuse: z.string().check(
      z.trim(),
      z.minLength(1, "VALUE_REQUIRED"),
      z.maxLength(MAX_REASON, "STRING_LENGTH_GREATER_THAN_MAX"),
      z.refine((reason) => !reason.includes("\0"), "CHARACTER_NOT_ALLOWED"),
    ),
  }),
]);
export type Decision = z.infer<typeof Decision>;

/** The requests about approvals. */
export const approvalRoutes = {
  listApprovals: {
    method: "GET",
    path: "/api/approvals",
    summary: "What waits for the approval of a second person; with `subject`, all approvals of it, newest first",
    query: z.strictObject({ subject: text }),
    answer: z.object({ items: z.array(Approval) }),
    statuses: [200],
  },
  decideSendAgain: {
    method: "POST",
    path: "/api/submissions/{operation_id}/approval",
    summary: "Approve or refuse that an uncertain submission is sent again",
    params: byOperationId,
    body: Decision,
    answer: Submission,
    statuses: [200],
  },
  decideImport: {
    method: "POST",
    path: "/api/imports/{import_id}/approval",
    summary: "Approve or refuse an import. A refused one is cancelled",
    params: byImportId,
    body: Decision,
    answer: Import,
    statuses: [200],
  },
} as const satisfies Record<string, Route>;
