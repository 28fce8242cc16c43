import { describe, expect, it } from "vitest";
import { isDue } from "./schedule.ts";

const HOUR = 3_600_000;
const NOW = 100 * HOUR;

describe("a comparison by schedule", () => {
  it.each([
    ["is due if there was none", 24, { sinceStart: HOUR, lastStart: null }, true],
    ["is due after its hours", 24, { sinceStart: HOUR, lastStart: NOW - 24 * HOUR }, true],
    ["is not due before", 24, { sinceStart: HOUR, lastStart: NOW - 24 * HOUR + 1 }, false],
    ["is not due soon after a start", 24, { sinceStart: 599_999, lastStart: null }, false],
    ["is never due without a schedule", 0, { sinceStart: HOUR, lastStart: null }, false],
  ])("%s", (_case, everyHours, times, due) => {
    expect(isDue(everyHours, { ...times, now: NOW })).toBe(due);
  });
});
