import { beforeAll, describe, expect, it } from "vitest";
import { loadPatterns } from "../../../shared/fields/pattern.ts";
import { specWords } from "./spec-words.ts";

beforeAll(loadPatterns);

describe("a field in a few words", () => {
  it.each([
    [{ type: "string", max_length: 200 }, "Text, up to 200 characters"],
    [{ type: "integer", min_value: 1, max_value: 5, required: false }, "Whole number, 1 to 5, optional"],
    [{ type: "array_url", min_size: 1 }, "URLs, at least 1 item"],
    [{ type: "string", pattern: "[A-Z]+" }, "Text, pattern [A-Z]+"],
    [{ type: "string", pattern: "(?=a)a" }, "Text, pattern (?=a)a (checked by Toloka)"],
    [
      { type: "string", pattern: "([a-z]{0,30}\\d){0,30}" },
      "Text, pattern ([a-z]{0,30}\\d){0,30} (checked here up to 5,202 characters, beyond by Toloka)",
    ],
    [
      { type: "string", max_length: 99, pattern: "([a-z]{0,30}\\d){0,30}" },
      "Text, up to 99 characters, pattern ([a-z]{0,30}\\d){0,30}",
    ],
    [{ type: "matrix", size: 3 }, "Unknown type matrix, edited as JSON, not checked here: size"],
  ])("%j", (spec, words) => {
    expect(specWords(spec, "en")).toBe(words);
  });
  it("speaks Russian", () =>
    expect(specWords({ type: "array_integer", min_size: 2, required: false }, "ru")).toBe(
      "Целые числа, элементов: от 2, необязательно",
    ));
});
