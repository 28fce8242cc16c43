import { problem } from "../../shared/api/problem.ts";
import type { PoolWithProject } from "../../shared/api/routes.ts";
import type { Result } from "../result.ts";
import type { Toloka } from "../toloka/client.ts";
import type { Outcome } from "../toloka/exchange.ts";

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

/** The problem of a read that gave no answer. `field`: the field whose id was asked for. */
export function readProblem(outcome: Exclude<Outcome<unknown>, { kind: "answered" }>, field?: string) {
  if (outcome.kind !== "refused") {
    const timedOut = outcome.reason === "UND_ERR_HEADERS_TIMEOUT" || outcome.reason === "UND_ERR_BODY_TIMEOUT";
    return problem(timedOut ? 504 : 503, "TOLOKA_UNREACHABLE");
  }
  const { status, error } = outcome;
  if (status === 401) return problem(502, "TOLOKA_TOKEN_REFUSED");
  if (status === 404 && field !== undefined)
    return problem(422, "POOL_UNKNOWN", {
      fields: { [field]: { code: "ENTITY_DOES_NOT_EXIST", message: problem(422, "POOL_UNKNOWN").detail } },
    });
  if (status === 404) return problem(404, "DOES_NOT_EXIST");
  if (status === 403) return problem(403, error.code);
  return problem(status === 429 ? 503 : 502, error.code);
}
