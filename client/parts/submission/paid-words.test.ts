import { afterEach, describe, expect, it } from "vitest";
import { chooseLanguage } from "../../language.ts";
import { paidWords } from "./paid-words.ts";

describe("the cost of taken assignments", () => {
  it.each([
    [0, "No assignments are taken, so nothing will be paid."],
    [1, "1 assignment is already taken and will be paid."],
    [1200, "1,200 assignments are already taken and will be paid."],
    [null, "Assignments taken so far will be paid."],
    [undefined, "Assignments taken so far will be paid."],
  ])("%s taken", (taken, words) => {
    expect(paidWords(taken)).toBe(words);
  });

  it("is said in Russian with the right form of each number", async () => {
    await chooseLanguage("ru");
    expect([1, 2, 5, 21].map(paidWords)).toEqual([
      "Взято 1 назначение, оно будет оплачено.",
      "Взято 2 назначения, они будут оплачены.",
      "Взято 5 назначений, они будут оплачены.",
      "Взято 21 назначение, они будут оплачены.",
    ]);
  });
});

afterEach(() => chooseLanguage("en"));
