import type { PoolWithProject } from "../../shared/api/routes.ts";
import { type Result, readProblem } from "../result.ts";
import type { Toloka } from "../toloka/client.ts";

/** Reads pools with their projects and keeps them: field specs hardly ever change, statuses do. */
export interface Pools {
  /** At most `maxAgeMs` old; problems: unknown pool (422 at `pool_id`), Toloka not reachable (503), token refused (502). */
  get(poolId: string, maxAgeMs: number): Promise<Result<PoolWithProject>>;
  /** What is known of a pool without waiting; refreshed behind the scenes when older than `maxAgeMs`. */
  known(poolId: string, maxAgeMs: number): PoolWithProject | null;
}

const KEPT = 500;

export function createPools(toloka: Toloka): Pools {
  const kept = new Map<string, { value: PoolWithProject; at: number }>();
  const reading = new Map<string, Promise<Result<PoolWithProject>>>();

  function read(poolId: string): Promise<Result<PoolWithProject>> {
    const under = reading.get(poolId);
    if (under) return under;
    const promise = readPool(toloka, poolId)
      .then((result) => {
        kept.delete(poolId);
        if (result.ok) kept.set(poolId, { value: result.value, at: performance.now() });
        const oldest = kept.keys().next().value;
        if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
        return result;
      })
      .finally(() => reading.delete(poolId));
    reading.set(poolId, promise);
    return promise;
  }

  return {
    async get(poolId, maxAgeMs) {
      const entry = kept.get(poolId);
      return entry && performance.now() - entry.at <= maxAgeMs ? { ok: true, value: entry.value } : read(poolId);
    },
    known(poolId, maxAgeMs) {
      const entry = kept.get(poolId);
      if (entry && performance.now() - entry.at > maxAgeMs) void read(poolId);
      return entry?.value ?? null;
    },
  };
}

async function readPool(toloka: Toloka, poolId: string): Promise<Result<PoolWithProject>> {
  const pool = await toloka.getPool(poolId);
  if (pool.kind !== "answered") return { ok: false, problem: readProblem(pool, "pool_id") };
  const project = await toloka.getProject(pool.value.project_id);
  if (project.kind !== "answered") return { ok: false, problem: readProblem(project, "pool_id") };
  return { ok: true, value: { pool: pool.value, project: project.value } };
}
