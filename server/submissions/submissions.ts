import type { Approval } from "../../shared/api/approvals/approval-routes.ts";
import type { Overview } from "../../shared/api/connection.ts";
import type { Health } from "../../shared/api/health.ts";
import type { PersonLimits } from "../../shared/api/person-limits.ts";
import { problem, sentenceFor } from "../../shared/api/problem.ts";
import type { RecentPool, RecentPoolsQuery } from "../../shared/api/recent-pools.ts";
import type { ChangeEvent, Duplicate, PoolContents, PoolWithProject } from "../../shared/api/routes.ts";
import type { ExportFilter } from "../../shared/api/submissions/submission-export.ts";
import type {
  CountFilter,
  SubmissionCounts,
  SubmissionFilter,
} from "../../shared/api/submissions/submission-filter.ts";
import type { Attempt, CreateSubmission, Environment, Submission } from "../../shared/submission.ts";
import type { Task } from "../../shared/task.ts";
import type { TaskSpec } from "../../shared/toloka.ts";
import { upstreamKey } from "../../shared/upstream-key.ts";
import { listApprovals, type Person, type SecondPerson } from "../approvals/approvals.ts";
import { createPools } from "../catalogue/pools.ts";
import type { Log } from "../log.ts";
import { QUESTION_MS, type Result, within } from "../result.ts";
import type { Toloka } from "../toloka/client.ts";
import type { Trace } from "../tracing/trace.ts";
import { answerOf, type Submitted } from "./accept/answer.ts";
import { awaitOutcome } from "./accept/await-outcome.ts";
import { findDuplicates } from "./accept/duplicates.ts";
import { poolContents } from "./accept/pool-contents.ts";
import { resubmissionOf } from "./accept/resubmit.ts";
import { accept, REFUSAL_AGE_MS, type Submitting } from "./accept/submit.ts";
import type { Leaving } from "./changes.ts";
import { type Comparable, comparableOf } from "./comparable.ts";
import { countByStatus, countCreated } from "./history/counts.ts";
import { exportRows, rowsWithIds } from "./history/export.ts";
import { listRows } from "./history/listing.ts";
import { recentPools } from "./history/recent-pools.ts";
import { openIdentity } from "./identity.ts";
import { findRow } from "./journal/find-row.ts";
import type { SubmissionRow } from "./journal/row.ts";
import { submissionOf } from "./journal/submission-of.ts";
import { createTaskSpecs, taskSpecOf } from "./journal/task-specs.ts";
import { listEntries } from "./journal/timeline.ts";
import { type Limits, openPersonLimits } from "./limits/person-limits.ts";
import type { Journal } from "./open-journal.ts";
import { type OperatorActions, operatorActions } from "./operator/operator-actions.ts";
import { readOverview } from "./overview.ts";
import { type PartDesk, partsOf } from "./parts.ts";
import { createQueueCounts } from "./queue-counts.ts";
import { createPacer } from "./sending/pacing.ts";
import { startSender } from "./sending/sender.ts";

export type { Leaving } from "./changes.ts";

/** Which Toloka this server talks to. */
export interface Upstream {
  environment: Environment;
  url: string;
}

/** How to submit, and how long to wait for the outcome; `gone` ends the wait. */
export type How = Submitting & { waitMs: number; gone: Leaving };

