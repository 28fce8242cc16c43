import type { Pool } from "../toloka.ts";
import { dividedBy, dollars, type Fraction, fraction, isPositive, times } from "../values/decimal.ts";
import { PLACES, resolvedOverlap, type TaskFacts } from "./overlap.ts";
import { isTraining } from "./verdict.ts";

/** What a task will cost. Amounts are dollars as text, without Toloka's fee; `null` if unknown. */
export interface Cost {
  kind: "free" | "bounded" | "unbounded" | "unknown";
  /** Its share of full suites. */
  expected: string | null;
  /** In suites without other tasks, which are paid in full. */
  upper: string | null;
  /** The calculation: `$0.02 × 3 ÷ 5 ≈ $0.012 plus Toloka's fee`. */
  sentence: string;
}

/**
 * The cost of one task before it is sent: price of a suite × overlap ÷ tasks of its kind in a suite (Toloka pays per
 * suite).
 */
export function costOf(pool: Pool, { kind, overlap: chosen }: TaskFacts): Cost {
  const overlap = resolvedOverlap(pool, chosen);
  const price = pool.reward_per_assignment == null ? null : fraction(pool.reward_per_assignment);
  const nothing = { expected: null, upper: null };
  if (isTraining(pool) || (price !== null && !isPositive(price)))
    return { kind: "free", expected: "$0.00", upper: "$0.00", sentence: "No cost: nothing is paid in this pool." };
  if (price === null) return { kind: "unknown", ...nothing, sentence: "Cost unknown: the pool has no price." };
  const suite = dollars(price);
  if (overlap === "infinite")
    return {
      kind: "unbounded",
      ...nothing,
      sentence: `Cost unbounded: ${suite} a suite, without end, plus Toloka's fee.`,
    };
  if (overlap === null)
    return { kind: "unknown", ...nothing, sentence: `Cost unknown until the overlap is: ${suite} a suite.` };
  return boundedCost(price, overlap, Number(pool.mixer_config?.[PLACES[kind]] ?? 1));
}

function boundedCost(price: Fraction, overlap: number, places: number): Cost {
  const whole = times(price, { top: BigInt(overlap), over: 1n });
  const upper = dollars(whole);
  if (!Number.isSafeInteger(places) || places <= 1)
    return {
      kind: "bounded",
      expected: upper,
      upper,
      sentence: `${dollars(price)} × ${overlap} = ${upper} plus Toloka's fee`,
    };
  const expected = dollars(dividedBy(whole, { top: BigInt(places), over: 1n }));
  return {
    kind: "bounded",
    expected,
    upper,
    sentence: `${dollars(price)} × ${overlap} ÷ ${places} ≈ ${expected} plus Toloka's fee`,
  };
}
