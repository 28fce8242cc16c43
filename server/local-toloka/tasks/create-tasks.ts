import { v4 as uuid } from "uuid";
import { CreateTaskParameters } from "../../../shared/task.ts";
import { isJsonObject, type Json, type JsonObject } from "../../../shared/values/json.ts";
import { operationExists, startOperation } from "../operations.ts";
import { changePoolStatus } from "../pools.ts";
import { faultPayload, faulty, invalid, isRefusal, type Refusal, refusalBody, refuse } from "../refusal.ts";
import type { State } from "../state.ts";
import { checkTask, type Flags, tooManyBytes, type Verdict } from "./check-task.ts";
import { createTask } from "./tasks.ts";

const MAX_SYNCHRONOUS_ITEMS = 5_000;

export type Created = { status: 201 | 202; body: Json } | Refusal;

/** POST /tasks: one task or a list, synchronously or as an operation. */
export function createTasks(state: State, body: Json, query: URLSearchParams, operationMs: number): Created {
  const flags = readFlags(query);
  if (isRefusal(flags)) return flags;
  const operationId = query.get("operation_id");
  if (operationId !== null && !CreateTaskParameters.shape.operation_id.safeParse(operationId).success)
    return faulty({ operation_id: { code: "UUID_EXPECTED" } });
  const items = Array.isArray(body) ? body : [body];
  const bytes = tooManyBytes(items);
  if (bytes) return faulty(bytes);
  if (flags.async_mode) {
    const id = operationId?.toLowerCase() ?? uuid();
    if (operationExists(state, id)) return refuse("OPERATION_ALREADY_EXISTS");
    return { status: 202, body: createLater(state, items, { flags, id, operationMs }) };
  }
  if (items.length > MAX_SYNCHRONOUS_ITEMS) return refuse("ENTITY_TOO_LARGE");
  return createNow(state, items, Array.isArray(body), flags);
}

/** The flags of a query, each `true` or `false`, by default `false`. */
export function readFlags(query: URLSearchParams): Flags | Refusal {
  const flags = { async_mode: false, allow_defaults: false, open_pool: false, skip_invalid_items: false };
  for (const name of Object.keys(flags) as (keyof Flags)[]) {
    const text = query.get(name);
    if (text !== null && text !== "true" && text !== "false") return faulty({ [name]: { code: "BOOLEAN_EXPECTED" } });
    flags[name] = text === "true";
  }
  return flags;
}

function createNow(state: State, items: Json[], many: boolean, flags: Flags): Created {
  const verdicts = items.map((item) => checkTask(state, item, flags));
  const refused = verdicts.find((verdict) => verdict.kind === "refused");
  if (refused) return refused.refusal;
  const errors = Object.fromEntries(
    verdicts.flatMap((verdict, index) =>
      verdict.kind === "faulty" ? [[String(index), faultPayload(verdict.faults)]] : [],
    ),
  );
  const count = Object.keys(errors).length;
  if (count > 0 && !many) return invalid(errors["0"]!);
  if (count > 0 && (!flags.skip_invalid_items || count === items.length)) return invalid(errors);
  const created = createValid(state, verdicts);
  if (flags.open_pool) openPools(state, items);
  if (!many) return { status: 201, body: created.get(0)! };
  const byIndex = Object.fromEntries([...created].map(([index, task]) => [String(index), task]));
  return { status: 201, body: { items: byIndex, ...(flags.skip_invalid_items ? { validation_errors: errors } : {}) } };
}

function createValid(state: State, verdicts: Verdict[]): Map<number, JsonObject> {
  const created = new Map<number, JsonObject>();
  for (const [index, verdict] of verdicts.entries())
    if (verdict.kind === "valid") created.set(index, createTask(state, verdict.task, verdict.overlap));
  return created;
}

/** Creates tasks in an operation, with its log. One faulty item stops the whole batch unless faulty items may be skipped. */
function createLater(
  state: State,
  items: Json[],
  { flags, id, operationMs }: { flags: Flags; id: string; operationMs: number },
): JsonObject {
  const verdicts = items.map((item) => checkTask(state, item, flags));
  const valid = verdicts.filter(({ kind }) => kind === "valid").length;
  const success = valid === items.length || (flags.skip_invalid_items && valid > 0);
  const created = success ? createValid(state, verdicts) : new Map<number, JsonObject>();
  // Failures first, because a real log is not in the order of the request.
  const log: Json[] = [
    ...items.flatMap((item, index) => failureLine(item, verdicts[index]!)),
    ...[...created].map(([index, task]) => successLine(items[index]!, task)),
    ...(flags.open_pool ? openPools(state, items) : []),
  ];
  const details = {
    total_count: items.length,
    valid_count: valid,
    not_valid_count: items.length - valid,
    success_count: created.size,
    failed_count: items.length - created.size,
  };
  const { skip_invalid_items, allow_defaults, open_pool } = flags;
  const parameters = { skip_invalid_items, allow_defaults, open_pool };
  return startOperation(state, { id, type: "TASK.BATCH_CREATE", parameters, success, details, log }, operationMs);
}

function failureLine(item: Json, verdict: Verdict): JsonObject[] {
  if (verdict.kind === "valid") return [];
  // A pool's refusal is written as a fault of `pool_id`: toloka-kit cannot read any other form.
  const output: JsonObject =
    verdict.kind === "faulty"
      ? faultPayload(verdict.faults)
      : { pool_id: { code: verdict.refusal.code, message: verdict.refusal.message } };
  return [{ type: "TASK_VALIDATE", success: false, input: isJsonObject(item) ? item : {}, output }];
}

function successLine(item: Json, task: JsonObject): JsonObject {
  const { id, overlap, infinite_overlap } = task;
  const input: JsonObject = {
    ...(isJsonObject(item) ? item : {}),
    overlap: overlap ?? null,
    infinite_overlap: infinite_overlap ?? false,
  };
  return { type: "TASK_CREATE", success: true, input, output: { task_id: id ?? null } };
}

/** Opens each closed pool of the request. A pool that cannot be opened gets a line in the log; the creation succeeds. */
function openPools(state: State, items: Json[]): JsonObject[] {
  const pools = new Set(
    items.flatMap((item) => (isJsonObject(item) && item.pool_id != null ? [String(item.pool_id)] : [])),
  );
  return [...pools].map((poolId) => {
    const outcome = changePoolStatus(state, poolId, "open");
    const input = { pool_id: Number(poolId) };
    if (!isRefusal(outcome)) return { type: "POOL_OPEN", success: true, input, output: {} };
    const { code, message, request_id } = refusalBody(outcome);
    return {
      type: "POOL_OPEN",
      success: false,
      input,
      output: { code: code!, message: message!, request_id: request_id! },
    };
  });
}
