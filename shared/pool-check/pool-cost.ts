import type { Language } from "../language.ts";
import type { Pool } from "../toloka.ts";
import { dividedBy, dollars, type Fraction, fraction, isPositive, times } from "../values/decimal.ts";
import { PLACES, resolvedOverlap, type TaskFacts } from "./overlap.ts";
import { isTraining, POOL_WORDS } from "./verdict.ts";

/** What a task will cost. Amounts are dollars as text, without Toloka's fee; `null` if unknown. */
export interface Cost {
  kind: "free" | "bounded" | "unbounded" | "unknown";
  /** Its share of full suites. */
  expected: string | null;
  /** In suites without other tasks, which are paid in full. */
  upper: string | null;
  /** The calculation: `$0.02 × 3 ÷ 5 ≈ $0.012 + fee`. */
  sentence: string;
  /** What a suite without other tasks costs; `null` where that makes no difference. */
  note: string | null;
}

/**
 * The cost of one task before it is sent: price of a suite × overlap ÷ tasks of its kind in a suite (Toloka pays per
 * suite).
 */
export function costOf(pool: Pool, { kind, overlap: chosen }: TaskFacts, language: Language = "en"): Cost {
  const words = POOL_WORDS[language].cost;
  const overlap = resolvedOverlap(pool, chosen);
  const price = pool.reward_per_assignment == null ? null : fraction(pool.reward_per_assignment);
  const nothing = { expected: null, upper: null, note: null };
  if (isTraining(pool) || (price !== null && !isPositive(price)))
    return { kind: "free", expected: "$0.00", upper: "$0.00", sentence: words.free, note: null };
  if (price === null) return { kind: "unknown", ...nothing, sentence: words.noPrice };
  if (overlap === "infinite") return { kind: "unbounded", ...nothing, sentence: words.unbounded(dollars(price)) };
  if (overlap === null) return { kind: "unknown", ...nothing, sentence: words.noOverlap(dollars(price)) };
  return boundedCost(price, overlap, Number(pool.mixer_config?.[PLACES[kind]] ?? 1), language);
}

function boundedCost(price: Fraction, overlap: number, places: number, language: Language): Cost {
  const words = POOL_WORDS[language].cost;
  const whole = times(price, { top: BigInt(overlap), over: 1n });
  const upper = dollars(whole);
  const inFull = `${dollars(price)} × ${overlap}`;
  if (!Number.isSafeInteger(places) || places <= 1)
    return { kind: "bounded", expected: upper, upper, sentence: words.bounded(`${inFull} = ${upper}`), note: null };
  const expected = dollars(dividedBy(whole, { top: BigInt(places), over: 1n }));
  return {
    kind: "bounded",
    expected,
    upper,
    sentence: words.bounded(`${inFull} ÷ ${places} ≈ ${expected}`),
    note: expected === upper ? null : words.alone(upper),
  };
}

/** How many tasks there are of a kind and an overlap. */
type Groups = readonly { facts: TaskFacts; count: number }[];

/** What many tasks will cost, in dollars as text, without Toloka's fee. `null` if it is unknown or has no limit. */
export function costOfMany(pool: Pool, groups: Groups): string | null {
  const share = shareOfMany(pool, groups);
  return share === null ? null : dollars(share);
}

/** The same as a number of dollars: the tasks' shares of full suites. */
export function shareOfMany(pool: Pool, groups: Groups): Fraction | null {
  const price = pool.reward_per_assignment == null ? null : fraction(pool.reward_per_assignment);
  let total: Fraction = { top: 0n, over: 1n };
  if (isTraining(pool) || (price !== null && !isPositive(price))) return total;
  if (price === null) return null;
  for (const { facts, count } of groups) {
    const overlap = resolvedOverlap(pool, facts.overlap);
    if (overlap === null || overlap === "infinite") return null;
    const places = Number(pool.mixer_config?.[PLACES[facts.kind]] ?? 1);
    const share = { top: BigInt(Number.isSafeInteger(places) && places > 1 ? places : 1), over: 1n };
    const cost = dividedBy(times(price, { top: BigInt(overlap) * BigInt(count), over: 1n }), share);
    total = { top: total.top * cost.over + cost.top * total.over, over: total.over * cost.over };
  }
  return total;
}
