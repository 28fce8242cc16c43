import { describe, expect, it } from "vitest";
import { quotaInterval, retryAfter } from "./retry-after.ts";

describe("retryAfter", () => {
  const now = Date.parse("2026-11-23T16:00:00Z");
  it.each([
    ["seconds", "7", 7_000],
    ["zero", "0", 0],
    ["a date to come", "Mon, 23 Nov 2026 16:00:30 GMT", 30_000],
    ["a date gone by", "Mon, 23 Nov 2026 15:00:00 GMT", 0],
    ["nonsense", "soon", null],
    ["nothing", undefined, null],
  ])("reads %s", (_name, header, expected) => {
    expect(retryAfter(header, now)).toBe(expected);
  });
});

describe("quotaInterval", () => {
  it.each([
    [{ interval: "MIN" }, 60_000],
    [{ interval: "HOUR" }, 3_600_000],
    [{ interval: "DAY" }, 86_400_000],
    [{ interval: "WEEK" }, null],
    [{ other: 1 }, null],
    [null, null],
  ])("reads the window of %j", (payload, expected) => {
    expect(quotaInterval(payload)).toBe(expected);
  });
});
