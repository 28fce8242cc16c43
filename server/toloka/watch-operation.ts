import { sentenceFor } from "../../shared/api/problem.ts";
import { translateFields } from "../../shared/faults/faults.ts";
import type { SubmissionError } from "../../shared/submission.ts";
import type { CreatedTask, Task } from "../../shared/task.ts";
import type { Operation } from "../../shared/toloka.ts";
import type { Toloka } from "./client.ts";
import { type Creation, type CreationContext, errorOf, NO_WAIT, type Wait } from "./creation.ts";
import type { Outcome } from "./exchange.ts";
import { exchangeEntry } from "./exchange-entry.ts";
import { type LogReading, readLog } from "./operation-log.ts";
import { quotaInterval } from "./retry-after.ts";

/** Polling begins at 15 ms and backs off to a second. toloka-kit waits a fixed half second, then a second. */
const FIRST_POLL_MS = 15;
const LAST_POLL_MS = 1_000;
/** How long one call watches an operation before it hands back. */
const PATIENCE_MS = 10_000;

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
    context.addEntry({
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
  const answer = await toloka.getOperationLog(operation.id, tasks);
  if (answer.kind !== "answered") return unread("log", path, answer, operation, [], context);
  context.addEntry(exchangeEntry("log", path, answer));
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
    if (index === 0) context.addEntry(exchangeEntry("read", `GET /tasks/${id}`, answer));
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
