import { openingFailed, sentenceFor } from "../../shared/api/problem.ts";
import { type FieldProblem, translateFields } from "../../shared/faults/faults.ts";
import type { SubmissionError } from "../../shared/submission.ts";
import type { Task } from "../../shared/task.ts";
import { type Operation, tolokaTime } from "../../shared/toloka.ts";
import type { Toloka } from "./client.ts";
import { readCreated } from "./created-tasks.ts";
import { type Creation, errorOf, NO_WAIT, type Wait, type WatchContext } from "./creation.ts";
import type { Outcome } from "./exchange/exchange.ts";
import { exchangeEntry } from "./exchange/exchange-entry.ts";
import { quotaInterval } from "./exchange/retry-after.ts";
import { type LogReading, readLog } from "./operation-log.ts";

/** Polling slows down to a second. toloka-kit waits half a second, then always a second. */
const FIRST_POLL_MS = 15;
const SECOND_POLL_MS = 5;
const LAST_POLL_MS = 1_000;

interface Watch {
  toloka: Toloka;
  tasks: Task[];
  context: WatchContext;
}

/**
 * Follows an operation that Toloka has accepted until it ends, and reads its log and the created tasks. After a restart, this
 * resumes it.
 */
export async function watchOperation(
  toloka: Toloka,
  tasks: Task[],
  known: Operation,
  context: WatchContext,
): Promise<Creation> {
  const began = performance.now();
  let operation = known;
  // An operation that is only known to exist is asked for at once.
  const times = known.status === "PENDING" && known.submitted === undefined ? undefined : context.pollTimes;
  const first = times?.first() ?? FIRST_POLL_MS;
  let pause = first;
  let polls = 0;
  while (operation.status !== "SUCCESS" && operation.status !== "FAIL") {
    const waited = performance.now() - began;
    if (waited > context.watchMs || (polls > 0 && context.leave()))
      return { outcome: "ask-again", asked: "operation", error: null, wait: NO_WAIT, operation, ids: [] };
    if (polls > 0 || known.status !== "PENDING" || known.submitted !== undefined) {
      await context.sleep(pause);
      pause = pause === first ? Math.max(SECOND_POLL_MS, first / 4) : Math.min(pause * 1.5, LAST_POLL_MS);
    }
    await context.pace();
    const asked = await toloka.getOperation(known.id);
    polls += 1;
    if (asked.kind !== "answered")
      return unread(context, {
        asked: "operation",
        request: `GET /operations/${known.id}`,
        outcome: asked,
        operation,
        ids: [],
      });
    operation = asked.value;
  }
  if (polls > 0) times?.took(durationOf(operation) ?? performance.now() - began);
  if (polls > 0)
    context.addEntry({
      action: "poll",
      request: `GET /operations/${operation.id}`,
      http_status: 200,
      outcome: `${operation.status} (${polls} ${polls === 1 ? "poll" : "polls"})`,
      milliseconds: Math.round(performance.now() - began),
      request_id: null,
      detail: null,
    });
  return readOutcome({ toloka, tasks, context }, operation);
}

/**
 * How long an operation ran, by Toloka's times, in milliseconds. `undefined` if they have no fractions of a second. What was
 * waited for it is longer, above all when polls wait for their turn.
 */
function durationOf({ submitted, finished }: Operation): number | undefined {
  if (!submitted?.includes(".") || !finished?.includes(".")) return undefined;
  const duration = tolokaTime(finished) - tolokaTime(submitted);
  return duration >= 0 ? duration : undefined;
}

async function readOutcome(watch: Watch, operation: Operation): Promise<Creation> {
  const { toloka, tasks, context } = watch;
  const request = `GET /operations/${operation.id}/log`;
  await context.pace();
  const answer = await toloka.getOperationLog(operation.id, tasks);
  if (answer.kind !== "answered")
    return unread(context, { asked: "log", request, outcome: answer, operation, ids: [] });
  context.addEntry(exchangeEntry("log", request, answer));
  const log = readLog(answer.value);
  const settled = new Set([...log.created.keys(), ...log.faults.keys(), ...log.refused.keys()]);
  // With `skip_invalid_items`, the valid tasks are created although others are refused.
  if (log.created.size > 0 && settled.size >= tasks.length) return readBack(watch, operation, log);
  const error = failure(log, tasks.length);
  if (error) return { outcome: "rejected", error, operation };
  const unexplained = { code: "OPERATION_FAILED", message: sentenceFor("OPERATION_FAILED") };
  return { outcome: "ask-again", asked: "log", error: unexplained, wait: NO_WAIT, operation, ids: [] };
}

