import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createTolokaClock } from "./clock.ts";

const START = Date.parse("2026-11-24T12:00:00.000Z");
const DAY_MS = 86_400_000;
beforeEach(() => void vi.useFakeTimers({ now: START }));
afterEach(() => void vi.useRealTimers());

/** The header that a server whose clock is `offset` ahead of ours writes now. */
const dateHeader = (offset: number): string => new Date(Date.now() + offset).toUTCString();

describe("Toloka's clock", () => {
  it("is unknown until an answer carries a date", () => {
    const clock = createTolokaClock();
    clock.observe(undefined, START, START);
    clock.observe("yesterday", START, START);
    expect(clock.known()).toBe(false);
    expect(clock.latest()).toBeGreaterThan(clock.earliest());
  });

  it.each([0, 437, -DAY_MS, DAY_MS + 999])("always holds the true time between its bounds, %i ms ahead", (offset) => {
    const clock = createTolokaClock();
    for (let exchange = 0; exchange < 200; exchange++) {
      vi.advanceTimersByTime(373);
      clock.observe(dateHeader(offset), Date.now() - 20, Date.now() + 5);
      expect(clock.earliest()).toBeLessThanOrEqual(Date.now() + offset);
      expect(clock.latest()).toBeGreaterThanOrEqual(Date.now() + offset);
    }
    expect(clock.latest() - clock.earliest()).toBeLessThan(60);
  });

  it("follows a clock that is set", () => {
    const clock = createTolokaClock();
    clock.observe(dateHeader(0), START, START);
    clock.observe(dateHeader(DAY_MS), START, START);
    expect(clock.earliest()).toBeGreaterThan(START + DAY_MS - 1_001);
    expect(clock.latest()).toBeGreaterThanOrEqual(START + DAY_MS);
  });
});
