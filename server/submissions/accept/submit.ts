import { faultsProblem, type Problem, problem, sentenceFor } from "../../../shared/api/problem.ts";
import type { PoolWithProject } from "../../../shared/api/routes.ts";
import { checkTaskValues } from "../../../shared/fields/input-spec.ts";
import { permanentFaults } from "../../../shared/pool-check/pool-check.ts";
import type { Verdict } from "../../../shared/pool-check/verdict.ts";
import type { CreateSubmission, Environment } from "../../../shared/submission.ts";
import {
  type CreateTaskParameters,
  checkOverlap,
  checkSize,
  resolveParameters,
  type Task,
  wireTask,
} from "../../../shared/task.ts";
import type { Pools } from "../../catalogue/pools.ts";
import type { Db } from "../../db/db.ts";
import { QUESTION_MS, type Result, within } from "../../result.ts";
import type { TolokaClock } from "../../toloka/exchange/clock.ts";
import type { Connections } from "../connections.ts";
import { contentHash, isSameRequest } from "../content.ts";
import { searchText } from "../history/search-words.ts";
import type { Identity } from "../identity.ts";
import { findRow } from "../journal/find-row.ts";
import { insertRow, insertSubmission, type NewRow } from "../journal/insert.ts";
import type { SubmissionRow } from "../journal/row.ts";
import type { TaskSpecs } from "../journal/task-specs.ts";
import { addToGroups, microDollarsOf, type TaskGroups } from "../limits/cost.ts";
import type { Amount, PersonLimits } from "../limits/person-limits.ts";
import { LEASE_MS, type Sender } from "../sending/sender.ts";
import { newOperationId } from "./operation-id.ts";

/** Maximum age of a pool for accepting a task: its field specs hardly change. A refusal needs a pool no older than the second. */
const SPEC_AGE_MS = 300_000;
export const REFUSAL_AGE_MS = 5_000;

export interface Accepting {
  /** The connection's name. */
  name: string;
  db: Db;
  pools: Pools;
  taskSpecs: TaskSpecs;
  identity: Identity;
  connections: Connections;
  sender: Sender;
  environment: Environment;
  clock: TolokaClock;
  /** Null: nobody has a limit. */
  limits: PersonLimits | null;
}

export type Accepted = { row: SubmissionRow; again: boolean };

/** Who submits, and for how long nothing is sent, so that it can be cancelled. */
export interface Submitting {
  operator: string;
  delayMs: number;
}

/**
 * Accepts a submission: checks it and writes it to the journal; it is durable when this resolves. If the operation id is
 * known already, the same content returns the existing row, and other content is refused.
 */
export async function accept(
  desk: Accepting,
  asked: CreateSubmission,
  submitting: Submitting,
): Promise<Result<Accepted>> {
  const parameters = resolveParameters(asked.parameters, newOperationId);
  const { task } = asked;
  const own = { ...checkOverlap(task), ...checkSize([task]) };
  if (Object.keys(own).length > 0) return { ok: false, problem: faultsProblem(own) };
  if (asked.parameters?.operation_id !== undefined) {
    const known = await findRow(desk.db, parameters.operation_id);
    if (known) return sameOrReused(desk, known, task, parameters);
  }
  const refusal = (await checkAgainstPool(desk, task)) ?? (await checkReplaced(desk, asked.replaces));
  if (refusal) return { ok: false, problem: refusal };
  const amount = amountOf(desk, task);
  if (!amount.ok) return amount;
  const known = desk.pools.known(task.pool_id, SPEC_AGE_MS);
  if (known !== null) await desk.taskSpecs.note(known);
  return writeDown(desk, { task, parameters, replaces: asked.replaces ?? null, amount: amount.value }, submitting);
}

/** What the task takes of a person's limits. The pool was asked for already, if Toloka can be reached. */
function amountOf({ limits, pools }: Accepting, task: Task): Result<Amount> {
  if (!limits?.limitsMoney) return { ok: true, value: { tasks: 1, microDollars: 0 } };
  const groups: TaskGroups = new Map();
  addToGroups(groups, task);
  const cost = microDollarsOf(pools.known(task.pool_id, SPEC_AGE_MS)?.pool ?? null, groups);
  return cost.ok ? { ok: true, value: { tasks: 1, microDollars: cost.value } } : cost;
}

interface Checked {
  task: Task;
  parameters: CreateTaskParameters;
  replaces: string | null;
  amount: Amount;
}

/** Whether it is for this connection. A row whose account is not connected any more was, when it was written. */
const isOfConnection = ({ connections, name }: Accepting, { upstream }: SubmissionRow): boolean =>
  (connections.nameOf(upstream) ?? name) === name;

