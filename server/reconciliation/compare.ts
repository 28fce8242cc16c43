import type { FindingKind } from "../../shared/api/reconciliation/reconciliation-routes.ts";
import type { Status } from "../../shared/submission.ts";
import type { CreatedTask } from "../../shared/task.ts";
import type { LikeRow, Owned } from "../submissions/comparable.ts";

/** A request creates its tasks within this time, and clocks may differ by the other, in milliseconds. */
const CREATION_MS = 600_000;
const CLOCKS_MS = 60_000;

/** What is compared at once: tasks of the pool and owned tasks of the journal, both of the same range of ids, in order. */
export interface Range {
  pool_id: string;
  tasks: readonly CreatedTask[];
  owned: readonly Owned[];
  /** Only what is older is compared, milliseconds since 1970. */
  before: number;
}

interface Compared {
  /** Tasks with an owner, and those whose owner was removed from the journal. */
  known: number;
  removed: number;
  /** Tasks without an owner that are too new. */
  later: number;
  /** Tasks without an owner. */
  unknown: CreatedTask[];
  /** Owned tasks that the pool did not have. */
  missing: Owned[];
}

/** Compares one range of ids. `createdAt`: when Toloka created a task; one without a date counts as new. */
export function compareRange({ pool_id, tasks, owned, before }: Range, createdAt: (task: CreatedTask) => number) {
  const owners = new Map(owned.map((one) => [one.task_id, one]));
  const compared: Compared = { known: 0, removed: 0, later: 0, unknown: [], missing: [] };
  for (const task of tasks) {
    const owner = owners.get(task.id);
    owners.delete(task.id);
    if (owner !== undefined) compared[owner.status === null ? "removed" : "known"] += 1;
    else if (createdAt(task) >= before) compared.later += 1;
    else compared.unknown.push(task);
  }
  // What is left has no task. Of a removed owner it is not known in which pool its task was.
  for (const one of owners.values())
    if (one.pool_id === pool_id && one.status === "created" && one.updated_at < before) compared.missing.push(one);
  return compared;
}

/**
 * The end of the range that both sides are known of: a full list ends before the other one. Null: both are at their end.
 */
export function endOfRange(
  tasks: { last: string | undefined; more: boolean },
  owned: { last: string | undefined; more: boolean },
): string | null {
  const ends = [tasks, owned].flatMap(({ last, more }) => (more && last !== undefined ? [last] : []));
  return ends.sort()[0] ?? null;
}

type Explained =
  | { kind: Extract<FindingKind, "created_elsewhere">; operation_id: null }
  | { kind: Extract<FindingKind, "possible_duplicate"> | "undecided"; operation_id: string };

/** Statuses in which a submission may still turn out to own the task. */
const UNFINISHED: readonly Status[] = ["queued", "sending", "waiting"];

/**
 * Where a task without an owner may come from. `likes`: submissions of the same content and pool. One that is not finished may
 * come to own the task. One that was being sent when the task was created may have created it; while it is uncertain, at any
 * time since.
 */
export function explainUnknown(createdAt: number, likes: readonly LikeRow[]): Explained {
  const earlier = likes.filter((row) => row.created_at - CLOCKS_MS <= createdAt);
  const unfinished = earlier.find(({ status }) => UNFINISHED.includes(status));
  if (unfinished !== undefined) return { kind: "undecided", operation_id: unfinished.operation_id };
  const possible = earlier.find(
    ({ status, updated_at }) => status === "uncertain" || createdAt <= updated_at + CREATION_MS,
  );
  return possible === undefined
    ? { kind: "created_elsewhere", operation_id: null }
    : { kind: "possible_duplicate", operation_id: possible.operation_id };
}
