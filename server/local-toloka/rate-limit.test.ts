import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { limitRate } from "./rate-limit.ts";

describe("the rate limit", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_800_000_000_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("lets so many requests through in each second of the clock", () => {
    const tooMany = limitRate({ requestsPerSecond: 3 });
    const verdicts = () => Array.from({ length: 5 }, () => tooMany()?.code ?? null);
    const expected = [null, null, null, "TOO_MANY_REQUESTS", "TOO_MANY_REQUESTS"];
    expect(verdicts()).toEqual(expected);
    vi.advanceTimersByTime(999);
    expect(verdicts()).toEqual(Array(5).fill("TOO_MANY_REQUESTS"));
    vi.advanceTimersByTime(1);
    expect(verdicts()).toEqual(expected);
  });

  it("says neither interval nor when to come back, unless told to", () => {
    expect(limitRate({ requestsPerSecond: 0 })()).toMatchObject({ status: 429, payload: null });
    expect(limitRate({ requestsPerSecond: 0 })()?.headers).toBeUndefined();
    expect(limitRate({ requestsPerSecond: 0, interval: "HOUR", retryAfterSeconds: 9 })()).toMatchObject({
      payload: { interval: "HOUR" },
      headers: { "retry-after": "9" },
    });
  });

  it("is none without a setting", () => {
    expect(limitRate(undefined)()).toBeNull();
  });
});
