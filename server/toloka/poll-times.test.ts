import { expect, it } from "vitest";
import { createPollTimes } from "./poll-times.ts";

/** The polls of one operation that takes `ms`, each 5 ms after the one before; the last is seen. */
function follow(times: ReturnType<typeof createPollTimes>, ms: number): number {
  let polls = 1;
  let at = times.first();
  for (; at < ms; at += 5) polls += 1;
  times.took(at);
  return polls;
}

it("begins after 15 ms, then asks when the fastest of the last sixteen had ended", () => {
  const times = createPollTimes();
  expect(times.first()).toBe(15);
  for (const ms of [80, 40, 60]) times.took(ms);
  expect(times.first()).toBe(40);
  for (let more = 0; more < 16; more++) times.took(70);
  expect(times.first()).toBe(70);
});

it("waits a second at the most", () => {
  const times = createPollTimes();
  times.took(5_000);
  expect(times.first()).toBe(1_000);
});

it.each([20, 30, 300])("asks for operations of %d ms hardly more than once each, and not much too late", (ms) => {
  const times = createPollTimes();
  for (let before = 0; before < 200; before++) follow(times, ms);
  let polls = 0;
  for (let more = 0; more < 160; more++) polls += follow(times, ms);
  expect(polls / 160).toBeLessThan(ms < 100 ? 1.3 : 1.9);
  expect(times.first()).toBeLessThan(ms * 1.3);
});

it("follows when operations become faster, and when they become slower", () => {
  const times = createPollTimes();
  for (const ms of [400, 25, 400]) {
    for (let more = 0; more < 400; more++) follow(times, ms);
    expect(times.first()).toBeGreaterThan(ms * 0.7);
    expect(times.first()).toBeLessThan(ms * 1.3);
  }
});
