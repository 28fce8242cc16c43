import type { Status } from "../../shared/submission.ts";
import type { CreatedTask, Task } from "../../shared/task.ts";
import { parseJson } from "../../shared/values/json.ts";
import type { Db } from "../db/db.ts";
import { contentHash } from "./content.ts";
import { createPlaces } from "./history/listing-sql.ts";
import type { Identity } from "./identity.ts";
import { withContent } from "./journal/content-rows.ts";
import type { Pacer } from "./sending/pacing.ts";

/** A task with the submission that owns it. The last three are null if the submission was removed. */
export type Owned = { task_id: string; operation_id: string } & (
  | { pool_id: string; status: Status; updated_at: number }
  | { pool_id: null; status: null; updated_at: null }
);

/** A submission that has a task of the same content. Times are milliseconds since 1970. */
export interface LikeRow {
  operation_id: string;
  status: Status;
  created_at: number;
  updated_at: number;
}

/** Bounds of task ids: above `from`, below `to`; null: none. */
export interface Bounds {
  from: string | null;
  to: string | null;
}

/** What a comparison of the journal with pools needs of the submissions of a connection. */
export interface Comparable {
  /** The upstream of the account; null: it is not known yet. */
  account(): string | null;
  /** Resolves when a request may be sent that nobody waits for. */
  pace(): Promise<void>;
  /** The pools of submissions since a time, the one used last first. */
  usedPools(since: number, limit: number): Promise<string[]>;
  /** Bounds of the ids of all tasks that the journal can own in a pool. */
  boundsOf(poolId: string): Promise<Bounds>;
  /** Owned tasks of a pool, and those whose owners were removed, by id: above `above`, up to `upTo`, below the bounds' end. */
  ownedIn(
    poolId: string,
    range: { above: string; upTo: string | null } & Pick<Bounds, "to">,
    limit: number,
  ): Promise<Owned[]>;
  /** Which of these tasks have an owner. */
  ownedOf(taskIds: string[]): Promise<Set<string>>;
  /** The submissions of the same content and pool, by task id. `created`: the first and the last time of the tasks. */
  likesOf(tasks: readonly CreatedTask[], created: { first: number; last: number }): Promise<Map<string, LikeRow[]>>;
}

/** Behind operators' submissions and imports. */
const LAST = 2;
/** Parts of imports that are searched for one range of tasks. */
const MOST_PARTS = 50;
/** A part creates tasks until so long after its last change, and so long before it by another clock, in milliseconds. */
const AROUND_MS = 660_000;