/** What the HTTP layer can do with the submissions of one connection. Expected failures are problems. */
export interface Submissions extends OperatorActions {
  submit(asked: CreateSubmission, how: How): Promise<Result<Submitted>>;
  /** Submits the content of a rejected or cancelled submission anew, once. */
  resubmit(operationId: string, how: How): Promise<Result<Submitted>>;
  get(operationId: string): Promise<Result<Submission>>;
  attempts(operationId: string): Promise<Result<Attempt[]>>;
  /** The task spec with which it was accepted; null: not noted. */
  taskSpec(operationId: string): Promise<Result<TaskSpec | null>>;
  list(filter: SubmissionFilter): Promise<Result<{ items: Submission[]; next_cursor: string | null }>>;
  /** The submissions that the filter chooses, newest first, a page at a time. */
  export(filter: Omit<ExportFilter, "format">): AsyncIterable<Submission[]>;
  exportChosen(operationIds: string[]): AsyncIterable<Submission[]>;
  count(since: string, poolId?: string): Promise<number>;
  counts(filter: CountFilter): Promise<SubmissionCounts>;
  recentPools(query: RecentPoolsQuery): Promise<RecentPool[]>;
  duplicates(task: Task): Promise<Result<Duplicate[]>>;
  /** The contents of the pool's tasks, a page at a time. */
  poolContents(poolId: string, after: string | undefined): Promise<Result<PoolContents>>;
  pool(id: string, fresh: boolean): Promise<Result<PoolWithProject>>;
  queue(): Promise<Health["queue"]>;
  limits(person: string): Promise<PersonLimits>;
  overview(): Promise<Overview>;
  /** Why the journal cannot be written; null: it can. */
  journalFailure(): Promise<string | null>;
  hold(): Promise<Health["hold"]>;
  /** Ends the hold. Queued submissions are sent. */
  release(operator: string): Promise<void>;
  /** Adds a listener for changes on every replica and returns the function that removes it. `null`: any submission may have changed. */
  changes(listener: (change: ChangeEvent | null) => void): () => void;
  /** What waits for the approval of a second person; with a subject, all approvals of it. */
  approvals(subject: string | undefined, person: Person): Promise<Approval[]>;
  /** What imports need. */
  parts: PartDesk;
  /** What comparisons with pools need. */
  comparable: Comparable;
  /** Finishes the submissions being processed and takes no more. */
  stop_sending(): Promise<void>;
}

/** Maximum age of a pool for the page, milliseconds. */
const PAGE_AGE_MS = 10_000;