function sameOrReused(
  desk: Accepting,
  row: SubmissionRow,
  task: Task,
  parameters: CreateTaskParameters,
): Result<Accepted> {
  // A part of an import has an id that nobody else uses.
  if (row.import_id === null && isSameRequest(row, { tasks: [task], parameters }) && isOfConnection(desk, row))
    return { ok: true, value: { row, again: true } };
  const fields = {
    "parameters.operation_id": { code: "OPERATION_ID_REUSED", message: sentenceFor("OPERATION_ID_REUSED") },
  };
  return { ok: false, problem: problem(409, "OPERATION_ID_REUSED", { fields }) };
}

async function writeDown(
  desk: Accepting,
  { task, parameters, replaces, amount }: Checked,
  { operator, delayMs }: Submitting,
): Promise<Result<Accepted>> {
  // A synchronous request needs Toloka's time: if the answer is lost, its task is looked for by the time of creation.
  const atOnce = delayMs === 0 && (parameters.async_mode || desk.clock.known());
  const claim = atOnce ? desk.sender.claimForNew(parameters.operation_id, parameters.async_mode) : null;
  const inserted = await insertCounted(desk, amount, {
    operation_id: parameters.operation_id,
    upstream: desk.identity.upstream(),
    environment: desk.environment,
    pool_id: task.pool_id,
    status: claim === null ? "queued" : "sending",
    content_hash: contentHash(task),
    tasks: [wireTask(task) as Task],
    parameters,
    created_by: operator,
    replaces,
    search: searchText([task], [parameters.operation_id]),
    delay_ms: delayMs,
    claim: claim?.id ?? null,
    lease_ms: LEASE_MS,
    sent_at: claim === null ? null : desk.clock.earliest(),
  }).catch((error: unknown) => {
    if (claim !== null) desk.sender.forget(claim);
    throw error;
  });
  const row = inserted.ok ? inserted.value : null;
  if (row === null) {
    if (claim !== null) desk.sender.forget(claim);
    const known = await findRow(desk.db, parameters.operation_id);
    return known === null && !inserted.ok ? inserted : sameOrReused(desk, known!, task, parameters);
  }
  if (claim === null) desk.sender.wake();
  else desk.sender.adopt(row, claim);
  return { ok: true, value: { row, again: false } };
}

/** Inserts the row and counts it for its person, if there are limits. Null: its operation id is in the journal. */
async function insertCounted(
  { db, limits }: Accepting,
  amount: Amount,
  row: NewRow,
): Promise<Result<SubmissionRow | null>> {
  if (limits === null) return { ok: true, value: await insertSubmission(db, row) };
  return db.write((tx) => limits.counting(tx, row.created_by, amount, () => insertRow(tx, db.now, row)));
}

/**
 * The pool must exist and take tasks, and the values must fit its specs. If the pool is not known and Toloka cannot be
 * reached soon, the submission is accepted: Toloka checks it later.
 */
async function checkAgainstPool(desk: Accepting, task: Task): Promise<Problem | null> {
  const known = desk.pools.known(task.pool_id, SPEC_AGE_MS);
  if (known !== null && refusalBy(known, task) === null) return null;
  const read = await within(QUESTION_MS, desk.pools.get(task.pool_id, REFUSAL_AGE_MS));
  if (!read.ok) return read.problem.status === 422 ? read.problem : null;
  return refusalBy(read.value, task);
}

/** By the pool as it was read, since it is the same for each task of it. */
const standingFaults = new WeakMap<PoolWithProject, Verdict | null>();
function standingFault(known: PoolWithProject): Verdict | null {
  let fault = standingFaults.get(known);
  if (fault === undefined) {
    fault = permanentFaults(known.pool, known.project)[0] ?? null;
    standingFaults.set(known, fault);
  }
  return fault;
}

function refusalBy(known: PoolWithProject, task: Task): Problem | null {
  const standing = standingFault(known);
  if (standing)
    return problem(422, standing.code, {
      fields: { pool_id: { code: standing.code, message: sentenceFor(standing.code) } },
    });
  const faults = checkTaskValues(known.project.task_spec, task);
  return Object.keys(faults).length > 0 ? faultsProblem(faults) : null;
}

async function checkReplaced(desk: Accepting, replaces: string | undefined) {
  if (replaces === undefined) return null;
  const old = await findRow(desk.db, replaces);
  if (old?.status === "created" && isOfConnection(desk, old)) return null;
  return faultsProblem({ replaces: { code: "ENTITY_DOES_NOT_EXIST" } });
}
