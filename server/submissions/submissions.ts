import { problem, sentenceFor } from "../../shared/api/problem.ts";
import type { ChangeEvent, Duplicate, Health, PoolWithProject, SubmissionFilter } from "../../shared/api/routes.ts";
import type { Attempt, CreateSubmission, Environment, Submission } from "../../shared/submission.ts";
import type { Task } from "../../shared/task.ts";
import { createPools } from "../catalogue/pools.ts";
import type { Db } from "../db/db.ts";
import type { Log } from "../log.ts";
import type { Result } from "../result.ts";
import type { Toloka } from "../toloka/client.ts";
import { awaitOutcome } from "./accept/await-outcome.ts";
import { findLookAlikes } from "./accept/look-alikes.ts";
import { accept } from "./accept/submit.ts";
import { openChanges } from "./changes.ts";
import { countCreated, listRows } from "./history/listing.ts";
import { openHold } from "./hold.ts";
import { openIdentity } from "./identity.ts";
import type { SubmissionRow } from "./journal/row.ts";
import { countForeign, countQueued, dropClaims, findRow } from "./journal/step.ts";
import { submissionOf } from "./journal/submission-of.ts";
import { listLines } from "./journal/timeline.ts";
import { type Deeds, operatorDeeds } from "./operator-steps.ts";
import { createPacer } from "./sending/pacing.ts";
import { startSender } from "./sending/sender.ts";

/** Which Toloka this server talks to. */
export interface Upstream {
  environment: Environment;
  url: string;
}

/** Everything that can be asked of the journal; what the HTTP room knows of it. Expected failures are problems. */
export interface Submissions extends Deeds {
  /** `waitMs`: how long the answer may be held for the outcome. 201 created, 202 accepted and durable, 200 known already. */
  submit(
    asked: CreateSubmission,
    operator: string,
    waitMs: number,
    gone: AbortSignal,
  ): Promise<Result<{ status: 200 | 201 | 202; submission: Submission }>>;
  get(operationId: string): Promise<Result<Submission>>;
  attempts(operationId: string): Promise<Result<Attempt[]>>;
  list(filter: SubmissionFilter): Promise<Result<{ items: Submission[]; next_cursor: string | null }>>;
  count(since: string, poolId?: string): Promise<number>;
  lookAlikes(task: Task): Promise<Result<Duplicate[]>>;
  pool(id: string, fresh: boolean): Promise<Result<PoolWithProject>>;
  queue(): Promise<Health["queue"]>;
  /** Why the journal cannot be written; null: it can. */
  journalFailure(): Promise<string | null>;
  hold(): Promise<Health["hold"]>;
  /** Ends the hold: what is queued is sent. */
  release(operator: string): Promise<void>;
  /** Hears of every change on every replica; `null`: anything may have changed, ask again. */
  changes(heard: (change: ChangeEvent | null) => void): () => void;
  /** Takes nothing more and finishes what is in flight. */
  stop_sending(): Promise<void>;
}

/** How old a pool may be for the page, in milliseconds. */
const PAGE_AGE_MS = 10_000;

/** Opens the journal's work: takes up what an earlier process left, and starts sending. */
export async function openSubmissions(options: {
  db: Db;
  toloka: Toloka;
  upstream: Upstream;
  ratePerSecond: number;
  log: Log;
}): Promise<Submissions> {
  const { db, toloka, upstream, log } = options;
  if (db.engine === "sqlite") await dropClaims(db);
  const hold = await openHold(db);
  if (hold.held()) log("warn", "The journal is on hold: nothing is sent until somebody releases it");
  const changes = openChanges(db);
  // The built-in Toloka has another port at every start, and is the same one.
  const host = upstream.environment === "built-in" ? "built-in" : upstream.url;
  const identity = await openIdentity(db, toloka, host);
  const pacer = createPacer(db, () => identity.upstream(), options.ratePerSecond);
  const pools = createPools(toloka);
  const sender = startSender({ db, toloka, pacer, changes, identity, hold, log });
  const desk = { db, pools, identity, sender, environment: upstream.environment, clock: toloka.clock };
  function shown(row: SubmissionRow): Submission {
    const submission = submissionOf(row, identity.upstreams());
    if (row.status !== "queued" || !hold.held()) return submission;
    return { ...submission, error: { code: "ON_HOLD", message: sentenceFor("ON_HOLD") } };
  }

  async function found<T>(operationId: string, then: (row: SubmissionRow) => Promise<T> | T): Promise<Result<T>> {
    const row = await findRow(db, operationId);
    return row ? { ok: true, value: await then(row) } : { ok: false, problem: problem(404, "NO_SUCH_SUBMISSION") };
  }

  return {
    ...operatorDeeds({ db, toloka, pacer, changes, sender, identity }),
    async submit(asked, operator, waitMs, gone) {
      const accepted = await accept(desk, asked, operator);
      if (!accepted.ok) return accepted;
      const row = await awaitOutcome(db, changes, accepted.value, waitMs, gone);
      return answer(shown(row), accepted.value.again);
    },
    get: (operationId) => found(operationId, shown),
    attempts: (operationId) => found(operationId, () => listLines(db, operationId)),
    async list(filter) {
      const page = filter.foreign
        ? await listRows(db, null, { ...filter, status: "queued,sending,waiting,uncertain" })
        : await listRows(db, identity.upstream(), filter);
      if (page === null)
        return {
          ok: false,
          problem: problem(422, "INVALID_REQUEST", {
            fields: { cursor: { code: "INVALID_VALUE", message: "Start again without a cursor." } },
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
    count: (since, poolId) => countCreated(db, identity.upstream(), Date.parse(since), poolId),
    lookAlikes: (task) => findLookAlikes(db, toloka, identity, pacer, task),
    pool: (id, fresh) => pools.get(id, fresh ? 0 : PAGE_AGE_MS),
    async queue() {
      const { length, last_due } = await countQueued(db, identity.upstreams());
      const wait = last_due === null ? 0 : Math.max(0, last_due - Date.now()) / 1000;
      const paced = options.ratePerSecond === 0 ? 0 : pacer.waiting() / options.ratePerSecond;
      return {
        length,
        wait_seconds: Math.round(Math.max(wait, paced) * 10) / 10,
        paused: sender.paused(),
        foreign: await countForeign(db, identity.upstreams()),
      };
    },
    journalFailure: () => db.failure(),
    hold: () => hold.state(),
    async release(operator) {
      await hold.release();
      log("info", "The hold was released", { operator });
      sender.wake();
    },
    changes: (heard) => changes.listen(heard),
    async stop_sending() {
      await sender.stop();
      identity.close();
      changes.close();
    },
  };
}

/** A refusal by Toloka within the wait is a 422 that carries the submission; everything else is the submission itself. */
function answer(submission: Submission, again: boolean): Result<{ status: 200 | 201 | 202; submission: Submission }> {
  if (again) return { ok: true, value: { status: 200, submission } };
  if (submission.status === "rejected" && submission.error) {
    const { code, message, fields } = submission.error;
    return { ok: false, problem: problem(422, code, { detail: message, fields, submission }) };
  }
  return { ok: true, value: { status: submission.status === "created" ? 201 : 202, submission } };
}
