import {
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  type QueryKey,
  queryOptions,
  skipToken,
} from "@tanstack/react-query";
import { problem } from "../shared/api/problem.ts";
import type { FindingKind } from "../shared/api/reconciliation/reconciliation-routes.ts";
import { loadPatterns } from "../shared/fields/pattern.ts";
import { isFinal } from "../shared/submission.ts";
import { call, ProblemError } from "./api.ts";
import { connection } from "./connection.ts";
import { openEntries } from "./stored.ts";

/**
 * Every query of the page with its key, in one file. What is not said here is the default of `app/query-client.ts`. An id
 * that is `null` asks for nothing. Rejections are those of `call`.
 */

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** The first members of keys: each stands for all queries that begin with it. */
export const keys = {
  health: ["health"],
  session: ["session"],
  submission: ["submission"],
  submissions: ["submissions"],
  attempts: ["attempts"],
  count: ["count"],
  imports: ["imports"],
  reconciliation: ["reconciliation"],
  approvals: ["approvals"],
} as const satisfies Record<string, QueryKey>;

// The server

/** Who asks. When it is answered, what this device stores of that person can be read. */
export const sessionQuery = queryOptions({
  queryKey: keys.session,
  queryFn: async ({ signal }) => {
    const session = await call("session", {}, { signal });
    if (session.device_key !== null || !session.sign_in)
      await openEntries(session.device_key).catch(() => {
        throw new ProblemError(problem(0, "OFFLINE"));
      });
    return session;
  },
  staleTime: 5 * MINUTE,
});

