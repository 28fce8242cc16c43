import { problem } from "../../shared/api/problem.ts";
import { tolokaTime } from "../../shared/toloka.ts";
import { openPickers } from "../catalogue/pickers.ts";
import { type Result, resultOf } from "../result.ts";
import { taskState } from "../submissions/operator/assigning.ts";
import type { How, Submissions } from "../submissions/submissions.ts";
import { exportFile } from "./answers/export.ts";
import { approvalHandlers, personOf } from "./approval-handlers.ts";
import { auditHandlers } from "./audit/audit-handlers.ts";
import { notingSubmission } from "./audit/note-change.ts";
import { openConnection } from "./connection.ts";
import type { ConnectedToloka, Desk } from "./desk.ts";
import { importHandlers } from "./imports/import-handlers.ts";
import type { Caller, Handlers } from "./mount.ts";
import { reconciliationHandlers } from "./reconciliation-handlers.ts";
import { peopleHandlers } from "./sign-in/people-handlers.ts";

/** The handler of each row of `shared/api/routes`, for one connection. */
export function handlersOf(desk: Desk, at: ConnectedToloka): Handlers {
  const { version } = desk;
  const { submissions, toloka, upstream } = at;
  const catalogue = openPickers(toloka);
  const connection = openConnection(desk, at);
  const connections = desk.connections.map(({ name, upstream: { environment, url } }) => ({ name, environment, url }));
  const alive = { ok: true as const, value: { status: "ok" as const } };
  /** A stopping server is refused before any handler. */
  async function ready() {
    const detail = await submissions.journalFailure();
    return detail === null ? alive : { ok: false as const, problem: problem(503, "JOURNAL_UNAVAILABLE", { detail }) };
  }
  async function health() {
    const able = await ready();
    if (!able.ok) return able;
    const [hold, queue] = await Promise.all([submissions.hold(), submissions.queue()]);
    const journal = { engine: desk.engine };
    return { ok: true as const, value: { status: "ok" as const, version, toloka: upstream, journal, hold, queue } };
  }
  /** Lets a caller do something to a submission, and notes what it was before and after. */
  const acting = <R>(
    { operation_id: id }: { operation_id: string },
    caller: Caller,
    act: (id: string, operator: string) => Promise<Result<R>>,
  ) => notingSubmission(submissions.get, id, caller, () => act(id, caller.operator));
  const itemsOf = <T>(items: T[]) => ({ items });
  return {
    health,
    healthLive: async () => alive,
    healthReady: ready,
    releaseJournal: async (_input, { operator, note }) => {
      note({ before: { hold: await submissions.hold() } });
      await submissions.release(operator);
      note({ after: { hold: await submissions.hold() } });
      return health();
    },
    getConnection: async ({ query }) => ({ ok: true, value: await connection(query.check === "true") }),
    session: async (_input, { operator, identity: { role, owesFactor, personId, session } }) => ({
      ok: true,
      value: {
        operator,
        role,
        sign_in: desk.signIn !== null,
        second_factor_required: owesFactor,
        device_key:
          desk.signIn === null || personId === null || session === null || owesFactor
            ? null
            : await desk.signIn.people.deviceKey(personId),
        version,
        toloka: upstream,
        connection: at.name,
        create_role: at.createRole,
        connections,
        probe: desk.probe !== null,
        second_person: {
          send_again: desk.secondPerson?.sendAgain ?? false,
          imports_from: desk.secondPerson?.importsFrom ?? null,
        },
      },
    }),

    ...peopleHandlers(desk.signIn),
    ...auditHandlers(desk.signIn?.audit ?? null),

    listPools: (input) => catalogue.pools(input),
    getPool: async ({ params, query }) => {
      const result = await submissions.pool(params.id, query.fresh === "true");
      // Here the pool id is part of the path, so an unknown pool is 404, not a faulty field.
      const unknown = !result.ok && result.problem.code === "POOL_UNKNOWN";
      return unknown ? { ok: false, problem: problem(404, "POOL_UNKNOWN") } : result;
    },
    listProjects: (input) => catalogue.projects(input),
    getRequester: async () => resultOf(await toloka.getRequester()),
    getTask: async ({ params }) => mapped(resultOf(await toloka.getTask(params.id)), taskState),

    createSubmission: async ({ query, body }, caller) => submitted(await submissions.submit(body, how(query, caller))),
    resubmit: async ({ params, query }, caller) =>
      submitted(await submissions.resubmit(params.operation_id, how(query, caller))),
    listSubmissions: ({ query }) => submissions.list(query),
    countSubmissions: async ({ query }) => ({
      ok: true,
      value: { created: await submissions.count(query.since, query.pool_id) },
    }),
    countByStatus: async ({ query }) => ({ ok: true, value: await submissions.counts(query) }),
    getLimits: async (_input, { operator }) => ({ ok: true, value: await submissions.limits(operator) }),
    listRecentPools: async ({ query }) => ({ ok: true, value: { items: await submissions.recentPools(query) } }),
    exportSubmissions: async ({ query: { format, ...filter } }) => ({
      ok: true,
      download: exportFile(format, submissions.export(filter)),
    }),
    exportChosen: async ({ body: { format, operation_ids } }) => ({
      ok: true,
      download: exportFile(format, submissions.exportChosen(operation_ids)),
    }),
    getSubmission: ({ params }) => submissions.get(params.operation_id),
    listAttempts: async ({ params }) => mapped(await submissions.attempts(params.operation_id), itemsOf),
    getTaskSpec: async ({ params }) =>
      mapped(await submissions.taskSpec(params.operation_id), (task_spec) => ({ task_spec })),
    retrySubmission: ({ params }, caller) => acting(params, caller, submissions.retry),
    cancelSubmission: ({ params }, caller) => acting(params, caller, submissions.cancel),
    settleSubmission: async ({ params, body }, caller) => {
      const settled = await acting(params, caller, (id) => submissions.settle(id, body, personOf(caller)));
      if (!settled.ok) return settled;
      const { status, submission } = settled.value;
      if (status === 202) caller.note({ after: { approval: "pending" } });
      return { ok: true, value: submission, status };
    },
    stopSubmission: ({ params }, caller) => acting(params, caller, submissions.stop),
    resumeSubmission: ({ params }, caller) => acting(params, caller, submissions.resume),
    listCandidates: async ({ params }) => mapped(await submissions.candidates(params.operation_id), itemsOf),
    ...importHandlers(at),
    ...approvalHandlers(at),
    ...reconciliationHandlers(at.reconciliations),
    listPoolContents: ({ params, query }) => submissions.poolContents(params.id, query.cursor),
    findDuplicates: async ({ body }) => mapped(await submissions.duplicates(body.task), itemsOf),

    probe: async ({ body }) => {
      if (!desk.probe) return { ok: false, problem: problem(403, "PROBE_OFF") };
      const pool = body.pool_id === undefined ? null : await submissions.pool(body.pool_id, false);
      const expires = pool?.ok ? pool.value.pool.will_expire : null;
      const poolExpires = expires ? new Date(tolokaTime(expires)) : undefined;
      return { ok: true, value: await desk.probe(body.url, { poolExpires }) };
    },
  };
}

/** Seconds in the query, milliseconds inside. */
const how = ({ wait, delay }: { wait: number; delay: number }, { operator, gone }: Caller): How => ({
  operator,
  delayMs: delay * 1000,
  waitMs: wait * 1000,
  gone,
});

function submitted(result: Awaited<ReturnType<Submissions["submit"]>>) {
  if (!result.ok) return result;
  const { status, submission } = result.value;
  return { ok: true as const, value: submission, status, location: `/api/submissions/${submission.operation_id}` };
}

type Mapped<T> = { ok: true; value: T } | { ok: false; problem: ReturnType<typeof problem> };

const mapped = <T, U>(result: Mapped<T>, to: (value: T) => U): Mapped<U> =>
  result.ok ? { ok: true, value: to(result.value) } : result;
