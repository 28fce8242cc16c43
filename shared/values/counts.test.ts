import { describe, expect, it } from "vitest";
import { counted, grouped } from "./counts.ts";
import { ExactNumber } from "./json.ts";

describe("counts with their nouns", () => {
  const tasks = { one: "task", other: "tasks" };
  const zadaniya = { one: "задание", few: "задания", many: "заданий", other: "задания" };

  it("in English: one and others", () => {
    expect([0, 1, 2, 1000].map((count) => counted(count, "en", tasks))).toEqual([
      "0 tasks",
      "1 task",
      "2 tasks",
      "1,000 tasks",
    ]);
    expect(counted(new ExactNumber("1.0"), "en", tasks)).toBe("1 task");
  });
  it.each([
    [1, "1 задание"],
    [2, "2 задания"],
    [5, "5 заданий"],
    [11, "11 заданий"],
    [21, "21 задание"],
    [22, "22 задания"],
    [111, "111 заданий"],
    [1.5, "1,5 задания"],
  ])("in Russian: %s", (count, expected) => expect(counted(count, "ru", zadaniya)).toBe(expected));
  it("separates thousands by the language's own sign", () => {
    expect(grouped(1_048_576)).toBe("1,048,576");
    expect(grouped(1_048_576, "ru")).toBe("1\u00a0048\u00a0576");
  });
});
