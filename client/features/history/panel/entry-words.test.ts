import { expect, it } from "vitest";
import { words } from "../words.ts";
import { entryWords } from "./entry-words.ts";

it.each([
  [{ action: "send", outcome: "answered", by: null }, "Sent to Toloka"],
  [{ action: "poll", outcome: "SUCCESS (1 poll)", by: null }, "Operation succeeded (1 poll)"],
  [{ action: "poll", outcome: "FAIL (12 polls)", by: null }, "Operation failed (12 polls)"],
  [{ action: "poll", outcome: "RUNNING (3 polls)", by: null }, "Operation still running (3 polls)"],
  [{ action: "send", outcome: "VALIDATION_ERROR: Bad", by: null }, "Sent to Toloka: VALIDATION_ERROR: Bad"],
  [{ action: "send", outcome: "response lost (ECONNRESET)", by: null }, "Sent to Toloka: no answer (ECONNRESET)"],
  [{ action: "poll", outcome: "not sent (a\nb)", by: null }, "Checked the operation: not sent (a\nb)"],
  [{ action: "cancel", outcome: "cancelled, nothing was sent", by: "ann" }, "Cancelled by ann"],
  [{ action: "settle", outcome: "task exists: t-1", by: "ann" }, "Decided by ann: task exists: t-1"],
  [{ action: "something-new", outcome: "done", by: null }, "something-new: done"],
])("%o", (entry, expected) => {
  expect(entryWords(entry, words.en.timeline)).toBe(expected);
});
