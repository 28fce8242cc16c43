import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { atMostEvery, changeIn } from "./live.ts";

describe("changes on the stream", () => {
  it("are read when they are changes, and left alone otherwise", () => {
    const change = { operation_id: "a", status: "created", pool_id: "1" };
    expect(changeIn(JSON.stringify(change))).toEqual(change);
    expect(changeIn("{")).toBeNull();
    expect(changeIn('{"operation_id":"a","status":"vanished","pool_id":"1"}')).toBeNull();
  });
});

describe("at most every second", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("acts at once, and once more for all that came in the same second", () => {
    const action = vi.fn();
    const { act } = atMostEvery(1000, action);
    for (let count = 0; count < 50; count++) act();
    expect(action).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1000);
    expect(action).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(5000);
    expect(action).toHaveBeenCalledTimes(2);
    act();
    expect(action).toHaveBeenCalledTimes(3);
  });

  it("does nothing once it is stopped", () => {
    const action = vi.fn();
    const { act, stop } = atMostEvery(1000, action);
    act();
    act();
    stop();
    vi.advanceTimersByTime(5000);
    expect(action).toHaveBeenCalledTimes(1);
  });
});
