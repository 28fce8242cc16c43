import { type Problem, problem } from "../shared/api/problem.ts";
import type { Outcome } from "./toloka/exchange/exchange.ts";

/** An expected failure is a value: the problem to show to the caller. */
export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** The result of a read from Toloka. Problems: those of `readProblem`. */
export function resultOf<T>(outcome: Outcome<T>): Result<T> {
  return outcome.kind === "answered"
    ? { ok: true, value: outcome.value }
    : { ok: false, problem: readProblem(outcome) };
}

/** The problem of a failed read. `field`: the field that holds the requested id. */
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

/** How long an operator's question before a creation waits for Toloka, milliseconds. */
export const QUESTION_MS = 3_000;

/** The result, or the problem that Toloka cannot be reached if there is none after `ms` milliseconds. */
export async function within<T>(ms: number, result: Promise<Result<T>>): Promise<Result<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Result<T>>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, problem: problem(504, "TOLOKA_UNREACHABLE") }), ms);
  });
  try {
    return await Promise.race([result, late]);
  } finally {
    clearTimeout(timer);
  }
}
