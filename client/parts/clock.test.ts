import { afterEach, describe, expect, it } from "vitest";
import { chooseLanguage } from "../language.ts";
import { agoText, clockMinute, clockTime, dateAndTime, waitText } from "./clock.ts";

const now = Date.parse("2026-11-23T16:05:06.000Z");
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const ago = (age: number): string => agoText(new Date(now - age).toISOString(), now);

afterEach(() => chooseLanguage("en"));

describe("a moment on the page", () => {
  it("is the same from ISO 8601 text and from milliseconds", () => {
    const at = "2026-11-23T16:05:06.000Z";
    expect(dateAndTime(at)).toBe(dateAndTime(now));
    expect(dateAndTime(at)).toMatch(/^Nov 2[34], 2026, \d\d:\d5:06$/);
    expect(dateAndTime(at)).toContain(clockTime(at));
    expect(clockTime(at)).toContain(clockMinute(at));
  });

  it("has no day period: 24 hours in every language", async () => {
    const midnight = new Date(2026, 10, 23, 0, 5, 6).getTime();
    expect(clockTime(midnight)).toBe("00:05:06");
    expect(clockMinute(midnight + 13 * HOUR_MS)).toBe("13:05");
    await chooseLanguage("ru");
    expect(clockTime(midnight)).toBe("00:05:06");
    expect(dateAndTime(midnight)).toBe("23 нояб. 2026 г., 00:05:06");
  });

  it("is an age, and a date from a week on", async () => {
    expect([0, 59_000, -5000].map(ago)).toEqual(Array(3).fill("Just now"));
    expect([MINUTE_MS, 119_000, 3 * HOUR_MS, 30 * HOUR_MS].map(ago)).toEqual([
      "1 min ago",
      "1 min ago",
      "3 hr ago",
      "1 day ago",
    ]);
    expect(ago(8 * 24 * HOUR_MS)).toMatch(/^Nov 1[456], 2026$/);
    await chooseLanguage("ru");
    expect([0, 2 * MINUTE_MS, 3 * HOUR_MS].map(ago)).toEqual(["Только что", "2 мин назад", "3 ч назад"]);
  });
});

it("a duration has its unit in the page's language", async () => {
  expect([8, 180, 7200].map(waitText)).toEqual(["8 sec", "3 min", "2 hr"]);
  await chooseLanguage("ru");
  expect([8, 180, 7200].map((seconds) => waitText(seconds).replaceAll("\u00a0", " "))).toEqual(["8 с", "3 мин", "2 ч"]);
});
