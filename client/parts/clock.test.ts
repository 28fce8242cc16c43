import { describe, expect, it } from "vitest";
import { clockMinute, clockTime, dateAndTime, timeOrDate } from "./clock.ts";

const DAY_MS = 86_400_000;

describe("a moment on the page", () => {
  it("is the same from ISO 8601 text and from milliseconds", () => {
    const at = "2026-11-23T16:05:06.000Z";
    expect(dateAndTime(at)).toBe(dateAndTime(Date.parse(at)));
    expect(dateAndTime(at)).toBe(`${new Date(at).toLocaleDateString()} ${clockTime(at)}`);
    expect(clockTime(at)).toMatch(/05.06/);
    expect(clockMinute(at)).not.toMatch(/06/);
  });

  it("has its date unless it is today", () => {
    const now = Date.now();
    expect(timeOrDate(now)).toBe(clockTime(now));
    expect(timeOrDate(now - 2 * DAY_MS)).toBe(dateAndTime(now - 2 * DAY_MS));
  });
});
