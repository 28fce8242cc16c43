import { expect, it } from "vitest";
import { rangeAt } from "./use-columns.ts";

it("of many columns those in sight are drawn, with some on both sides", () => {
  expect(rangeAt(0, 1_000, 200, 2_000)).toEqual({ from: 0, to: 29 });
  expect(rangeAt(10 * 200, 1_000, 200, 2_000)).toEqual({ from: 0, to: 29 });
  expect(rangeAt(100 * 200, 1_000, 200, 2_000)).toEqual({ from: 88, to: 117 });
  expect(rangeAt(1_995 * 200, 1_000, 200, 2_000)).toEqual({ from: 1_984, to: 2_000 });
  for (let left = 0; left < 399_000; left += 777) {
    const { from, to } = rangeAt(left, 1_000, 200, 2_000);
    expect([from <= left / 200, to >= Math.min(2_000, (left + 1_000) / 200)]).toEqual([true, true]);
  }
});