/** Faults of one task of several that are noted. */
const MAX_FAULTS = 3;

/**
 * Why tasks were not created, according to the log; null if the log gives no reason. For one task of several, paths begin with
 * its position; the position alone is a refusal without a field.
 */
function failure(log: LogReading, count: number): SubmissionError | null {
  const refusal = log.refusals[0];
  if (log.faults.size === 0 && (count === 1 || log.refused.size === 0))
    return refusal ? { ...refusal, message: sentenceFor(refusal.code, refusal.message) } : null;
  const fields = count === 1 ? translateFields(log.faults.get(0) ?? {}) : fieldsOfMany(log);
  const onPool = fields.pool_id;
  if (onPool && Object.keys(fields).length === 1)
    return { code: onPool.code, message: sentenceFor(onPool.code, onPool.message), fields };
  return { code: "VALIDATION_ERROR", message: sentenceFor("VALIDATION_ERROR"), fields };
}

function fieldsOfMany({ faults, refused }: LogReading): Record<string, FieldProblem> {
  const fields: Record<string, FieldProblem> = {};
  for (const [index, { code, message }] of refused) fields[index] = { code, message };
  for (const [index, own] of faults) {
    const named = Object.entries(translateFields(own)).slice(0, MAX_FAULTS);
    for (const [path, fault] of named) fields[`${index}.${path}`] = fault;
    if (named.length === 0) fields[index] = { code: "VALIDATION_ERROR", message: sentenceFor("VALIDATION_ERROR") };
  }
  return fields;
}

async function readBack({ toloka, tasks, context }: Watch, operation: Operation, log: LogReading): Promise<Creation> {
  const asked = tasks.flatMap((task, index) => {
    const id = log.created.get(index);
    return id === undefined ? [] : [{ ...task, id }];
  });
  const read = await readCreated(toloka, asked, context);
  const { request, answer, created } = read;
  if (answer.kind !== "answered") {
    const ids = tasks.length === 1 ? asked.map(({ id }) => id) : [];
    return unread(context, { asked: tasks.length === 1 ? "task" : "log", request, outcome: answer, operation, ids });
  }
  context.addEntry(exchangeEntry("read", request, answer));
  return { outcome: "created", tasks: created, operation, notice: noticeOf(log, tasks.length) };
}

/** What failed although tasks were created: some of them were refused, or the pool could not be opened. */
function noticeOf(log: LogReading, count: number): SubmissionError | null {
  if (log.created.size < count) return failure(log, count);
  return log.opening && { code: log.opening.code, message: openingFailed(log.opening.code, log.opening.message) };
}

interface Unread {
  asked: "operation" | "log" | "task";
  request: string;
  outcome: Exclude<Outcome<unknown>, { kind: "answered" }>;
  operation: Operation;
  ids: string[];
}

/** A request about an operation failed: ask again, whatever the reason. The caller decides when to give up. */
function unread(context: WatchContext, { asked, request, outcome, operation, ids }: Unread): Creation {
  context.addEntry(exchangeEntry(ACTIONS[asked], request, outcome));
  if (outcome.kind === "refused") {
    const wait: Wait = { asked: outcome.retry_after_ms, window: quotaInterval(outcome.error.payload ?? undefined) };
    const code = outcome.status === 401 ? "TOLOKA_TOKEN_REFUSED" : outcome.error.code;
    const error = { ...errorOf(outcome.error), code, message: sentenceFor(code, outcome.error.message) };
    return { outcome: "ask-again", asked, error, wait, operation, ids };
  }
  const wait: Wait = { asked: outcome.kind === "lost" ? outcome.retry_after_ms : null, window: null };
  const error = { code: "TOLOKA_UNREACHABLE", message: `${sentenceFor("TOLOKA_UNREACHABLE")} (${outcome.reason})` };
  return { outcome: "ask-again", asked, error, wait, operation, ids };
}

const ACTIONS = { operation: "poll", log: "log", task: "read" } as const;
