import { v4 as uuid } from "uuid";
import { MAX_LIST_ITEMS, Pool } from "../../shared/toloka.ts";
import type { JsonObject } from "../../shared/values/json.ts";
import { type ListRules, listDocuments } from "./listing.ts";
import { startOperation } from "./operations.ts";
import { isRefusal, type Refusal, refuse } from "./refusal.ts";
import { type DocumentKind, document, documents, plainDate, putDocument, type State } from "./state.ts";
import { hasTasks } from "./tasks/tasks.ts";

const POOL_RULES: ListRules = {
  comparable: { id: "number", created: "time", last_started: "time" },
  equal: ["status", "project_id"],
  defaultLimit: 20,
  maxLimit: MAX_LIST_ITEMS,
};
const RULES: Record<"pool" | "project" | "training", ListRules> = {
  pool: POOL_RULES,
  training: POOL_RULES,
  project: {
    comparable: { id: "number", created: "time", public_name: "text", private_comment: "text" },
    equal: ["status"],
    defaultLimit: 20,
    maxLimit: MAX_LIST_ITEMS,
  },
};

export const getDocument = (state: State, kind: DocumentKind, id: string): JsonObject | Refusal =>
  document(state, kind, id) ?? refuse("DOES_NOT_EXIST");

/** Lists ordinary pools (trainings have a list of their own), trainings or projects. */
export function listOf(
  state: State,
  kind: "pool" | "project" | "training",
  query: URLSearchParams,
): JsonObject | Refusal {
  const items = documents(state, kind).filter((item) => kind !== "pool" || item.type !== "TRAINING");
  return listDocuments(items, query, RULES[kind]);
}

export type PoolAction = "open" | "close" | "close-for-update" | "archive";
const TARGET: Record<PoolAction, string> = {
  open: "OPEN",
  close: "CLOSED",
  "close-for-update": "CLOSED",
  archive: "ARCHIVED",
};
const OPERATION: Record<PoolAction, string> = {
  open: "OPEN",
  close: "CLOSE",
  "close-for-update": "CLOSE",
  archive: "ARCHIVE",
};

/** Changes the status of a pool and of the training that belongs to it; `null`: it has that status already. */
export function changePoolStatus(state: State, id: string, action: PoolAction): JsonObject | Refusal | null {
  const pool = document(state, "pool", id);
  if (!pool) return refuse("DOES_NOT_EXIST");
  if (pool.status === TARGET[action]) return null;
  if (pool.status === "LOCKED") return refuse("POOL_LOCKED_BY_ANOTHER_OPERATION");
  if (pool.status === "ARCHIVED")
    return refuse("POOL_INAPPROPRIATE_STATUS", { appropriate_statuses: ["OPEN", "CLOSED"] });
  if (action === "archive" && pool.status !== "CLOSED")
    return refuse("POOL_INAPPROPRIATE_STATUS", { appropriate_statuses: ["CLOSED"] });
  if (action === "open") {
    const project = document(state, "project", String(pool.project_id));
    if (project?.status !== "ACTIVE")
      return refuse("PROJECT_INAPPROPRIATE_STATUS", { appropriate_statuses: ["ACTIVE"] });
    if (!hasTasks(state, id)) return refuse("EMPTY_POOL");
    if (!affordable(state, pool)) return refuse("NOT_ENOUGH_BALANCE");
  }
  const changed: JsonObject = { ...pool, status: TARGET[action] };
  if (action === "open") changed.last_started = plainDate(Date.now());
  else {
    changed.last_stopped = plainDate(Date.now());
    changed.last_close_reason = action === "close-for-update" ? "FOR_UPDATE" : "MANUAL";
  }
  putDocument(state, "pool", changed);
  const training = document(state, "training", id);
  if (training) putDocument(state, "training", { ...training, status: changed.status! });
  return changed;
}

/** Whether the balance pays for one task suite with the default overlap. */
function affordable(state: State, pool: JsonObject): boolean {
  const { reward_per_assignment, defaults } = Pool.parse(pool);
  const overlap = Number(defaults?.default_overlap_for_new_task_suites ?? 1);
  return Number(document(state, "requester", "local")?.balance) >= Number(reward_per_assignment ?? 0) * overlap;
}

/** POST /pools/{id}/open, close or archive: an operation, `null` (204) if there is nothing to do, or a refusal. */
export function poolAction(
  state: State,
  { kind, id, action }: { kind: "pool" | "training"; id: string; action: PoolAction },
  operationMs: number,
): JsonObject | Refusal | null {
  if (document(state, kind, id) === null) return refuse("DOES_NOT_EXIST");
  const changed = changePoolStatus(state, id, action);
  if (changed === null || isRefusal(changed)) return changed;
  const type = `${kind.toUpperCase()}.${OPERATION[action]}`;
  return startOperation(state, { id: uuid(), type, parameters: { [`${kind}_id`]: id }, success: true }, operationMs);
}

/** PATCH /pools/{id}: the priority, on a pool that is not archived. */
export function patchPool(state: State, id: string, patch: JsonObject): JsonObject | Refusal {
  const pool = document(state, "pool", id);
  if (!pool) return refuse("DOES_NOT_EXIST");
  if (pool.status === "ARCHIVED")
    return refuse("POOL_INAPPROPRIATE_STATUS", { appropriate_statuses: ["OPEN", "CLOSED"] });
  const changed = patch.priority == null ? pool : { ...pool, priority: patch.priority };
  putDocument(state, "pool", changed);
  return changed;
}
