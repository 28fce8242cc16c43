import type { TaskKind } from "../task.ts";
import { dollars, fraction, isPositive, lessThan, times } from "../values/decimal.ts";
import type { ExactNumber } from "../values/json.ts";
import { defaultOverlap, PLACES, resolvedOverlap } from "./overlap.ts";
import { amber, green, isTraining, type PoolQuestion, plural, red, type Verdict } from "./verdict.ts";

/** The rules about a task in its pool. */

export function checkKind({ pool, task }: PoolQuestion): Verdict[] {
  const kind = task?.kind;
  if (isTraining(pool)) {
    if (kind === undefined || kind === "training")
      return [green("POOL_IS_TRAINING", "This is a training: it takes training tasks, with an answer and a hint.")];
    return [
      red(
        "POOL_IS_TRAINING",
        `This is a training: it takes no ${kind} tasks.`,
        "Make it a training task, with a correct answer and a hint, or choose another pool.",
      ),
    ];
  }
  const places = kind === undefined ? null : (pool.mixer_config?.[PLACES[kind]] ?? null);
  if (kind === undefined || places === null || Number(places) > 0 || pool.mixer_config?.[SPREAD[kind]] != null)
    return [];
  return [
    amber(
      "KIND_NOT_IN_SUITE",
      `The pool's suites have no place for ${kind} tasks, so nobody would be given this one.`,
      `Add ${kind} tasks to the pool's smart mixing in Toloka, or choose another kind.`,
    ),
  ];
}

/** The mixer may distribute control and training tasks by a function; their count in a suite is 0 then. */
const SPREAD: Record<TaskKind, string> = {
  general: "",
  control: "golden_task_distribution_function",
  training: "training_task_distribution_function",
};

export function checkOverlapChosen({ pool, task }: PoolQuestion): Verdict[] {
  const own = defaultOverlap(pool);
  if (task === undefined)
    return own === null
      ? [amber("NO_DEFAULT_OVERLAP", "The pool has no default overlap.", "Give every task its own.")]
      : [byDefault(own)];
  const { overlap } = task;
  if (overlap === "infinite") return [green("OVERLAP_INFINITE", "Infinite overlap: for as many people as come.")];
  if (typeof overlap === "number") return [green("OVERLAP_OWN", `Overlap ${overlap}: ${people(overlap)}.`)];
  if (own === null)
    return [
      red(
        "NO_OVERLAP",
        "The pool has no default overlap, and the task has none.",
        "Say how many people shall do this task.",
      ),
    ];
  if (overlap === "default") return [byDefault(own)];
  return [
    red(
      "OVERLAP_NOT_CHOSEN",
      "The task has no overlap, and the pool's default is not to be used.",
      `Use the pool's default (${own}) or say how many people shall do this task.`,
    ),
  ];
}

const byDefault = (own: number | ExactNumber): Verdict =>
  green("DEFAULT_OVERLAP", `Overlap ${own} by the pool's default.`);

const people = (count: number): string => (count === 1 ? "one person does it" : `${count} different people do it`);

/**
 * Whether one task would wait for others: a suite is assigned with `min_real_tasks_count` general tasks (default: as
 * many as it holds), or incomplete after a delay unless `force_last_assignment` is off. https://toloka.ai/docs/api/,
 * MixerConfig.
 */
export function checkSuite({ pool, task }: PoolQuestion): Verdict[] {
  const mixer = pool.mixer_config;
  if (!mixer || (task && task.kind !== "general")) return [];
  const places = mixer.real_tasks_count ?? 0;
  if (Number(places) === 0) return [];
  const least = Number(mixer.min_real_tasks_count ?? places);
  const control = Number(mixer.golden_tasks_count ?? 0);
  const made = `A suite has ${plural(places, "general task")}${control > 0 ? ` and ${plural(control, "control task")}, which the pool must hold` : ""}`;
  if (least <= 1) return [green("SUITE_READY", `${made}; one general task is enough for it to go out.`)];
  if (mixer.force_last_assignment === false)
    return [
      amber(
        "SUITE_WAITS",
        `${made}, and goes out only with ${least} general tasks: a single one waits for ${least - 1} more.`,
        "Create more tasks, or allow incomplete suites in Toloka.",
      ),
    ];
  const delay = Number(mixer.force_last_assignment_delay_seconds ?? 0);
  return [
    amber(
      "SUITE_PARTIAL",
      `${made}: a task on its own goes out in an incomplete suite${delay > 0 ? ` after ${plural(delay, "second")}` : ""}, at the price of a whole one.`,
      `Create ${least} or more together to fill suites.`,
    ),
  ];
}

export function checkPrice({ pool, task }: PoolQuestion): Verdict[] {
  if (isTraining(pool) || pool.reward_per_assignment == null) return [];
  const price = fraction(pool.reward_per_assignment);
  if (price === null) return [];
  if (isPositive(price)) return [green("PRICE", `${dollars(price)} a suite, plus Toloka's fee.`)];
  if (task && task.kind !== "general") return [green("PRICE", "Nothing is paid in this pool.")];
  if (task)
    return [
      red(
        "POOL_TASK_TYPE_CONFLICT",
        "The pool pays nothing, so it takes only control and training tasks.",
        "Set a price in Toloka, or give the task a correct answer.",
      ),
    ];
  return [
    amber(
      "PRICE_ZERO",
      "The pool pays nothing: it takes only control and training tasks.",
      "Set a price in Toloka before you create general tasks.",
    ),
  ];
}

/** Whether the balance covers the task. Without enough money Toloka does not open the pool, or closes it. */
export function checkBalance({ pool, requester, task }: PoolQuestion): Verdict[] {
  const balance = requester?.balance == null ? null : fraction(requester.balance);
  const price = pool.reward_per_assignment == null ? null : fraction(pool.reward_per_assignment);
  if (balance === null || price === null || !isPositive(price)) return [];
  const wayOut = "Top up the account in Toloka: without enough money the pool does not open, or closes.";
  if (!isPositive(balance)) return [amber("NOT_ENOUGH_BALANCE", "The account has no money.", wayOut)];
  const overlap = task && resolvedOverlap(pool, task.overlap);
  const most = typeof overlap === "number" ? times(price, { top: BigInt(overlap), over: 1n }) : price;
  if (lessThan(balance, most))
    return [
      amber(
        "NOT_ENOUGH_BALANCE",
        `The account has ${dollars(balance)}, and this task may cost up to ${dollars(most)} plus Toloka's fee.`,
        wayOut,
      ),
    ];
  return [green("BALANCE", `The account has ${dollars(balance)}.`)];
}
