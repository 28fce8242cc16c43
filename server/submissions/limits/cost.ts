import { problem, sentenceFor } from "../../../shared/api/problem.ts";
import type { TaskFacts } from "../../../shared/pool-check/overlap.ts";
import { shareOfMany } from "../../../shared/pool-check/pool-cost.ts";
import { type Task, taskKind } from "../../../shared/task.ts";
import type { Pool } from "../../../shared/toloka.ts";
import type { Result } from "../../result.ts";

/** How many tasks there are of a kind and an overlap. */
export type TaskGroups = Map<string, { facts: TaskFacts; count: number }>;

export function addToGroups(groups: TaskGroups, task: Task): void {
  const { overlap, infinite_overlap } = task;
  const facts: TaskFacts = { kind: taskKind(task), overlap: infinite_overlap ? "infinite" : (overlap ?? "default") };
  const key = `${facts.kind} ${facts.overlap}`;
  const group = groups.get(key) ?? { facts, count: 0 };
  groups.set(key, { facts, count: group.count + 1 });
}

/**
 * What tasks cost in their pool, in millionths of a dollar, rounded up, without Toloka's fee: their shares of full suites.
 * Problems: `COST_UNLIMITED` (infinite overlap), `COST_UNKNOWN` (`pool` is null because Toloka can't be reached; or it has no
 * price or overlap).
 */
export function microDollarsOf(pool: Pool | null, groups: TaskGroups): Result<number> {
  if (pool === null) return { ok: false, problem: problem(503, "COST_UNKNOWN") };
  // The general tasks of a suite pay for all of it, so control tasks beside them cost nothing more, however often they are shown.
  const beside = Number(pool.mixer_config?.real_tasks_count ?? 0) > 0;
  const paid = [...groups.values()].filter(
    ({ facts: { kind, overlap } }) => !(beside && kind !== "general" && overlap === "infinite"),
  );
  const share = shareOfMany(pool, paid);
  if (share !== null) return { ok: true, value: Number((share.top * 1_000_000n + share.over - 1n) / share.over) };
  const unlimited = paid.some(({ facts }) => facts.overlap === "infinite");
  const [code, field] = unlimited ? ["COST_UNLIMITED", "infinite_overlap"] : ["COST_UNKNOWN", "pool_id"];
  return { ok: false, problem: problem(422, code, { fields: { [field]: { code, message: sentenceFor(code) } } }) };
}
