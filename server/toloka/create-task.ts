import { translateFields } from "../../shared/faults.ts";
import type { Json } from "../../shared/json.ts";
import { sentenceFor } from "../../shared/problem.ts";
import type { Attempt, SubmissionError } from "../../shared/submission.ts";
import { type CreatedTask, type CreateTaskParameters, type Task, wireTask } from "../../shared/task.ts";
import type { Operation, TolokaErrorBody } from "../../shared/toloka.ts";
import type { CreationAnswer, Toloka } from "./client.ts";
import type { Outcome } from "./exchange.ts";
import { fieldsOf, type LogReading, readLog } from "./operation-log.ts";
import { quotaInterval } from "./retry-after.ts";

/** How far a creation came. */
export type Creation =
  /** The tasks exist. `notice`: something beside them failed (the pool could not be opened). */
  | { outcome: "created"; tasks: CreatedTask[]; operation: Operation | null; notice: SubmissionError | null }
  /** Refused for good: nothing exists. */
  | { outcome: "rejected"; error: SubmissionError; operation: Operation | null }
  /** Nothing was created by this request, or its id protects it: it may be sent again. */
  | { outcome: "send-again"; error: SubmissionError; wait: Wait; everybody: boolean }
  /** The operation is under way or its end cannot be read at the moment: ask again. */
  | {
      outcome: "ask-again";
      asked: "operation" | "log" | "task";
      error: SubmissionError | null;
      wait: Wait;
      operation: Operation;
      ids: string[];
    }
  /** It may exist, and nothing protects a repetition: only looking can tell. */
  | { outcome: "in-doubt"; error: SubmissionError };

/** What Toloka said about when to come back, if anything. Milliseconds. */
export interface Wait {
  asked: number | null;
  window: number | null;
}
const NO_WAIT: Wait = { asked: null, window: null };

/** A line for the submission's timeline, as the exchange with Toloka left it. */
export type Line = Pick<
  Attempt,
  "action" | "request" | "http_status" | "outcome" | "milliseconds" | "request_id" | "detail"
>;

export interface CreationContext {
  /** Waits for the right to ask Toloka once more. */
  pace: () => Promise<void>;
  /** Takes a line of the timeline. */
  line: (line: Line) => void;
  /** Must be durable before the next request: Toloka has taken the operation. */
  accepted: (operation: Operation) => Promise<void>;
  sleep: (ms: number) => Promise<void>;
  /** Whether to stop watching and leave the rest for later. */
  leave: () => boolean;
}

/** Polling begins at 15 ms and backs off to a second. toloka-kit waits a fixed half second, then a second. */
const FIRST_POLL_MS = 15;
const LAST_POLL_MS = 1_000;
/** How long one call watches an operation before it hands back. */
const PATIENCE_MS = 10_000;

/**
 * Creates tasks with toloka-kit 1.2.2's meaning of `create_task`: sends with `__item_idx`, waits for the operation, reads
 * its log, reads the created tasks back. The right to ask once (`pace`) is had before calling. A `409 OPERATION_ALREADY_EXISTS` means that an earlier request did arrive.
 */
export async function createTasks(
  toloka: Toloka,
  tasks: Task[],
  parameters: CreateTaskParameters,
  context: CreationContext,
): Promise<Creation> {
  const sent = await toloka.createTasks(wireBody(tasks, parameters), parameters);
  context.line(lineOf("send", `POST /tasks?async_mode=${parameters.async_mode}`, sent));
  if (sent.kind === "answered") return afterAnswer(toloka, tasks, parameters, sent.value, context);
  if (sent.kind === "never-left") return sendAgain("TOLOKA_UNREACHABLE", sent.reason);
  if (sent.kind === "lost") {
    const error = { code: "ANSWER_LOST", message: `${sentenceFor("ANSWER_LOST")} (${sent.reason})` };
    if (!parameters.async_mode) return { outcome: "in-doubt", error };
    return { outcome: "send-again", error, wait: { asked: sent.retry_after_ms, window: null }, everybody: false };
  }
  return afterRefusal(toloka, tasks, parameters, sent, context);
}

