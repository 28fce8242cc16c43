import * as z from "zod/mini";
import { STATUSES } from "../../submission.ts";
import { text, wholeText } from "../address-schemas.ts";
import type { Route } from "../route.ts";

/**
 * What a comparison finds: a created submission whose task the pool does not have; a task that no submission owns although one
 * of the same content may have created it; a task that was not created by this journal.
 */
export const FINDING_KINDS = ["missing_in_toloka", "possible_duplicate", "created_elsewhere"] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

const PoolProblem = z.object({ code: z.string(), message: z.string() });

/** Counts of one pool; all are of tasks. */
export const ReconciledPool = z.object({
  pool_id: z.string(),
  done: z.boolean(),
  /** Read from the pool so far. */
  tasks: z.number(),
  /** Owned by a submission. */
  known: z.number(),
  /** Owned by a submission that was removed since (`KEEP_DAYS`). */
  removed: z.number(),
  /** Too new to be compared. */
  later: z.number(),
  /** Of a submission that is not finished. */
  undecided: z.number(),
  missing_in_toloka: z.number(),
  possible_duplicate: z.number(),
  created_elsewhere: z.number(),
  /** Why the pool was not compared to its end. */
  problem: z.nullable(PoolProblem),
});
export type ReconciledPool = z.infer<typeof ReconciledPool>;

/** One comparison of the journal with the pools that it used in the last 30 days. */
export const Reconciliation = z.object({
  run_id: z.string(),
  /** Null: by its schedule. */
  asked_by: z.nullable(z.string()),
  started_at: z.string(),
  finished_at: z.nullable(z.string()),
  /** Only tasks and submissions that did not change since then are compared. */
  compared_before: z.string(),
  /** The pools used last come first. */
  pools: z.array(ReconciledPool),
  /** How many pools were too many for one comparison. */
  pools_left_out: z.number(),
  /** What it waits for; null: it goes on, or has finished. */
  waits_for: z.nullable(PoolProblem),
});
export type Reconciliation = z.infer<typeof Reconciliation>;

/** `every_hours` 0: no schedule. `running` and `last` (finished): null if there is none. */
export const ReconciliationState = z.object({
  every_hours: z.number(),
  running: z.nullable(Reconciliation),
  last: z.nullable(Reconciliation),
});
export type ReconciliationState = z.infer<typeof ReconciliationState>;

export const Finding = z.object({
  seq: z.number(),
  kind: z.enum(FINDING_KINDS),
  pool_id: z.string(),
  task_id: z.string(),
  task_created_at: z.nullable(z.string()),
  /** The submission that owns the task, or that may have created it. */
  operation_id: z.nullable(z.string()),
  /** Its status now; null: there is none. */
  status: z.nullable(z.enum(STATUSES)),
});
export type Finding = z.infer<typeof Finding>;

const FindingFilter = z.strictObject({
  kind: z.optional(z.enum(FINDING_KINDS)),
  /** Default: the comparison that was started last. */
  run_id: text,
});

/** The requests about comparisons. */
export const reconciliationRoutes = {
  getReconciliation: {
    method: "GET",
    path: "/api/reconciliation",
    summary: "The comparison of the journal with the pools: the running one and the last",
    needs: "operator",
    answer: ReconciliationState,
    statuses: [200],
  },
  startReconciliation: {
    method: "POST",
    path: "/api/reconciliation",
    summary: "Compare the journal with the pools now. While a comparison runs, it is the answer",
    needs: "administrator",
    answer: Reconciliation,
    statuses: [202, 200],
  },
  listFindings: {
    method: "GET",
    path: "/api/reconciliation/findings",
    summary: "What a comparison found, in its order",
    needs: "operator",
    // `cursor`: the `seq` above which the page begins.
    query: z.extend(FindingFilter, { limit: wholeText(1, 200, 50), cursor: wholeText(0, 999_999_999, 0) }),
    answer: z.object({ items: z.array(Finding), next_cursor: z.nullable(z.string()) }),
    statuses: [200],
  },
  exportFindings: {
    method: "GET",
    path: "/api/reconciliation/export",
    summary: "What a comparison found, as a file",
    needs: "operator",
    atOnce: 4,
    query: FindingFilter,
    answer: z.string(),
    downloads: ["text/csv"],
    statuses: [200],
  },
} as const satisfies Record<string, Route>;
