import { createHash } from "node:crypto";
import { v4 as uuid } from "uuid";
import type { CreateSubmission } from "../../../shared/submission.ts";
import type { SubmissionRow } from "../journal/row.ts";

/**
 * The request to submit the content of a finished submission anew. Its operation id follows from the old one, so that
 * any number of repetitions, by whomever, is one submission.
 */
export function resubmissionOf({ operation_id, tasks, parameters, replaces }: SubmissionRow): CreateSubmission {
  const random = createHash("sha256").update(`resubmit ${operation_id}`).digest().subarray(0, 16);
  return {
    task: tasks[0]!,
    parameters: { ...parameters, operation_id: uuid({ random }) },
    ...(replaces === null ? {} : { replaces }),
  };
}
