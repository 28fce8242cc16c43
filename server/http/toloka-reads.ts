import { type Problem, problem, sentenceFor } from "../../shared/problem.ts";
import type { Result } from "../submissions/submissions.ts";
import type { Outcome } from "../toloka/exchange.ts";

/**
 * What became of a read through Toloka. Problems: 404 and 409 as Toloka has them, 403 where the account may not,
 * 429 when Toloka wants fewer requests, 502 for a refused token or an answer that is none, 503 and 504 when Toloka is
 * not there.
 */
export function resultOf<T>(outcome: Outcome<T>): Result<T> {
  return outcome.kind === "answered"
    ? { ok: true, value: outcome.value }
    : { ok: false, problem: readProblem(outcome) };
}

function readProblem(outcome: Exclude<Outcome<unknown>, { kind: "answered" }>): Problem {
  if (outcome.kind === "never-left") return problem(503, "TOLOKA_UNREACHABLE");
  if (outcome.kind === "lost") return problem(lostStatus(outcome.status, outcome.reason), "TOLOKA_UNREACHABLE");
  const { status, error } = outcome;
  if (status === 401) return problem(502, "TOLOKA_TOKEN_REFUSED");
  const detail = sentenceFor(error.code, error.message);
  return problem([403, 404, 409, 429].includes(status) ? status : 502, error.code, { detail });
}

const lostStatus = (status: number | null, reason: string): number =>
  status === 503 ? 503 : status === 408 || status === 504 || /TIMEOUT/i.test(reason) ? 504 : 502;