/** One task travels as an object, several as a list; asynchronous ones are numbered, so that the log can be mapped back. */
function wireBody(tasks: Task[], parameters: CreateTaskParameters): Json {
  const items = tasks.map((task, index) =>
    parameters.async_mode ? { ...wireTask(task), __item_idx: String(index) } : wireTask(task),
  );
  return items.length === 1 ? items[0]! : items;
}

function sendAgain(code: string, reason: string): Creation {
  const error = { code, message: `${sentenceFor(code)} (${reason})` };
  return { outcome: "send-again", error, wait: NO_WAIT, everybody: false };
}

async function afterAnswer(
  toloka: Toloka,
  tasks: Task[],
  _parameters: CreateTaskParameters,
  answer: CreationAnswer,
  context: CreationContext,
): Promise<Creation> {
  if ("type" in answer && "status" in answer) {
    const operation = answer as Operation;
    await context.accepted(operation);
    return watchOperation(toloka, tasks, operation, context);
  }
  if ("id" in answer) return { outcome: "created", tasks: [answer as CreatedTask], operation: null, notice: null };
  const { items } = answer as { items: Record<string, Json> };
  const created = Object.keys(items)
    .sort((a, b) => Number(a) - Number(b))
    .map((key) => items[key] as unknown as CreatedTask);
  return { outcome: "created", tasks: created, operation: null, notice: null };
}

async function afterRefusal(
  toloka: Toloka,
  tasks: Task[],
  parameters: CreateTaskParameters,
  refused: Extract<Outcome<unknown>, { kind: "refused" }>,
  context: CreationContext,
): Promise<Creation> {
  const { error: body, status } = refused;
  const error = errorOf(body);
  if (body.code === "OPERATION_ALREADY_EXISTS") {
    if (!parameters.async_mode) return { outcome: "in-doubt", error };
    const operation: Operation = { id: parameters.operation_id, type: "TASK.BATCH_CREATE", status: "PENDING" };
    await context.accepted(operation);
    return watchOperation(toloka, tasks, operation, context);
  }
  const wait: Wait = { asked: refused.retry_after_ms, window: quotaInterval(body.payload ?? undefined) };
  if (status === 429) return { outcome: "send-again", error, wait, everybody: false };
  if (status === 401) {
    const refusedToken = { code: "TOLOKA_TOKEN_REFUSED", message: sentenceFor("TOLOKA_TOKEN_REFUSED") };
    return { outcome: "send-again", error: refusedToken, wait, everybody: true };
  }
  if (TRANSIENT.has(body.code)) return { outcome: "send-again", error, wait, everybody: false };
  return { outcome: "rejected", error, operation: null };
}

/** Refusals that pass by themselves. */
const TRANSIENT = new Set([
  "POOL_LOCKED_BY_ANOTHER_OPERATION",
  "BILLING_NOT_SYNCHRONIZED",
  "REMOTE_SERVICE_UNAVAILABLE",
]);

/** Toloka's error body as a submission's error: our sentence, its code, faults by field. */
function errorOf(body: TolokaErrorBody): SubmissionError {
  const fields = translateFields(fieldsOf(body.payload ?? undefined));
  return {
    code: body.code,
    message: sentenceFor(body.code, body.message),
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
    ...(body.request_id ? { request_id: body.request_id } : {}),
  };
}

/** Follows an operation that Toloka has taken to its end; the way on after a restart, too. */
export async function watchOperation(
  toloka: Toloka,
  tasks: Task[],
  known: Operation,
  context: CreationContext,
): Promise<Creation> {
  const began = performance.now();
  let operation = known;
  let pause = FIRST_POLL_MS;
  let polls = 0;
  while (operation.status !== "SUCCESS" && operation.status !== "FAIL") {
    const waited = performance.now() - began;
    if (waited > PATIENCE_MS || (polls > 0 && context.leave()))
      return { outcome: "ask-again", asked: "operation", error: null, wait: NO_WAIT, operation, ids: [] };
    if (polls > 0 || known.status !== "PENDING" || known.submitted !== undefined) {
      await context.sleep(pause);
      pause = Math.min(pause * 1.5, LAST_POLL_MS);
    }
    await context.pace();
    const asked = await toloka.getOperation(known.id);
    polls += 1;
    if (asked.kind !== "answered")
      return unread("operation", `GET /operations/${known.id}`, asked, operation, [], context);
    operation = asked.value;
  }
  if (polls > 0)
    context.line({
      action: "poll",
      request: `GET /operations/${operation.id}`,
      http_status: 200,
      outcome: `${operation.status} after asking ${polls === 1 ? "once" : `${polls} times`}`,
      milliseconds: Math.round(performance.now() - began),
      request_id: null,
      detail: null,
    });
  return readOutcome(toloka, tasks, operation, context);
}

