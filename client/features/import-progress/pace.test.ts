import { describe, expect, it } from "vitest";
import { paceOf, withSample } from "./pace.ts";

describe("the pace of an import", () => {
  it("is that of the last twenty seconds", () => {
    let samples = withSample([], { at: 0, finished: 0 });
    expect(paceOf(samples, 100)).toBeNull();
    samples = withSample(samples, { at: 2000, finished: 3000 });
    expect(paceOf(samples, 3000)).toEqual({ perSecond: 1500, left: 2 });
    samples = withSample(withSample(samples, { at: 30_000, finished: 3000 }), { at: 40_000, finished: 4000 });
    expect(paceOf(samples, 100)).toEqual({ perSecond: 100, left: 1 });
  });

  it("starts anew when rejected rows are sent again", () => {
    const samples = withSample([{ at: 0, finished: 10 }], { at: 5000, finished: 4 });
    expect(samples).toEqual([{ at: 5000, finished: 4 }]);
    expect(paceOf(withSample(samples, { at: 9000, finished: 4 }), 6)).toBeNull();
  });
});