/** How people sign in; a setting of the server. */
export const signInMethodsQuery = queryOptions({
  queryKey: ["sign-in-methods"],
  queryFn: ({ signal }) => call("signInMethods", {}, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Where the person is signed in, and the person's API keys. */
export const ownSessionsQuery = queryOptions({
  queryKey: ["own-sessions"],
  queryFn: ({ signal }) => call("listSessions", {}, { signal }),
});

export const ownKeysQuery = queryOptions({
  queryKey: ["own-keys"],
  queryFn: ({ signal }) => call("listKeys", {}, { signal }),
});

/** What the person may create a day, and has created today. Always asked anew, since every creation counts. */
export const ownFactorsQuery = queryOptions({
  queryKey: ["own-factors"],
  queryFn: ({ signal }) => call("getFactors", {}, { signal }),
  staleTime: 0,
});

export const ownLimitsQuery = queryOptions({
  queryKey: ["own-limits"],
  queryFn: ({ signal }) => call("getLimits", {}, { signal }),
  staleTime: 0,
});

/** Everybody who may sign in. */
export const peopleQuery = queryOptions({
  queryKey: ["people"],
  queryFn: ({ signal }) => call("listPeople", {}, { signal }),
});

/** The audit log, newest first, page by page. `filters`: as the address has them; `query`: the same for the API. */
export const auditPagesQuery = (filters: string, query: Record<string, string>) =>
  infiniteQueryOptions({
    queryKey: ["audit", filters],
    queryFn: ({ pageParam, signal }) => call("listAudit", { query: { ...query, cursor: pageParam } }, { signal }),
    initialPageParam: "0",
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });

/** Whether the audit log's chain is whole. */
export const auditStateQuery = queryOptions({
  queryKey: ["audit-state"],
  queryFn: ({ signal }) => call("verifyAudit", {}, { signal }),
});

/** Whom an invitation is for. A link that was used stays used, so it is asked once. */
export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ["invitation", token],
    queryFn: ({ signal }) => call("readInvitation", { body: { token } }, { signal }),
    retry: false,
  });

export const healthQuery = queryOptions({
  queryKey: keys.health,
  queryFn: ({ signal }) => call("health", {}, { signal }),
  refetchInterval: 10 * SECOND,
  // Three times the wait for a database would pass before the page said so.
  retry: false,
});

/** How the server is connected; `check` asks Toloka anew. */
export const readConnection = (check: boolean, signal?: AbortSignal) =>
  call("getConnection", { query: check ? { check: "true" } : {} }, signal ? { signal } : {});

export const connectionQuery = queryOptions({
  queryKey: ["connection"],
  queryFn: ({ signal }) => readConnection(false, signal),
});

/** What checks patterns is part of the page: if it cannot be loaded, asking again at once is of no use. */
export const patternsQuery = queryOptions({
  queryKey: ["patterns"],
  queryFn: () => loadPatterns().then(() => true),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
});

// Toloka

/** How long a pool's answer is good for. Its status changes; its name hardly ever does. */
const POOL_STALE = 30 * SECOND;
const POOL_NAME_STALE = 10 * MINUTE;

/** A pool and its project, of this tab's connection or of another. */
export const poolQuery = (id: string | null, at: string | null = connection) =>
  queryOptions({
    queryKey: ["pool", id, at],
    queryFn:
      id === null
        ? skipToken
        : ({ signal }) => call("getPool", { params: { id }, query: {} }, { signal, connection: at }),
    staleTime: POOL_STALE,
  });

/** The same for its name alone. A list asks for many, and shows the id of a pool that cannot be read: no retry. */
export const poolNameQuery = (id: string) =>
  queryOptions({ ...poolQuery(id), staleTime: POOL_NAME_STALE, retry: false });

/** The first `limit` pools that Toloka finds for the words, likewise. The former ones stay until they come. */
export const poolsQuery = (words: string, limit: number, at: string | null = connection) =>
  queryOptions({
    queryKey: ["pools", words, limit, at],
    queryFn: ({ signal }) =>
      call("listPools", { query: { q: words, limit: String(limit) } }, { signal, connection: at }),
    placeholderData: keepPreviousData,
  });

/** The pools that submissions were made for last, with what was created since a moment (ISO 8601). */
export const recentPoolsQuery = (since: string, limit: number) =>
  queryOptions({
    queryKey: [...keys.submissions, "recent-pools", since, limit],
    queryFn: ({ signal }) => call("listRecentPools", { query: { since, limit: String(limit) } }, { signal }),
  });

/** The account and its balance. */
export const requesterQuery = queryOptions({
  queryKey: ["requester"],
  queryFn: ({ signal }) => call("getRequester", {}, { signal }),
  staleTime: MINUTE,
});

/** A created task as it is now. Never from memory: assignments may have been taken since. */
export const taskQuery = (id: string | null) =>
  queryOptions({
    queryKey: ["task", id],
    queryFn: id === null ? skipToken : ({ signal }) => call("getTask", { params: { id } }, { signal }),
    gcTime: 0,
  });

// Submissions

export const submissionQuery = (operationId: string | null) =>
  queryOptions({
    queryKey: [...keys.submission, operationId],
    queryFn:
      operationId === null
        ? skipToken
        : ({ signal }) => call("getSubmission", { params: { operation_id: operationId } }, { signal }),
  });

/** The same, asked for until the submission is final. The next request is the retry. */
export const followedSubmissionQuery = (operationId: string | null) =>
  queryOptions({
    ...submissionQuery(operationId),
    refetchInterval: ({ state }) => (state.data && isFinal(state.data.status) ? false : 1.5 * SECOND),
    retry: false,
  });

/** The timeline of a submission. */
export const attemptsQuery = (operationId: string) =>
  queryOptions({
    queryKey: [...keys.attempts, operationId],
    queryFn: ({ signal }) => call("listAttempts", { params: { operation_id: operationId } }, { signal }),
  });

/** The task spec with which a submission was accepted. It does not change. */
export const submittedSpecQuery = (operationId: string) =>
  queryOptions({
    queryKey: ["task-spec", operationId],
    queryFn: ({ signal }) => call("getTaskSpec", { params: { operation_id: operationId } }, { signal }),
    staleTime: Infinity,
  });

/** Tasks that an uncertain submission may have become. */
export const candidatesQuery = (operationId: string) =>
  queryOptions({
    queryKey: ["candidates", operationId],
    queryFn: ({ signal }) => call("listCandidates", { params: { operation_id: operationId } }, { signal }),
  });

/** The latest submissions of a pool. */
export const latestSubmissionsQuery = (poolId: string, limit: number) =>
  queryOptions({
    queryKey: [...keys.submissions, { poolId, limit }],
    queryFn: ({ signal }) => call("listSubmissions", { query: { pool_id: poolId, limit: String(limit) } }, { signal }),
  });

/** The latest submissions with these words in their content or ids. The former ones stay until they come. */
export const foundSubmissionsQuery = (words: string, limit: number) =>
  queryOptions({
    queryKey: [...keys.submissions, { words, limit }],
    queryFn: ({ signal }) => call("listSubmissions", { query: { q: words, limit: String(limit) } }, { signal }),
    placeholderData: keepPreviousData,
  });

/** How many tasks were created in a pool since a moment (ISO 8601). */
export const createdCountQuery = (poolId: string, since: string) =>
  queryOptions({
    queryKey: [...keys.count, poolId, since],
    queryFn: ({ signal }) => call("countSubmissions", { query: { since, pool_id: poolId } }, { signal }),
  });

const PAGE_SIZE = "50";

/**
 * The list of submissions, page by page. `filters`: as the address has them; `query`: what they mean at the time of the
 * request. The rows of other filters stay until the new ones come, so that nothing jumps.
 */
export const submissionPagesQuery = (filters: string, query: () => Record<string, string>) =>
  infiniteQueryOptions({
    queryKey: [...keys.submissions, filters],
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam === null ? {} : { cursor: pageParam };
      return call("listSubmissions", { query: { ...query(), limit: PAGE_SIZE, ...cursor } }, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });

/** How many submissions the tabs of the list have. `filters` and `query`: as for the list, without the status. */
export const submissionCountsQuery = (filters: string, query: () => Record<string, string>) =>
  queryOptions({
    queryKey: [...keys.count, "by-status", filters],
    queryFn: ({ signal }) => call("countByStatus", { query: query() }, { signal }),
    placeholderData: keepPreviousData,
  });

/** Reloads what an action on a submission may have changed. */
export async function refreshSubmissions(client: QueryClient): Promise<void> {
  const changed = [keys.submission, keys.submissions, keys.attempts, keys.count];
  await Promise.all(changed.map((queryKey) => client.invalidateQueries({ queryKey })));
}

// Imports

/** How often an import that runs is read anew. */
const IMPORT_EVERY = SECOND;

export const importQuery = (importId: string) =>
  queryOptions({
    queryKey: [...keys.imports, importId],
    queryFn: ({ signal }) => call("getImport", { params: { import_id: importId } }, { signal }),
    refetchInterval: ({ state }) => (state.data?.pending === 0 ? false : IMPORT_EVERY),
  });

/** The latest imports. While one of them runs they are read often, so that every page can say how far it is. */
export const latestImportsQuery = queryOptions({
  queryKey: [...keys.imports, "latest"],
  queryFn: ({ signal }) => call("listImports", { query: { limit: "5" } }, { signal }),
  refetchInterval: ({ state }) =>
    state.data?.items.some(({ pending }) => pending > 0) ? 2 * IMPORT_EVERY : 30 * SECOND,
});

/** The latest imports, of a pool or of all (`""`). */
export const importListQuery = (poolId: string) =>
  queryOptions({
    queryKey: [...keys.imports, "list", poolId],
    queryFn: ({ signal }) => call("listImports", { query: { pool_id: poolId, limit: "5" } }, { signal }),
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ pending }) => pending > 0) ? 2 * IMPORT_EVERY : 30 * SECOND,
  });

