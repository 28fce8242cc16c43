import type { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keys } from "../queries.ts";
import { changeIn, listen } from "./live.ts";

let stream: EventTarget;
class Stream extends EventTarget {
  constructor() {
    super();
    stream = this;
  }
  close() {}
}

describe("changes on the stream", () => {
  it("are read when they are changes, and left alone otherwise", () => {
    const change = { operation_id: "a", status: "created", pool_id: "1" };
    expect(changeIn(JSON.stringify(change))).toEqual(change);
    expect(changeIn("{")).toBeNull();
    expect(changeIn('{"operation_id":"a","status":"vanished","pool_id":"1"}')).toBeNull();
  });
});

describe("lists and counts", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("EventSource", Stream);
    vi.stubGlobal("window", new EventTarget());
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  /** A stream that is opened by hand, and how often the lists were reloaded since. */
  function listening() {
    const invalidateQueries = vi.fn<QueryClient["invalidateQueries"]>(async () => {});
    const stop = listen({ invalidateQueries });
    const change = () =>
      stream.dispatchEvent(
        new MessageEvent("change", { data: JSON.stringify({ operation_id: "a", status: "created", pool_id: "1" }) }),
      );
    const reloads = () => invalidateQueries.mock.calls.filter(([query]) => query?.queryKey === keys.submissions).length;
    return { change, reloads, stop };
  }

  it("are reloaded at the first change, and once more for all that come shortly after", () => {
    const { change, reloads, stop } = listening();
    for (let count = 0; count < 50; count++) change();
    expect(reloads()).toBe(1);
    vi.advanceTimersByTime(500);
    expect(reloads()).toBe(2);
    vi.advanceTimersByTime(5000);
    expect(reloads()).toBe(2);
    change();
    expect(reloads()).toBe(3);
    stop();
  });

  it("are reloaded twice a second while changes keep coming", () => {
    const { change, reloads, stop } = listening();
    for (let time = 0; time < 10_000; time += 10) {
      change();
      vi.advanceTimersByTime(10);
    }
    expect(reloads()).toBeGreaterThanOrEqual(19);
    expect(reloads()).toBeLessThanOrEqual(21);
    stop();
  });

  it("are not reloaded any more once the page has stopped listening", () => {
    const { change, reloads, stop } = listening();
    change();
    change();
    stop();
    vi.advanceTimersByTime(5000);
    expect(reloads()).toBe(1);
  });
});
