import { createHash } from "node:crypto";
import type { PoolWithProject } from "../../../shared/api/routes.ts";
import type { TaskSpec } from "../../../shared/toloka.ts";
import { parseJson, stringifyJson } from "../../../shared/values/json.ts";
import type { Db, Queryable } from "../../db/db.ts";
import { DbUnavailableError } from "../../db/failures.ts";
import type { SubmissionRow } from "./row.ts";

/** Keeps the task spec with which submissions were accepted, so that they are shown in the interface of that time. */
export interface TaskSpecs {
  /**
   * Writes down the task spec of a pool's project if it is not the one written last. To be awaited before a submission that was
   * checked by it is written. Rejects with `DbUnavailableError` if the database cannot be used, as the submission would. Other errors
   * are ignored, and the next submission tries again.
   */
  note(known: PoolWithProject): Promise<void>;
}

/** Pools whose last task spec is known without reading the journal. */
const MAX_KNOWN = 1_000;

export function createTaskSpecs(db: Db, upstream: () => string): TaskSpecs {
  /** Digests by upstream and pool. */
  const last = new Map<string, string>();
  const noting = new WeakMap<PoolWithProject, { upstream: string; done: Promise<void> }>();

  async function write(at: string, { pool, project }: PoolWithProject): Promise<void> {
    const text = stringifyJson(project.task_spec);
    const key = `${at} ${pool.id}`;
    const digest = createHash("sha256").update(text).digest("base64");
    if (last.get(key) === digest) return;
    await db.write((tx) => noteIn(tx, db.now, at, pool.id, text));
    last.delete(key);
    last.set(key, digest);
    const oldest = last.keys().next().value;
    if (last.size > MAX_KNOWN && oldest !== undefined) last.delete(oldest);
  }

  return {
    note(known) {
      const at = upstream();
      const before = noting.get(known);
      if (before?.upstream === at) return before.done;
      const done = write(at, known).catch((error: unknown) => {
        noting.delete(known);
        if (error instanceof DbUnavailableError) throw error;
      });
      noting.set(known, { upstream: at, done });
      return done;
    },
  };
}

async function noteIn(tx: Queryable, now: string, upstream: string, poolId: string, text: string): Promise<void> {
  const [noted] = await tx.query<{ task_spec: string }>(
    "select task_spec from task_specs where upstream = $1 and pool_id = $2 order by since desc limit 1",
    [upstream, poolId],
  );
  if (noted?.task_spec === text) return;
  await tx.query(
    `insert into task_specs (upstream, pool_id, since, task_spec) values ($1, $2, ${now}, $3)
     on conflict (upstream, pool_id, since) do update set task_spec = excluded.task_spec`,
    [upstream, poolId, text],
  );
}

/** The task spec with which a submission was accepted; null: it was accepted before they were noted, or without one. */
export async function taskSpecOf(
  db: Queryable,
  { upstream, pool_id, created_at }: SubmissionRow,
): Promise<TaskSpec | null> {
  const [found] = await db.query<{ task_spec: string }>(
    `select task_spec from task_specs where upstream = $1 and pool_id = $2 and since <= $3
     order by since desc limit 1`,
    [upstream, pool_id, created_at],
  );
  return found === undefined ? null : (parseJson(found.task_spec) as TaskSpec);
}

/** Removes task specs that were followed by another before `before` (milliseconds since 1970) and that no submission needs. */
export async function removeOldTaskSpecs(db: Db, before: number): Promise<void> {
  const next = `(select min(later.since) from task_specs as later
    where later.upstream = task_specs.upstream and later.pool_id = task_specs.pool_id and later.since > task_specs.since)`;
  await db.execute(
    `delete from task_specs where ${next} <= $1 and not exists (
       select 1 from submissions where submissions.upstream = task_specs.upstream and submissions.pool_id = task_specs.pool_id
       and submissions.created_at >= task_specs.since and submissions.created_at < ${next})`,
    [before],
  );
}
