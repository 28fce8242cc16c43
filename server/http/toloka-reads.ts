import { readProblem } from "../catalogue/pools.ts";
import type { Result } from "../result.ts";
import type { Outcome } from "../toloka/exchange.ts";

/** What became of a read through Toloka; problems are those of `readProblem`. */
export function resultOf<T>(outcome: Outcome<T>): Result<T> {
  return outcome.kind === "answered"
    ? { ok: true, value: outcome.value }
    : { ok: false, problem: readProblem(outcome) };
}
