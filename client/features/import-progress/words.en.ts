import { counted, grouped } from "../../../shared/values/counts.ts";

const rows = (count: number) => counted(count, "en", { one: "row", other: "rows" });

export const en = {
  title: "Import",
  of: (rowsInAll: number, poolId: string) => `${rows(rowsInAll)} for pool ${poolId}`,
  by: (person: string) => `Started by ${person}`,
  progress: "Progress",
  counts: {
    created: "Created",
    pending: "Pending",
    rejected: "Rejected",
    uncertain: "Uncertain",
    cancelled: "Cancelled",
  },
  rate: (perSecond: number) => `${grouped(perSecond)} a second`,
  left: (seconds: number) => (seconds < 90 ? `${Math.ceil(seconds)} s left` : `${Math.ceil(seconds / 60)} min left`),
  pause: "Pause",
  resume: "Resume",
  cancel: "Cancel the rest",
  cancelQuestion: (count: number) => `Cancel ${rows(count)}? Rows that were not sent yet will not be sent.`,
  cancelYes: "Cancel the rest",
  no: "Keep going",
  retry: (count: number) => `Send ${rows(count)} again`,
  results: "Results",
  forToloka: "Original with results, exact",
  forSpreadsheets: "Original with results, for spreadsheets",
  formats: { tsv: "Results (TSV)", ndjson: "Results (JSON lines)" },
  resultsAbout:
    "The original rows are here until this page is closed. For spreadsheets: text that looks like a formula is made harmless.",
  notLoaded: "The results couldn't be loaded. Try again.",
  parts: "Requests",
  again: "New import into this pool",
};
