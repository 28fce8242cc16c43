import { expect, it } from "vitest";
import type { Submission } from "../../../../shared/submission.ts";
import { canResubmit, canStop, forEach } from "./bulk.ts";

it("does all of them, a few at a time, and counts the reasons of failures", async () => {
  let [running, most] = [0, 0];
  const progress: number[] = [];
  const result = await forEach(
    Array.from({ length: 20 }, (_item, index) => index),
    async (index) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running -= 1;
      if (index % 10 === 9) throw new Error("No connection");
      if (index === 0) throw new Error("Refused");
    },
    (over) => progress.push(over),
  );
  expect(result.done).toBe(17);
  expect([...result.failures].toSorted()).toEqual([
    ["No connection", 2],
    ["Refused", 1],
  ]);
  expect(progress.at(-1)).toBe(20);
  expect(most).toBe(4);
});

it("offers only what each submission allows", () => {
  const base = { status: "created", foreign: false, created_task: { id: "t" }, stopped: null };
  const submission = (more: object): Submission => ({ ...base, ...more }) as unknown as Submission;
  expect(canStop(submission({}))).toBe(true);
  expect(canStop(submission({ stopped: { overlap: null } }))).toBe(true);
  expect(canStop(submission({ stopped: { overlap: 0 } }))).toBe(false);
  expect(canStop(submission({ created_task: null, status: "queued" }))).toBe(false);
  expect(canStop(submission({ foreign: true }))).toBe(false);
  expect(canResubmit(submission({ status: "rejected" }))).toBe(true);
  expect(canResubmit(submission({ status: "uncertain" }))).toBe(false);
  expect(canResubmit(submission({ status: "rejected", foreign: true }))).toBe(false);
});
