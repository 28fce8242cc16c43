import type { Status } from "../../shared/submission.ts";
import { counted, grouped } from "../../shared/values/counts.ts";

const assignments = (count: number): string => counted(count, "en", { one: "assignment is", other: "assignments are" });

const statuses: Record<Status | "stopped", string> = {
  queued: "Queued",
  sending: "Sending",
  waiting: "Waiting",
  created: "Created",
  rejected: "Rejected",
  uncertain: "Uncertain",
  cancelled: "Cancelled",
  stopped: "Stopped",
};

export const en = {
  statuses,
  sendingIn: (wait: string) => `Sending in ${wait}`,
  retryingIn: (wait: string) => `Retrying in ${wait}`,
  justNow: "Just now",
  copied: "Copied",
  copyFailed: "Couldn't copy: the browser doesn't allow it. Select the text and copy it.",

  details: "Details",
  code: "Code",
  logId: "In the server's log",
  requestId: "Toloka's request",
  copyNamed: (name: string) => `Copy: ${name}`,
  copyDetails: "Copy details",

  overlapUnknown: "Unknown",
  overlapInfinite: "Infinite",
  overlapStopped: (now: string, before: string) => `${now} (${before} before the stop)`,

  paidUnknown: "Assignments taken so far will be paid.",
  paid: (taken: number) =>
    taken === 0
      ? "No assignments are taken, so nothing will be paid."
      : `${assignments(taken)} already taken and will be paid.`,

  stop: "Stop assigning",
  resume: "Resume assigning",
  keepAssigning: "Keep assigning",
  keepStopped: "Keep stopped",
  close: "Close",
  stoppedNow: (taken: number) =>
    `Stopped: no new assignments. ${taken === 0 ? "None was taken." : `${grouped(taken)} taken, to be paid.`}`,
  readingTaken: "Checking how many assignments are taken…",
  allTaken: (paid: string) => `All assignments are taken, so there is nothing to stop. ${paid}`,
  askStop: (paid: string) =>
    `${paid} Toloka cannot delete a task, but it will not assign it to anybody else. Stop assigning?`,
  askResume: (limit: string) => `Toloka will assign the task again, ${limit}. New assignments are paid. Resume?`,
  withoutLimit: "without a limit",
  untilTaken: (overlap: number) => `until ${assignments(overlap)} taken`,
};