/** Starts sending what is for this connection, beginning with what an earlier process left unfinished. */
export async function openSubmissions(options: {
  /** The connection's name. */
  name: string;
  journal: Journal;
  toloka: Toloka;
  upstream: Upstream;
  ratePerSecond: number;
  limits: Limits | null;
  trace: Trace;
  secondPerson: SecondPerson | null;
  log: Log;
}): Promise<Submissions> {
  const { name, journal, toloka, upstream, trace, log } = options;
  const { db, lists, hold, changes, connections } = journal;
  const identity = await openIdentity(db, toloka, upstreamKey(upstream));
  connections.add(name, identity);
  const pacer = createPacer(db, () => identity.upstream(), options.ratePerSecond);
  const pools = createPools(toloka);
  const taskSpecs = createTaskSpecs(db, () => identity.upstream());
  const sender = startSender({ db, toloka, pacer, changes, identity, hold, trace, log });
  const queueCounts = createQueueCounts(lists, identity.upstreams, connections.upstreams);
  const limits = options.limits && openPersonLimits(db, options.limits);
  const desk = {
    name,
    db,
    pools,
    taskSpecs,
    identity,
    connections,
    sender,
    environment: upstream.environment,
    clock: toloka.clock,
    limits,
  };
  function shown(row: SubmissionRow): Submission {
    const submission = submissionOf(row, connections);
    if (row.status !== "queued" || !hold.held()) return submission;
    return { ...submission, error: { code: "ON_HOLD", message: sentenceFor("ON_HOLD") } };
  }

  async function* shownPages(pages: AsyncIterable<SubmissionRow[]>): AsyncGenerator<Submission[]> {
    for await (const rows of pages) yield rows.map(shown);
  }

  async function found<T>(operationId: string, then: (row: SubmissionRow) => Promise<T> | T): Promise<Result<T>> {
    const row = await findRow(db, operationId);
    return row ? { ok: true, value: await then(row) } : { ok: false, problem: problem(404, "NO_SUCH_SUBMISSION") };
  }

  async function submit(asked: CreateSubmission, { waitMs, gone, ...submitting }: How): Promise<Result<Submitted>> {
    const accepted = await accept(desk, asked, submitting);
    if (!accepted.ok) return accepted;
    const row = await awaitOutcome(db, changes, accepted.value, waitMs, gone);
    return answerOf(shown(row), accepted.value.again);
  }

  const actions = operatorActions({
    ...{ db, toloka, pacer, changes, sender, identity, connections, pools },
    approveSendAgain: options.secondPerson?.sendAgain ?? false,
  });
  return {
    ...actions,
    parts: {
      ...partsOf(db),
      limits,
      approvalFrom: options.secondPerson?.importsFrom ?? null,
      environment: upstream.environment,
      upstream: identity.upstream,
      upstreams: identity.upstreams,
      async pool(id) {
        const known = pools.known(id, REFUSAL_AGE_MS);
        const read = await within(QUESTION_MS, pools.get(id, REFUSAL_AGE_MS));
        return read.ok || known === null || read.problem.status === 422 ? read : { ok: true, value: known };
      },
      noteTaskSpec: taskSpecs.note,
      cancel: actions.cancel,
      onChange: (listener) => changes.listen(listener),
      wake: sender.wake,
    },
    approvals: (subject, person) => listApprovals(db, { upstreams: identity.upstreams(), subject }, person),
    comparable: comparableOf(lists, identity, pacer),
    submit,
    async resubmit(operationId, how) {
      const old = await found(operationId, (row) => row);
      if (!old.ok) return old;
      const row = old.value;
      const submission = shown(row);
      const ended = row.status === "rejected" || row.status === "cancelled";
      if (!ended || submission.foreign || row.tasks.length > 1)
        return { ok: false, problem: problem(409, "STEP_NOT_ALLOWED", { submission }) };
      return submit(resubmissionOf(row), how);
    },
    get: (operationId) => found(operationId, shown),
    attempts: (operationId) => found(operationId, () => listEntries(db, operationId)),
    taskSpec: (operationId) => found(operationId, (row) => taskSpecOf(db, row)),
    async list(filter) {
      const page = filter.foreign
        ? await listRows(lists, null, { ...filter, status: "queued,sending,waiting,uncertain" })
        : await listRows(lists, identity.upstream(), filter);
      if (page === null)
        return {
          ok: false,
          problem: problem(400, "INVALID_REQUEST", {
            fields: { cursor: { code: "INVALID_VALUE", message: "Invalid cursor. Start again without one" } },
          }),
        };
      return {
        ok: true,
        value: {
          items: page.rows.map(shown).filter(({ foreign }) => foreign || !filter.foreign),
          next_cursor: page.next_cursor,
        },
      };
    },
    export: (filter) => shownPages(exportRows(lists, identity.upstream(), filter)),
    exportChosen: (operationIds) =>
      shownPages(
        rowsWithIds(
          lists,
          operationIds.map((id) => id.toLowerCase()),
        ),
      ),
    count: (since, poolId) => countCreated(lists, identity.upstream(), Date.parse(since), poolId),
    counts: (filter) => countByStatus(lists, identity.upstream(), filter),
    recentPools: (query) => recentPools(lists, identity.upstream(), query),
    duplicates: (task) => findDuplicates(db, toloka, identity, pacer, task),
    poolContents: (poolId, after) => poolContents({ db, toloka, identity, pacer }, poolId, after),
    pool: (id, fresh) => (fresh ? within(QUESTION_MS, pools.get(id, 0)) : pools.get(id, PAGE_AGE_MS)),
    async queue() {
      const { length, last_due, foreign } = await queueCounts();
      const wait = last_due === null ? 0 : Math.max(0, last_due - Date.now()) / 1000;
      const paced = options.ratePerSecond === 0 ? 0 : pacer.waiting() / options.ratePerSecond;
      return {
        length,
        wait_seconds: Math.round(Math.max(wait, paced) * 10) / 10,
        paused: sender.paused(),
        foreign,
      };
    },
    limits: async (person) => limits?.state(person) ?? { tasks: null, dollars: null, resets_at: null },
    overview: () => {
      const { ratePerSecond } = options;
      return readOverview(lists, { upstreams: identity.upstreams(), account: identity.upstream(), ratePerSecond });
    },
    journalFailure: () => db.failure(),
    hold: () => hold.state(),
    async release(operator) {
      await hold.release();
      log("info", "The hold was released", { operator });
      sender.wake();
    },
    changes: (listener) => changes.listen(listener),
    async stop_sending() {
      await sender.stop();
      identity.close();
    },
  };
}
