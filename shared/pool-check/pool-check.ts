import type { TaskKind } from "../task.ts";
import type { Pool, Project } from "../toloka.ts";
import { dividedBy, dollars, type Fraction, fraction, isPositive, times } from "../values/decimal.ts";
import {
  checkAdult,
  checkExpiry,
  checkFields,
  checkMixing,
  checkProject,
  checkStatus,
  checkTraining,
} from "./pool-facts.ts";
import { checkBalance, checkKind, checkOverlapChosen, checkPrice, checkSuite } from "./pool-task.ts";
import { isTraining, PLACES, type PoolQuestion, type Verdict } from "./verdict.ts";

const RANK = { red: 0, amber: 1, green: 2 };

/** Everything worth knowing about a pool before a task goes there, the worst first. Pure: asks nobody. */
export function checkPool(question: PoolQuestion): Verdict[] {
  const rules = [checkProject, checkFields, checkStatus, checkMixing, checkKind, checkOverlapChosen, checkSuite];
  const more = [checkPrice, checkBalance, checkExpiry, checkTraining, checkAdult];
  const verdicts = [...rules, ...more].flatMap((rule) => rule(question) ?? []);
  return verdicts.sort((a, b) => RANK[a.level] - RANK[b.level]);
}

/**
 * What no waiting can mend, under the code that Toloka would refuse with: asked by the server before it sends.
 * Which code Toloka has for a map project is not documented; it has no smart mixing, so that one.
 */
export function permanentFaults(pool: Pool, project: Project): Verdict[] {
  const lasting = new Set(["PROJECT_INAPPROPRIATE_STATUS", "POOL_INAPPROPRIATE_STATUS", "MIXER_CONFIG_REQUIRED"]);
  return [checkProject, checkStatus, checkMixing]
    .flatMap((rule): Verdict[] => rule({ pool, project, now: 0 }))
    .map((verdict) => (verdict.code === "MAP_PROJECT" ? { ...verdict, code: "MIXER_CONFIG_REQUIRED" } : verdict))
    .filter(({ level, code }) => level === "red" && lasting.has(code));
}

/** What a task will cost. Amounts are dollars as text, without Toloka's fee; `null`: not to be said. */
export interface Cost {
  kind: "free" | "bounded" | "unbounded" | "unknown";
  /** Its share of the suites it goes out in. */
  expected: string | null;
  /** If it goes out in suites of its own, which are paid whole. */
  upper: string | null;
  /** The arithmetic: `$0.02 × 3 ÷ 5 ≈ $0.012 plus Toloka's fee`. */
  sentence: string;
}

/**
 * The cost of one task before it is sent: price of a suite × overlap ÷ tasks of its kind in a suite (Toloka pays per
 * suite). `overlap` as `chosenOverlap` gives it.
 */
export function costOf(asked: { pool: Pool; overlap: number | "infinite" | null; kind: TaskKind }): Cost {
  const { pool, overlap, kind } = asked;
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
