import type { PoolContents } from "../../../shared/api/routes.ts";
import type { Task } from "../../../shared/task.ts";
import { contentKey } from "../../../shared/task-content.ts";
import { parseJson } from "../../../shared/values/json.ts";
import type { Db } from "../../db/db.ts";
import { type Result, readProblem } from "../../result.ts";
import type { Toloka } from "../../toloka/client.ts";
import type { Identity } from "../identity.ts";
import type { Pacer } from "../sending/pacing.ts";

/** Tasks of the pool in one answer: some 25 ms of work. */
const PAGE = 1_000;
/** Submissions of the journal that may still create a task: bounds the memory of an answer. */
const MOST_OPEN = 200;
/** These requests wait as those of imports do. */
const BEHIND = 1;

/**
 * The contents of a pool's tasks by `contentKey`, newest first, a page at a time. The first page also has those of the newest
 * submissions that may still create a task. `after`: the former page's `next_cursor`.
 */
export async function poolContents(
  { db, toloka, identity, pacer }: { db: Db; toloka: Toloka; identity: Identity; pacer: Pacer },
  poolId: string,
  after: string | undefined,
): Promise<Result<PoolContents>> {
  await pacer.request(BEHIND);
  const from = after === undefined ? {} : { id_lt: after };
  const answer = await toloka.listTasks({ pool_id: poolId, sort: "-id", limit: String(PAGE), ...from });
  if (answer.kind !== "answered") return { ok: false, problem: readProblem(answer, "id") };
  const { items, has_more } = answer.value;
  const open = after === undefined ? await openTasks(db, identity.upstreams(), poolId) : [];
  const last = items.at(-1);
  const next_cursor = has_more && last !== undefined ? last.id : null;
  return { ok: true, value: { tasks: items.length, keys: [...items, ...open].map(contentKey), next_cursor } };
}

async function openTasks(db: Db, upstreams: string[], poolId: string): Promise<Task[]> {
  const places = upstreams.map((_key, index) => `$${index + 2}`).join(", ");
  const rows = await db.query<{ tasks: string }>(
    `select tasks from submissions where pool_id = $1 and upstream in (${places})
       and status in ('queued', 'sending', 'waiting', 'uncertain') order by seq desc limit ${MOST_OPEN}`,
    [poolId, ...upstreams],
  );
  return rows.flatMap(({ tasks }) => parseJson(tasks) as unknown as Task[]);
}
