import * as z from "zod/mini";
import { ROLES } from "../roles.ts";
import { Environment, STATUSES } from "../submission.ts";
import { Task } from "../task.ts";
import { Pool, Project, Requester } from "../toloka.ts";
import { byId, text, wholeText } from "./address-schemas.ts";
import { approvalRoutes } from "./approvals/approval-routes.ts";
import { auditRoutes } from "./audit/audit-routes.ts";
import { Connection } from "./connection.ts";
import { Health } from "./health.ts";
import { importRoutes } from "./imports/import-routes.ts";
import { peopleRoutes } from "./people/people-routes.ts";
import { PersonLimits } from "./person-limits.ts";
import { Probe } from "./probe.ts";
import { RecentPool, RecentPoolsQuery } from "./recent-pools.ts";
import { reconciliationRoutes } from "./reconciliation/reconciliation-routes.ts";
import type { Route } from "./route.ts";
import { submissionRoutes, TaskState } from "./submissions/submission-routes.ts";

export const PoolWithProject = z.object({ pool: Pool, project: Project });
export type PoolWithProject = z.infer<typeof PoolWithProject>;

/** What the page needs to know about the server and the operator. */
export const Session = z.object({
  operator: z.string(),
  role: z.enum(ROLES),
  /** Whether people sign in. Otherwise everybody is "operator" and may do everything. */
  sign_in: z.boolean(),
  /** Whether the person has to set up a second factor before anything else. */
  second_factor_required: z.boolean(),
  /**
   * Encrypts what the page stores of the person on a device: 64 bytes, base64url, the same in all of the person's sessions. Null
   * without a session, and while a second factor has to be set up.
   */
  device_key: z.nullable(z.string()),
  version: z.string(),
  toloka: z.object({ environment: Environment, url: z.string() }),
  /** The connection that this answer is of, and all that the server has. */
  connection: z.string(),
  /** The least role that may create tasks there. */
  create_role: z.enum(ROLES),
  connections: z.array(z.object({ name: z.string(), environment: Environment, url: z.string() })),
  /** Whether the server checks media URLs. */
  probe: z.boolean(),
  /** What takes the approval of a second person. `imports_from`: imports of so many rows; null: none. */
  second_person: z.object({ send_again: z.boolean(), imports_from: z.nullable(z.number()) }),
});
export type Session = z.infer<typeof Session>;

export const Duplicate = z.object({
  operation_id: z.nullable(z.string()),
  task_id: z.nullable(z.string()),
  status: z.nullable(z.enum(STATUSES)),
  created_by: z.nullable(z.string()),
  created_at: z.string(),
  /** In our journal, or among the pool's newest tasks. */
  found_in: z.enum(["journal", "pool"]),
});
export type Duplicate = z.infer<typeof Duplicate>;

/** The contents of some tasks of a pool, as `contentKey` names them. `tasks`: how many tasks of Toloka are among them. */
export const PoolContents = z.object({
  tasks: z.number(),
  keys: z.array(z.string()),
  next_cursor: z.nullable(z.string()),
});
export type PoolContents = z.infer<typeof PoolContents>;

/** Servers do not accept longer URLs. */
const MAX_URL = 8_192;

/** How many pools or projects a picker gets. */
const pickerLimit = wholeText(1, 300, 100);

