import type { Duplicate } from "../../../shared/api/routes.ts";
import type { Task } from "../../../shared/task.ts";
import { tolokaTime } from "../../../shared/toloka.ts";
import type { Db } from "../../db/db.ts";
import { type Result, readProblem } from "../../result.ts";
import type { Toloka } from "../../toloka/client.ts";
import { sameContent } from "../../toloka/content.ts";
import { contentHash } from "../content.ts";
import type { Identity } from "../identity.ts";
import { findTwins } from "../sending/equal-submissions.ts";
import type { Pacer } from "../sending/pacing.ts";

/** How many of the pool's newest tasks are compared. */
const NEWEST = 50;

/** Tasks with the same content in the same pool: first by the journal, then among the pool's newest tasks. */
export async function findLookAlikes(
  db: Db,
  toloka: Toloka,
  identity: Identity,
  pacer: Pacer,
  task: Task,
): Promise<Result<Duplicate[]>> {
  const rows = await findTwins(db, identity.upstreams(), contentHash(task), task.pool_id);
  if (rows.length > 0) return { ok: true, value: rows.map(fromRow) };
  await pacer.request(0);
  const answer = await toloka.listTasks({ pool_id: task.pool_id, sort: "-id", limit: String(NEWEST) });
  if (answer.kind !== "answered") return { ok: false, problem: readProblem(answer, "pool_id") };
  const twins = answer.value.items.filter((item) => sameContent(task, item)).slice(0, 5);
  return {
    ok: true,
    value: twins.map((twin) => ({
      operation_id: null,
      task_id: twin.id,
      status: null,
      created_by: null,
      created_at: new Date(twin.created ? tolokaTime(twin.created) : Date.now()).toISOString(),
      found_in: "pool",
    })),
  };
}

function fromRow(row: Awaited<ReturnType<typeof findTwins>>[number]): Duplicate {
  return {
    operation_id: row.operation_id,
    task_id: row.first_task_id,
    status: row.status,
    created_by: row.created_by,
    created_at: new Date(Number(row.created_at)).toISOString(),
    found_in: "journal",
  };
}
