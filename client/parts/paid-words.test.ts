import { describe, expect, it } from "vitest";
import { paidWords } from "./paid-words.ts";

describe("the cost of taken assignments", () => {
  it.each([
    [0, "Nobody has taken it so far, so nothing will be paid."],
    [1, "1 assignment is already taken and will be paid."],
    [1200, "1,200 assignments are already taken and will be paid."],
    [null, "What people have already taken will be paid."],
    [undefined, "What people have already taken will be paid."],
  ])("%s taken", (taken, words) => {
    expect(paidWords(taken)).toBe(words);
  });
});