/** The API as a table. The page's calls, the server's checks, the types and the API's documentation come from it. */
export const routes = {
  health: {
    method: "GET",
    path: "/api/health",
    summary: "Server health",
    needs: "nobody",
    answer: Health,
    statuses: [200],
  },
  healthLive: {
    method: "GET",
    path: "/api/health/live",
    summary: "Whether the process runs and answers; nothing else is checked",
    needs: "nobody",
    answer: z.object({ status: z.literal("ok") }),
    statuses: [200],
  },
  healthReady: {
    method: "GET",
    path: "/api/health/ready",
    summary: "Whether submissions can be accepted: the journal can be written, and the server does not stop",
    needs: "nobody",
    answer: z.object({ status: z.literal("ok") }),
    statuses: [200],
  },
  getConnection: {
    method: "GET",
    path: "/api/connection",
    summary: "The Toloka, the account, the limits, the queue and the journal",
    query: z.strictObject({ check: z.optional(z.enum(["true"])) }),
    answer: Connection,
    statuses: [200],
  },
  session: {
    method: "GET",
    path: "/api/session",
    summary: "The current operator and the connected Toloka",
    withoutFactor: true,
    answer: Session,
    statuses: [200],
  },
  listPools: {
    method: "GET",
    path: "/api/pools",
    summary: "Pools with their projects",
    query: z.strictObject({ q: text, project_id: text, status: text, limit: pickerLimit }),
    answer: z.object({ items: z.array(z.object({ pool: Pool, project: z.nullable(Project) })), has_more: z.boolean() }),
    asksToloka: true,
    statuses: [200],
  },
  getPool: {
    method: "GET",
    path: "/api/pools/{id}",
    summary: "A pool and its project",
    params: byId,
    query: z.strictObject({ fresh: z.optional(z.enum(["true", "false"])) }),
    answer: PoolWithProject,
    asksToloka: true,
    statuses: [200],
  },
  listProjects: {
    method: "GET",
    path: "/api/projects",
    summary: "Projects",
    query: z.strictObject({ status: text, limit: pickerLimit }),
    answer: z.object({ items: z.array(Project), has_more: z.boolean() }),
    asksToloka: true,
    statuses: [200],
  },
  getRequester: {
    method: "GET",
    path: "/api/requester",
    summary: "The Toloka account and its balance",
    answer: Requester,
    asksToloka: true,
    statuses: [200],
  },
  ...submissionRoutes,
  ...peopleRoutes,
  ...importRoutes,
  ...auditRoutes,
  ...reconciliationRoutes,
  ...approvalRoutes,
  getLimits: {
    method: "GET",
    path: "/api/limits",
    summary: "What the person may create a day, and has created today",
    answer: PersonLimits,
    statuses: [200],
  },
  listRecentPools: {
    method: "GET",
    path: "/api/recent-pools",
    summary: "Recently used pools",
    query: RecentPoolsQuery,
    answer: z.object({ items: z.array(RecentPool) }),
    statuses: [200],
  },
  getTask: {
    method: "GET",
    path: "/api/tasks/{id}",
    summary: "The current state of a task in Toloka",
    params: byId,
    answer: TaskState,
    asksToloka: true,
    statuses: [200],
  },
  findDuplicates: {
    method: "POST",
    path: "/api/duplicates",
    summary: "Duplicates: tasks with the same content in the same pool",
    needs: "viewer",
    audit: "refusals",
    body: z.strictObject({ task: Task }),
    answer: z.object({ items: z.array(Duplicate) }),
    atOnce: 16,
    asksToloka: true,
    statuses: [200],
  },
  listPoolContents: {
    method: "GET",
    path: "/api/pools/{id}/contents",
    summary: "The contents of a pool's tasks as short keys, newest first, to find duplicates of many rows",
    params: byId,
    query: z.strictObject({ cursor: z.optional(z.string().check(z.regex(/^[\w-]{1,64}$/, "INVALID_VALUE"))) }),
    answer: PoolContents,
    atOnce: 4,
    asksToloka: true,
    statuses: [200],
  },
  releaseJournal: {
    method: "POST",
    path: "/api/journal/release",
    summary: "Release the hold of a restored journal. Queued submissions are sent",
    needs: "administrator",
    answer: Health,
    statuses: [200],
  },
  probe: {
    method: "POST",
    path: "/api/probe",
    summary: "Check whether a media URL is publicly accessible",
    audit: "refusals",
    body: z.strictObject({
      url: z.string().check(z.maxLength(MAX_URL, "STRING_LENGTH_GREATER_THAN_MAX")),
      pool_id: text,
    }),
    answer: Probe,
    // A pool's form checks all its media at once.
    atOnce: 100,
    statuses: [200],
  },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;

/** The stream of changes (server-sent events). It is not in the table because it does not end. */
export const EVENTS_PATH = "/api/events";
export const ChangeEvent = z.object({ operation_id: z.string(), status: z.enum(STATUSES), pool_id: z.string() });
export type ChangeEvent = z.infer<typeof ChangeEvent>;