/** The requests of an import, each with a part of its tasks. */
export const importPartsQuery = (importId: string) =>
  queryOptions({
    queryKey: [...keys.submissions, "import", importId],
    queryFn: ({ signal }) =>
      call("listSubmissions", { query: { import_id: importId, limit: String(LIST_PARTS) } }, { signal }),
  });
const LIST_PARTS = 50;

// The comparison with pools

/** The running comparison and the last one. */
export const reconciliationQuery = queryOptions({
  queryKey: keys.reconciliation,
  queryFn: ({ signal }) => call("getReconciliation", {}, { signal }),
  refetchInterval: ({ state }) => (state.data?.running ? SECOND : MINUTE),
});

/** What a comparison found, of one kind, page by page. */
export const findingPagesQuery = (runId: string, kind: FindingKind) =>
  infiniteQueryOptions({
    queryKey: [...keys.reconciliation, runId, kind],
    queryFn: ({ pageParam, signal }) =>
      call("listFindings", { query: { run_id: runId, kind, limit: PAGE_SIZE, cursor: pageParam } }, { signal }),
    initialPageParam: "0",
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });

// Approvals of a second person

const APPROVALS_EVERY = 10 * SECOND;

/** All approvals of a submission or an import, newest first. */
export const approvalsQuery = (subject: string | null) =>
  queryOptions({
    queryKey: [...keys.approvals, subject],
    queryFn: subject === null ? skipToken : ({ signal }) => call("listApprovals", { query: { subject } }, { signal }),
    refetchInterval: APPROVALS_EVERY,
  });

/** What waits; `asked`: whether it is asked for at all. */
export const pendingApprovalsQuery = (asked: boolean) =>
  queryOptions({
    queryKey: [...keys.approvals, "pending"],
    queryFn: asked ? ({ signal }) => call("listApprovals", { query: {} }, { signal }) : skipToken,
    refetchInterval: asked ? APPROVALS_EVERY : false,
  });

// Media

/** Whether the browser can load an address; `load` finds out. */
export const mediaLoadsQuery = (address: string, load: (address: string) => Promise<boolean>) =>
  queryOptions({
    queryKey: ["media-loads", address],
    queryFn: () => load(address),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The server's check of an address. It takes seconds and says itself what went wrong: no retry. */
export const probeQuery = (address: string, poolId: string) =>
  queryOptions({
    queryKey: ["probe", address, poolId],
    queryFn: ({ signal }) => call("probe", { body: { url: address, pool_id: poolId } }, { signal }),
    staleTime: 5 * MINUTE,
    retry: false,
  });
