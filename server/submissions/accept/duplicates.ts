import type { Duplicate } from "../../../shared/api/routes.ts";
import type { Task } from "../../../shared/task.ts";
import { sameContent } from "../../../shared/task-content.ts";
import { tolokaTime } from "../../../shared/toloka.ts";
import type { Db } from "../../db/db.ts";
import { QUESTION_MS, type Result, readProblem, within } from "../../result.ts";
import type { Toloka } from "../../toloka/client.ts";
import { contentHash } from "../content.ts";
import type { Identity } from "../identity.ts";
import { type DuplicateSubmission, findDuplicateSubmissions } from "../sending/duplicates.ts";
import { AHEAD, type Pacer } from "../sending/pacing.ts";

/** How many of the pool's newest tasks are compared. */
const NEWEST = 50;

/** Tasks with the same content in the same pool: those in the journal; if there are none, those among the pool's newest tasks. */
export async function findDuplicates(
  db: Db,
  toloka: Toloka,
  identity: Identity,
  pacer: Pacer,
  task: Task,
): Promise<Result<Duplicate[]>> {
  const rows = await findDuplicateSubmissions(db, identity.upstreams(), contentHash(task), task.pool_id);
  if (rows.length > 0) return { ok: true, value: rows.map(fromRow) };
  return within(QUESTION_MS, findInPool(toloka, pacer, task));
}

async function findInPool(toloka: Toloka, pacer: Pacer, task: Task): Promise<Result<Duplicate[]>> {
  await pacer.request(AHEAD);
  const answer = await toloka.listTasks({ pool_id: task.pool_id, sort: "-id", limit: String(NEWEST) });
  if (answer.kind !== "answered") return { ok: false, problem: readProblem(answer, "pool_id") };
  const duplicates = answer.value.items.filter((item) => sameContent(task, item)).slice(0, 5);
  return {
    ok: true,
    value: duplicates.map((duplicate) => ({
      operation_id: null,
      task_id: duplicate.id,
      status: null,
      created_by: null,
      created_at: new Date(duplicate.created ? tolokaTime(duplicate.created) : Date.now()).toISOString(),
      found_in: "pool",
    })),
  };
}

function fromRow(row: DuplicateSubmission): Duplicate {
  return {
    operation_id: row.operation_id,
    task_id: row.first_task_id,
    status: row.status,
    created_by: row.created_by,
    created_at: new Date(row.created_at).toISOString(),
    found_in: "journal",
  };
}
