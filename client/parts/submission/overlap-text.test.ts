import { describe, expect, it } from "vitest";
import type { Stop } from "../../../shared/submission.ts";
import { overlapText } from "./overlap-text.ts";

const task = (more: object) => ({ id: "1", pool_id: "1", ...more });
const stop = (overlap: number | null, before: Stop["before"]): Stop => ({ at: "", by: "operator", overlap, before });
const three = { overlap: 3, infinite_overlap: false };

describe("the overlap of a task", () => {
  it.each([
    [three, null, "3"],
    [{ infinite_overlap: true }, null, "Infinite"],
    [{}, null, "Unknown"],
    [three, stop(null, three), "3"],
    [three, stop(0, three), "0 (3 before the stop)"],
    [three, stop(1, { overlap: null, infinite_overlap: true }), "1 (Infinite before the stop)"],
  ])("%o, stopped %o: %s", (more, stopped, text) => {
    expect(overlapText({ created_task: task(more), stopped })).toBe(text);
  });
});
