import type { Queryable } from "../../db/db.ts";
import type { SubmissionRow } from "./row.ts";

/** Another submission owns the task. */
export class TaskTaken extends Error {}

/** Makes a row the owner of tasks. Throws `TaskTaken` if another submission owns one of them. */
export async function ownTasks(
  tx: Queryable,
  { upstream, operation_id }: Pick<SubmissionRow, "upstream" | "operation_id">,
  taskIds: string[],
): Promise<void> {
  const owners = await Promise.all(taskIds.map((id) => ownerOf(tx, upstream, id, operation_id)));
  if (owners.some((owner) => owner !== operation_id)) throw new TaskTaken();
}

/** The operation id of a task's owner: `operationId` from now on, if there was none. */
async function ownerOf(tx: Queryable, upstream: string, taskId: string, operationId: string): Promise<string> {
  const [owner] = await tx.query<{ operation_id: string }>(
    `insert into task_owners (upstream, task_id, operation_id) values ($1, $2, $3)
     on conflict (upstream, task_id) do update set operation_id = task_owners.operation_id returning operation_id`,
    [upstream, taskId, operationId],
  );
  return owner!.operation_id;
}

/** Which of these tasks belong to another submission than `operationId`. */
export async function ownedByOthers(
  db: Queryable,
  upstreams: string[],
  operationId: string,
  taskIds: string[],
): Promise<Set<string>> {
  if (taskIds.length === 0) return new Set();
  const values = [operationId];
  const places = (items: string[]): string => items.map((item) => `$${values.push(item)}`).join(", ");
  const rows = await db.query<{ task_id: string }>(
    `select task_id from task_owners
     where operation_id <> $1 and upstream in (${places(upstreams)}) and task_id in (${places(taskIds)})`,
    values,
  );
  return new Set(rows.map(({ task_id }) => task_id));
}
