import type { PoolWithProject } from "../../shared/api/routes.ts";
import { type Result, readProblem } from "../result.ts";
import type { Toloka } from "../toloka/client.ts";

/** Reads pools with their projects and caches them: field specs rarely change, statuses do. */
export interface Pools {
  /** At most `maxAgeMs` old; problems: unknown pool (422 at `pool_id`), Toloka not reachable (503), token refused (502). */
  get(poolId: string, maxAgeMs: number): Promise<Result<PoolWithProject>>;
  /** The cached pool, or null, without waiting. If it is older than `maxAgeMs`, it is read again in the background. */
  known(poolId: string, maxAgeMs: number): PoolWithProject | null;
}

/** Pools in the cache. */
const MAX_CACHED = 500;

export function createPools(toloka: Toloka): Pools {
  const cache = new Map<string, { value: PoolWithProject; at: number }>();
  const reading = new Map<string, Promise<Result<PoolWithProject>>>();

  function read(poolId: string): Promise<Result<PoolWithProject>> {
    const pending = reading.get(poolId);
    if (pending) return pending;
    const promise = readPool(toloka, poolId)
      .then((result) => {
        cache.delete(poolId);
        if (result.ok) cache.set(poolId, { value: result.value, at: performance.now() });
        const oldest = cache.keys().next().value;
        if (cache.size > MAX_CACHED && oldest !== undefined) cache.delete(oldest);
        return result;
      })
      .finally(() => reading.delete(poolId));
    reading.set(poolId, promise);
    return promise;
  }

  return {
    async get(poolId, maxAgeMs) {
      const entry = cache.get(poolId);
      return entry && performance.now() - entry.at <= maxAgeMs ? { ok: true, value: entry.value } : read(poolId);
    },
    known(poolId, maxAgeMs) {
      const entry = cache.get(poolId);
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
