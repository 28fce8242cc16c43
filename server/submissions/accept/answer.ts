import { problem } from "../../../shared/api/problem.ts";
import type { Submission } from "../../../shared/submission.ts";
import type { Result } from "../../result.ts";

/** 201: created, 202: accepted and durable, 200: already known. */
export type Submitted = { status: 200 | 201 | 202; submission: Submission };

/** The submission; or, if Toloka refused it within the wait, a 422 that carries the submission. */
export function answerOf(submission: Submission, again: boolean): Result<Submitted> {
  if (again) return { ok: true, value: { status: 200, submission } };
  if (submission.status === "rejected" && submission.error) {
    const { code, message, fields } = submission.error;
    return { ok: false, problem: problem(422, code, { detail: message, fields, submission }) };
  }
  return { ok: true, value: { status: submission.status === "created" ? 201 : 202, submission } };
}
