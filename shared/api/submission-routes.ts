import * as z from "zod/mini";
import { Attempt, CreateSubmission, Submission } from "../submission.ts";
import { CreatedTask } from "../task.ts";
import { byOperationId, instant, text, wholeText } from "./address-schemas.ts";
import type { Route } from "./route.ts";
import { ExportChosen, ExportFilter } from "./submission-export.ts";
import { CountFilter, SubmissionCounts, SubmissionFilter } from "./submission-filter.ts";

/** A created task as it is now. `taken`: assignments that have been taken, and will be paid. */
export const TaskState = z.object({ task: CreatedTask, taken: z.nullable(z.number()) });
export type TaskState = z.infer<typeof TaskState>;

/** Seconds: `wait` for the outcome, `delay` until it is sent. */
const howLong = z.strictObject({ wait: wholeText(0, 60, 0), delay: wholeText(0, 10, 0) });

const EXPORT_TYPES = ["text/csv", "application/json"];

/** The requests about submissions. */
export const submissionRoutes = {
  createSubmission: {
    method: "POST",
    path: "/api/submissions",
    summary: "Create one task, once",
    query: howLong,
    body: CreateSubmission,
    answer: Submission,
    statuses: [201, 202, 200],
  },
  listSubmissions: {
    method: "GET",
    path: "/api/submissions",
    summary: "Submissions, newest first",
    query: SubmissionFilter,
    answer: z.object({ items: z.array(Submission), next_cursor: z.nullable(z.string()) }),
    statuses: [200],
  },
  countSubmissions: {
    method: "GET",
    path: "/api/submissions/count",
    summary: "How many tasks were created since a moment",
    query: z.strictObject({
      since: instant,
      pool_id: text,
    }),
    answer: z.object({ created: z.number() }),
    statuses: [200],
  },
  countByStatus: {
    method: "GET",
    path: "/api/submissions/counts",
    summary: "How many submissions there are of each status, counted up to a bound",
    query: CountFilter,
    answer: SubmissionCounts,
    statuses: [200],
  },
  exportSubmissions: {
    method: "GET",
    path: "/api/submissions/export",
    summary: "The submissions that a filter chooses as a file, newest first",
    query: ExportFilter,
    answer: z.string(),
    downloads: EXPORT_TYPES,
    statuses: [200],
  },
  exportChosen: {
    method: "POST",
    path: "/api/submissions/export",
    summary: "The submissions with these operation ids as a file, newest first",
    body: ExportChosen,
    answer: z.string(),
    downloads: EXPORT_TYPES,
    statuses: [200],
  },
  getSubmission: {
    method: "GET",
    path: "/api/submissions/{operation_id}",
    summary: "One submission",
    params: byOperationId,
    answer: Submission,
    statuses: [200],
  },
  listAttempts: {
    method: "GET",
    path: "/api/submissions/{operation_id}/attempts",
    summary: "The timeline of one submission, oldest first",
    params: byOperationId,
    answer: z.object({ items: z.array(Attempt) }),
    statuses: [200],
  },
  retrySubmission: {
    method: "POST",
    path: "/api/submissions/{operation_id}/retry",
    summary: "Go on now instead of at the next planned time",
    params: byOperationId,
    answer: Submission,
    statuses: [200],
  },
  cancelSubmission: {
    method: "POST",
    path: "/api/submissions/{operation_id}/cancel",
    summary: "Give up a submission of which nothing was sent",
    params: byOperationId,
    answer: Submission,
    statuses: [200],
  },
  resubmit: {
    method: "POST",
    path: "/api/submissions/{operation_id}/resubmit",
    summary: "Submit the content of a rejected or cancelled submission anew, once however often this is requested",
    params: byOperationId,
    query: howLong,
    answer: Submission,
    statuses: [201, 202, 200],
  },
  settleSubmission: {
    method: "POST",
    path: "/api/submissions/{operation_id}/settle",
    summary: "Decide an uncertain submission: it exists as this task, or send it again",
    params: byOperationId,
    body: z.union([
      z.strictObject({ task_id: z.string().check(z.minLength(1), z.maxLength(200)) }),
      z.strictObject({ send_again: z.literal(true) }),
    ]),
    answer: Submission,
    statuses: [200],
  },
  stopSubmission: {
    method: "POST",
    path: "/api/submissions/{operation_id}/stop",
    summary: "Stop assigning the created task",
    params: byOperationId,
    answer: TaskState,
    asksToloka: true,
    statuses: [200],
  },
  resumeSubmission: {
    method: "POST",
    path: "/api/submissions/{operation_id}/resume",
    summary: "Resume assigning a task that was stopped, with the overlap it had",
    params: byOperationId,
    answer: TaskState,
    asksToloka: true,
    statuses: [200],
  },
  listCandidates: {
    method: "GET",
    path: "/api/submissions/{operation_id}/candidates",
    summary: "Tasks of the pool that an uncertain submission may have become",
    params: byOperationId,
    answer: z.object({ items: z.array(CreatedTask) }),
    asksToloka: true,
    statuses: [200],
  },
} as const satisfies Record<string, Route>;
