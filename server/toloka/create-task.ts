import { sentenceFor } from "../../shared/api/problem.ts";
import { type CreatedTask, type PartParameters, type Task, wireTask } from "../../shared/task.ts";
import type { Operation } from "../../shared/toloka.ts";
import type { Json } from "../../shared/values/json.ts";
import { type CreationAnswer, isOperation, type Toloka } from "./client.ts";
import { type Creation, errorOf, NO_WAIT, type Sent, type Wait } from "./creation.ts";
import type { Outcome } from "./exchange/exchange.ts";
import { type ExchangeEntry, exchangeEntry } from "./exchange/exchange-entry.ts";
import { quotaInterval } from "./exchange/retry-after.ts";

/**
 * Creates tasks as `create_task` of toloka-kit 1.2.2 does: sends them with `__item_idx`. An operation that Toloka has accepted
 * is then followed with `watchOperation`. The caller has already waited for its turn. `409 OPERATION_ALREADY_EXISTS` means
 * that an earlier request arrived.
 */
export async function createTasks(
  toloka: Toloka,
  tasks: Task[],
  parameters: PartParameters,
  addEntry: (entry: ExchangeEntry) => void,
): Promise<Sent> {
  const sent = await toloka.createTasks(wireBody(tasks, parameters), parameters);
  addEntry(exchangeEntry("send", `POST /tasks?async_mode=${parameters.async_mode}`, sent));
  if (sent.kind === "answered") return afterAnswer(sent.value);
  if (sent.kind === "never-left") return sendAgain("TOLOKA_UNREACHABLE", sent.reason);
  if (sent.kind === "lost") {
    const error = { code: "ANSWER_LOST", message: `${sentenceFor("ANSWER_LOST")} (${sent.reason})` };
    if (!parameters.async_mode) return { outcome: "in-doubt", error };
    return { outcome: "send-again", error, wait: { asked: sent.retry_after_ms, window: null }, everybody: false };
  }
  return afterRefusal(parameters, sent);
}

/** One task is sent as an object, several as a list. Asynchronous ones are numbered, because the log names them by number. */
function wireBody(tasks: Task[], parameters: PartParameters): Json {
  const items = tasks.map((task, index) =>
    parameters.async_mode ? { ...wireTask(task), __item_idx: String(index) } : wireTask(task),
  );
  return items.length === 1 ? items[0]! : items;
}

function sendAgain(code: string, reason: string): Creation {
  const error = { code, message: `${sentenceFor(code)} (${reason})` };
  return { outcome: "send-again", error, wait: NO_WAIT, everybody: false };
}

function afterAnswer(answer: CreationAnswer): Sent {
  if (isOperation(answer)) return { outcome: "accepted", operation: answer };
  if ("id" in answer) return { outcome: "created", tasks: [answer as CreatedTask], operation: null, notice: null };
  const { items } = answer as { items: Record<string, Json> };
  const created = Object.keys(items)
    .sort((a, b) => Number(a) - Number(b))
    .map((key) => items[key] as unknown as CreatedTask);
  return { outcome: "created", tasks: created, operation: null, notice: null };
}

function afterRefusal(
  { async_mode, operation_id }: PartParameters,
  refused: Extract<Outcome<unknown>, { kind: "refused" }>,
): Sent {
  const { error: body, status } = refused;
  const error = status === 401 ? TOKEN_REFUSED : errorOf(body);
  // A gateway may have sent the request twice: the first created the task, and this answer refuses the second.
  if (!async_mode && !isFinal(refused)) return { outcome: "in-doubt", error };
  if (body.code === "OPERATION_ALREADY_EXISTS") {
    const operation: Operation = { id: operation_id, type: "TASK.BATCH_CREATE", status: "PENDING" };
    return { outcome: "accepted", operation };
  }
  const wait: Wait = { asked: refused.retry_after_ms, window: quotaInterval(body.payload ?? undefined) };
  if (!isFinal(refused)) return { outcome: "send-again", error, wait, everybody: status === 401 };
  return { outcome: "rejected", error, operation: null };
}

const TOKEN_REFUSED = { code: "TOLOKA_TOKEN_REFUSED", message: sentenceFor("TOLOKA_TOKEN_REFUSED") };

/** Whether the refusal is about the task itself. Other refusals are temporary, or mean that the task exists. */
const isFinal = ({ status, error }: Extract<Outcome<unknown>, { kind: "refused" }>): boolean =>
  status !== 429 && status !== 401 && !TEMPORARY.has(error.code);

const TEMPORARY = new Set([
  "OPERATION_ALREADY_EXISTS",
  "POOL_LOCKED_BY_ANOTHER_OPERATION",
  "BILLING_NOT_SYNCHRONIZED",
  "REMOTE_SERVICE_UNAVAILABLE",
]);
