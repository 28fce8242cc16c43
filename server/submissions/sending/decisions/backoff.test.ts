import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backoff } from "./backoff.ts";

const nothing = { asked: null, window: null };

describe("backoff", () => {
  it("doubles from a fifth of a second to half a minute", () => {
    const delays = [0];
    for (let index = 0; index < 10; index++) delays.push(backoff(nothing, delays.at(-1)!, 0));
    expect(delays.slice(1)).toEqual([200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000, 30_000]);
  });

  it("takes Retry-After as it is", () => {
    expect(backoff({ asked: 7_000, window: 60_000 }, 400, 0.9)).toBe(7_000);
  });

  it("asks a minute's quota again after ten seconds, then later, never later than the minute", () => {
    const wait = { asked: null, window: 60_000 };
    expect(backoff(wait, 0, 0)).toBe(10_000);
    expect(backoff(wait, 10_000, 0)).toBe(20_000);
    expect(backoff(wait, 40_000, 0)).toBe(60_000);
  });

  it("asks a day's quota again after a minute, then at doubled distances", () => {
    const wait = { asked: null, window: 86_400_000 };
    expect(backoff(wait, 0, 0)).toBe(60_000);
    expect(backoff(wait, 60_000, 0)).toBe(120_000);
    expect(backoff(wait, 80_000_000, 0)).toBe(86_400_000);
  });

  it("always waits, and never longer than asked for or a quarter over its longest delay", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.double({ min: 0, max: 1, noNaN: true }), (previous, random) => {
        const delay = backoff(nothing, previous, random);
        expect(delay).toBeGreaterThanOrEqual(200);
        expect(delay).toBeLessThanOrEqual(37_500);
      }),
    );
  });
});
