import type { TaskKind } from "../task.ts";
import { dollars, fraction, isPositive, lessThan, times } from "../values/decimal.ts";
import { defaultOverlap, PLACES, resolvedOverlap } from "./overlap.ts";
import { amber, green, isTraining, type PoolQuestion, type PoolWords, red, type Verdict } from "./verdict.ts";

/** The rules about a task in its pool. */

export function checkKind({ pool, task }: PoolQuestion, words: PoolWords): Verdict[] {
  const kind = task?.kind;
  if (isTraining(pool))
    return kind === undefined || kind === "training"
      ? [green("POOL_IS_TRAINING", words.isTraining)]
      : [red("POOL_IS_TRAINING", words.notInTraining(kind))];
  const places = kind === undefined ? null : (pool.mixer_config?.[PLACES[kind]] ?? null);
  if (kind === undefined || places === null || Number(places) > 0 || pool.mixer_config?.[SPREAD[kind]] != null)
    return [];
  return [amber("KIND_NOT_IN_SUITE", words.kindNotInSuite(kind))];
}

/** The mixer may distribute control and training tasks by a function; their count in a suite is 0 then. */
const SPREAD: Record<TaskKind, string> = {
  general: "",
  control: "golden_task_distribution_function",
  training: "training_task_distribution_function",
};

export function checkOverlapChosen({ pool, task }: PoolQuestion, words: PoolWords): Verdict[] {
  const own = defaultOverlap(pool);
  const overlap = task === undefined ? "default" : task.overlap;
  if (overlap === "infinite") return [green("OVERLAP_INFINITE", words.overlapInfinite)];
  if (typeof overlap === "number") return [green("OVERLAP_OWN", words.overlapOwn(overlap))];
  if (own === null)
    return task === undefined
      ? [amber("NO_DEFAULT_OVERLAP", words.noDefaultOverlap)]
      : [red("NO_OVERLAP", words.noOverlap)];
  return overlap === "default"
    ? [green("DEFAULT_OVERLAP", words.defaultOverlap(own))]
    : [red("OVERLAP_NOT_CHOSEN", words.overlapNotChosen(own))];
}

/**
 * Whether one task would wait for others: a suite is assigned with `min_real_tasks_count` general tasks (default: as
 * many as it holds), or incomplete after a delay unless `force_last_assignment` is off. https://toloka.ai/docs/api/,
 * MixerConfig.
 */
export function checkSuite({ pool, task }: PoolQuestion, words: PoolWords): Verdict[] {
  const mixer = pool.mixer_config;
  if (!mixer || (task && task.kind !== "general")) return [];
  const places = mixer.real_tasks_count ?? 0;
  if (Number(places) === 0) return [];
  const least = Number(mixer.min_real_tasks_count ?? places);
  const control = Number(mixer.golden_tasks_count ?? 0);
  if (least <= 1) return [green("SUITE_READY", words.suiteReady(places, control))];
  if (mixer.force_last_assignment === false) return [amber("SUITE_WAITS", words.suiteWaits(places, control, least))];
  const delay = Number(mixer.force_last_assignment_delay_seconds ?? 0);
  return [amber("SUITE_PARTIAL", words.suitePartial(places, control, least, delay))];
}

export function checkPrice({ pool, task }: PoolQuestion, words: PoolWords): Verdict[] {
  if (isTraining(pool) || pool.reward_per_assignment == null) return [];
  const price = fraction(pool.reward_per_assignment);
  if (price === null) return [];
  if (isPositive(price)) return [green("PRICE", words.price(dollars(price)))];
  if (task === undefined) return [amber("PRICE_ZERO", words.unpaidWarning)];
  return task.kind === "general"
    ? [red("POOL_TASK_TYPE_CONFLICT", words.unpaidRefused)]
    : [green("PRICE", words.unpaid)];
}

/** Whether the balance covers the task. Without enough money Toloka does not open the pool, or closes it. */
export function checkBalance({ pool, requester, task }: PoolQuestion, words: PoolWords): Verdict[] {
  const balance = requester?.balance == null ? null : fraction(requester.balance);
  const price = pool.reward_per_assignment == null ? null : fraction(pool.reward_per_assignment);
  if (balance === null || price === null || !isPositive(price)) return [];
  if (!isPositive(balance)) return [amber("NOT_ENOUGH_BALANCE", words.noMoney)];
  const overlap = task && resolvedOverlap(pool, task.overlap);
  const most = typeof overlap === "number" ? times(price, { top: BigInt(overlap), over: 1n }) : price;
  return lessThan(balance, most)
    ? [amber("NOT_ENOUGH_BALANCE", words.notEnoughMoney(dollars(balance), dollars(most)))]
    : [green("BALANCE", words.balance(dollars(balance)))];
}