/** `db`: for lists, which no creation waits for. */
export function comparableOf(db: Db, identity: Identity, pacer: Pacer): Comparable {
  const upstreamsIn = (place: (value: unknown) => string) => identity.upstreams().map(place).join(", ");

  /** Submissions of one task each, found by their content's hash. */
  async function singlesLike(tasks: readonly CreatedTask[], add: (task: CreatedTask, row: LikeRow) => void) {
    const byHash = Map.groupBy(tasks, contentHash);
    const { place, values } = createPlaces();
    const rows = await db.query<LikeRow & { content_hash: string }>(
      `select operation_id, status, created_at, updated_at, content_hash from ${withContent(db, [...byHash.keys()].map(place))}
         and upstream in (${upstreamsIn(place)})
         and pool_id = ${place(tasks[0]!.pool_id)} order by seq`,
      values,
    );
    for (const { content_hash, ...row } of rows) for (const task of byHash.get(content_hash) ?? []) add(task, row);
  }

  /** Parts of imports that were sent around that time; each is read alone, since it has up to 5,000 tasks. */
  async function partsLike(
    tasks: readonly CreatedTask[],
    created: { first: number; last: number },
    add: (task: CreatedTask, row: LikeRow) => void,
  ) {
    const byHash = Map.groupBy(tasks, contentHash);
    const { place, values } = createPlaces();
    const rows = await db.query<LikeRow>(
      `select s.operation_id, s.status, s.created_at, s.updated_at
       from imports as i join submissions as s on s.import_id = i.import_id
       where i.upstream in (${upstreamsIn(place)}) and i.pool_id = ${place(tasks[0]!.pool_id)}
         and s.created_at <= ${place(created.last + AROUND_MS)}
         and (s.updated_at >= ${place(created.first - AROUND_MS)} or s.status = 'uncertain')
       order by s.seq desc limit ${MOST_PARTS}`,
      values,
    );
    for (const row of rows) {
      const [part] = await db.query<{ tasks: string }>("select tasks from submissions where operation_id = $1", [
        row.operation_id,
      ]);
      const hashes = new Set(((part ? parseJson(part.tasks) : []) as unknown as Task[]).map(contentHash));
      for (const [hash, same] of byHash) if (hashes.has(hash)) for (const task of same) add(task, row);
    }
  }

  return {
    account: identity.account,
    pace: () => pacer.request(LAST),
    async usedPools(since, limit) {
      const { place, values } = createPlaces();
      const rows = await db.query<{ pool_id: string }>(
        `select pool_id from submissions where upstream in (${upstreamsIn(place)}) and created_at >= ${place(since)}
         group by pool_id order by max(seq) desc limit ${place(limit)}`,
        values,
      );
      return rows.map(({ pool_id }) => pool_id);
    },
    async boundsOf(poolId) {
      const { place, values } = createPlaces();
      const [ids] = await db.query<{ first: string | null; last: string | null }>(
        `select min(first_task_id) as first, max(first_task_id) as last from submissions
         where upstream in (${upstreamsIn(place)}) and pool_id = ${place(poolId)} and status = 'created'`,
        values,
      );
      const prefix = idPrefix(poolId);
      // All ids between two with a prefix have it too.
      const same = prefix !== null && ids?.first?.startsWith(prefix) === true && ids.last?.startsWith(prefix) === true;
      return same ? { from: prefix, to: `${prefix}~` } : { from: null, to: null };
    },
    ownedIn(poolId, { above, upTo, to }, limit) {
      const { place, values } = createPlaces();
      const ends = [
        ...(upTo === null ? [] : [`o.task_id <= ${place(upTo)}`]),
        ...(to === null ? [] : [`o.task_id < ${place(to)}`]),
      ];
      return db.query<Owned>(
        `select o.task_id, o.operation_id, s.pool_id, s.status, s.updated_at
         from task_owners as o left join submissions as s on s.operation_id = o.operation_id
         where o.upstream in (${upstreamsIn(place)}) and o.task_id > ${place(above)}
           ${ends.map((end) => `and ${end}`).join(" ")} and (s.pool_id is null or s.pool_id = ${place(poolId)})
         order by o.task_id limit ${place(limit)}`,
        values,
      );
    },
    async ownedOf(taskIds) {
      if (taskIds.length === 0) return new Set();
      const { place, values } = createPlaces();
      const rows = await db.query<{ task_id: string }>(
        `select task_id from task_owners
         where upstream in (${upstreamsIn(place)}) and task_id in (${taskIds.map(place).join(", ")})`,
        values,
      );
      return new Set(rows.map(({ task_id }) => task_id));
    },
    async likesOf(tasks, created) {
      const likes = new Map<string, LikeRow[]>();
      const add = (task: CreatedTask, row: LikeRow) => likes.set(task.id, [...(likes.get(task.id) ?? []), row]);
      if (tasks.length === 0) return likes;
      await singlesLike(tasks, add);
      await partsLike(tasks, created, add);
      return likes;
    },
  };
}

/**
 * What the ids of a pool's tasks begin with in Toloka's present form, `hex(pool id)--…`; null: the pool's id is no number. Older
 * ids have another form.
 */
function idPrefix(poolId: string): string | null {
  if (!/^\d{1,15}$/.test(poolId)) return null;
  return `${Number(poolId).toString(16).padStart(10, "0")}--`;
}
