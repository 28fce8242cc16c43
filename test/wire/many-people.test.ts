import { expect, it } from "vitest";
import { runManyPeople } from "../many-people/run-many-people.ts";

// `npm run many-people` does the same with twenty, and compares the time with the promise.
it("six people at once, on two servers behind a proxy with TLS: each has their name on their tasks, and a disabled one has nothing open any more", async () => {
  const { faults, tasks } = await runManyPeople(6, 2);
  expect(faults).toEqual([]);
  expect(tasks).toBe(12);
});
