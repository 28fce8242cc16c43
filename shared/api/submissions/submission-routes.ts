import * as z from "zod/mini";
import { Attempt, CreateSubmission, Submission } from "../../submission.ts";
import { CreatedTask } from "../../task.ts";
import { TaskSpec } from "../../toloka.ts";
import { byOperationId, instant, text, wholeText } from "../address-schemas.ts";
import type { Route } from "../route.ts";
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
    summary: "Create a task, exactly once",
    audit: "refusals",
    query: howLong,
    body: CreateSubmission,
    answer: Submission,
    atOnce: 500,
    statuses: [201, 202, 200],
  },
  listSubmissions: {
    method: "GET",
    path: "/api/submissions",
    summary: "Submissions, newest first",
    query: SubmissionFilter,
    answer: z.object({ items: z.array(Submission), next_cursor: z.nullable(z.string()) }),
    atOnce: 32,
    statuses: [200],
  },
  countSubmissions: {
    method: "GET",
    path: "/api/submissions/count",
    summary: "Number of tasks created since a time",
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
    summary: "Number of submissions by status, up to a limit",
    query: CountFilter,
    answer: SubmissionCounts,
    atOnce: 16,
    statuses: [200],
  },
  exportSubmissions: {
    method: "GET",
    path: "/api/submissions/export",
    summary: "The submissions that a filter chooses as a file, newest first",
    query: ExportFilter,
    answer: z.string(),
    downloads: EXPORT_TYPES,
    atOnce: 4,
    statuses: [200],
  },
  exportChosen: {
    method: "POST",
    path: "/api/submissions/export",
    summary: "The submissions with these operation ids as a file, newest first",
    audit: "refusals",
    needs: "viewer",
    body: ExportChosen,
    answer: z.string(),
    downloads: EXPORT_TYPES,
    atOnce: 4,
    statuses: [200],
  },
  getSubmission: {
    method: "GET",
    path: "/api/submissions/{operation_id}",
    summary: "A submission",
    params: byOperationId,
    answer: Submission,
    statuses: [200],
  },
  listAttempts: {
    method: "GET",
    path: "/api/submissions/{operation_id}/attempts",
    summary: "The timeline of a submission, oldest first",
    params: byOperationId,
    answer: z.object({ items: z.array(Attempt) }),
    statuses: [200],
  },
  getTaskSpec: {
    method: "GET",
    path: "/api/submissions/{operation_id}/task-spec",
    summary: "The fields and the interface of its project when a submission was accepted; null if they were not noted",
    params: byOperationId,
    answer: z.object({ task_spec: z.nullable(TaskSpec) }),
    statuses: [200],
  },
  retrySubmission: {
    method: "POST",
    path: "/api/submissions/{operation_id}/retry",
    summary: "Retry now instead of at the next planned time",
    params: byOperationId,
    answer: Submission,
    statuses: [200],
  },
  cancelSubmission: {
    method: "POST",
    path: "/api/submissions/{operation_id}/cancel",
    summary: "Cancel a submission that was not sent",
    params: byOperationId,
    answer: Submission,
    statuses: [200],
  },
  resubmit: {
    method: "POST",
    path: "/api/submissions/{operation_id}/resubmit",
    summary: "Submit a rejected or cancelled submission again. Repeated requests create one submission",
    audit: "refusals",
    params: byOperationId,
    query: howLong,
    answer: Submission,
    atOnce: 500,
    statuses: [201, 202, 200],
  },
  settleSubmission: {
    method: "POST",
    path: "/api/submissions/{operation_id}/settle",
    summary: "Resolve an uncertain submission: name its task, or send it again",
    params: byOperationId,
    body: z.union([
      z.strictObject({ task_id: z.string().check(z.minLength(1), z.maxLength(200)) }),
      z.strictObject({ send_again: z.literal(true) }),
    ]),
    answer: Submission,
    // 202: sending again waits for the approval of a second person.
    statuses: [200, 202],
  },
  stopSubmission: {
    method: "POST",
    path: "/api/submissions/{operation_id}/stop",
    summary: "Stop assigning the task",
    params: byOperationId,
    answer: TaskState,
    asksToloka: true,
    statuses: [200],
  },
  resumeSubmission: {
    method: "POST",
    path: "/api/submissions/{operation_id}/resume",
    summary: "Resume assigning a stopped task with its former overlap",
    params: byOperationId,
    answer: TaskState,
    asksToloka: true,
    statuses: [200],
  },
  listCandidates: {
    method: "GET",
    path: "/api/submissions/{operation_id}/candidates",
    summary: "Tasks in the pool that an uncertain submission may have created",
    params: byOperationId,
    answer: z.object({ items: z.array(CreatedTask) }),
    asksToloka: true,
    atOnce: 16,
    statuses: [200],
  },
} as const satisfies Record<string, Route>;