async function readOutcome(
  toloka: Toloka,
  tasks: Task[],
  operation: Operation,
  context: CreationContext,
): Promise<Creation> {
  const path = `GET /operations/${operation.id}/log`;
  await context.pace();
  const answer = await toloka.getOperationLog(operation.id);
  if (answer.kind !== "answered") return unread("log", path, answer, operation, [], context);
  context.line(lineOf("log", path, answer));
  const log = readLog(answer.value);
  if (log.created.size >= tasks.length) return readBack(toloka, tasks, operation, log, context);
  const error = failure(log, tasks.length);
  if (error) return { outcome: "rejected", error, operation };
  const silent = { code: "OPERATION_FAILED", message: sentenceFor("OPERATION_FAILED") };
  return { outcome: "ask-again", asked: "log", error: silent, wait: NO_WAIT, operation, ids: [] };
}

/** The reason in a log that tells of no creation; null while the log says nothing. */
function failure(log: LogReading, count: number): SubmissionError | null {
  const refusal = log.refusals[0];
  if (log.faults.size === 0)
    return refusal ? { ...refusal, message: sentenceFor(refusal.code, refusal.message) } : null;
  const fields = Object.fromEntries(
    [...log.faults].flatMap(([index, faults]) =>
      Object.entries(translateFields(faults)).map(([path, fault]) => [count === 1 ? path : `${index}.${path}`, fault]),
    ),
  );
  const onPool = fields.pool_id;
  if (onPool && Object.keys(fields).length === 1)
    return { code: onPool.code, message: sentenceFor(onPool.code, onPool.message), fields };
  return { code: "VALIDATION_ERROR", message: sentenceFor("VALIDATION_ERROR"), fields };
}

async function readBack(
  toloka: Toloka,
  tasks: Task[],
  operation: Operation,
  log: LogReading,
  context: CreationContext,
): Promise<Creation> {
  const created: CreatedTask[] = [];
  const ids = tasks.map((_task, index) => log.created.get(index) ?? "");
  for (const [index, id] of ids.entries()) {
    await context.pace();
    const answer = await toloka.getTask(id);
    if (answer.kind !== "answered") return unread("task", `GET /tasks/${id}`, answer, operation, ids, context);
    if (index === 0) context.line(lineOf("read", `GET /tasks/${id}`, answer));
    created.push(answer.value);
  }
  const { opening } = log;
  const notice = opening && {
    code: opening.code,
    message: `The task exists, but: ${sentenceFor(opening.code, opening.message)}`,
  };
  return { outcome: "created", tasks: created, operation, notice };
}

/** An answer about an operation that could not be had: ask again, whatever it was; the caller knows when to give up. */
function unread(
  asked: "operation" | "log" | "task",
  request: string,
  outcome: Exclude<Outcome<unknown>, { kind: "answered" }>,
  operation: Operation,
  ids: string[],
  context: CreationContext,
): Creation {
  context.line(lineOf(ACTIONS[asked], request, outcome));
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

/** A timeline's line for one exchange: never a header, never a body. */
export function lineOf(action: string, request: string, outcome: Outcome<unknown>): Line {
  const common = { action, request, milliseconds: outcome.ms, detail: null };
  if (outcome.kind === "answered")
    return { ...common, http_status: outcome.status, outcome: "answered", request_id: outcome.request_id };
  if (outcome.kind === "refused") {
    const { code, message, request_id } = outcome.error;
    return {
      ...common,
      http_status: outcome.status,
      outcome: message ? `${code}: ${message}` : code,
      request_id: request_id ?? null,
    };
  }
  const status = outcome.kind === "lost" ? outcome.status : null;
  const words = outcome.kind === "lost" ? `answer lost (${outcome.reason})` : `never left (${outcome.reason})`;
  return { ...common, http_status: status, outcome: words, request_id: null };
}
