import { beforeAll, describe, expect, it } from "vitest";
import { loadPatterns } from "../../../shared/fields/pattern.ts";
import { specWords } from "./spec-words.ts";

beforeAll(loadPatterns);

describe("a field in a few words", () => {
  it.each([
    [{ type: "string", max_length: 200 }, "text, up to 200 characters"],
    [{ type: "integer", min_value: 1, max_value: 5, required: false }, "whole number, 1 to 5, optional"],
    [{ type: "array_url", min_size: 1 }, "urls, from 1 items"],
    [{ type: "string", pattern: "[A-Z]+" }, "text, form [A-Z]+"],
    [{ type: "string", pattern: "(?=a)a" }, "text, form (?=a)a (Toloka will check this)"],
    [
      { type: "string", pattern: "([a-z]{0,30}\\d){0,30}" },
      "text, form ([a-z]{0,30}\\d){0,30} (checked up to 5,202 characters, beyond by Toloka)",
    ],
    [
      { type: "string", max_length: 99, pattern: "([a-z]{0,30}\\d){0,30}" },
      "text, up to 99 characters, form ([a-z]{0,30}\\d){0,30}",
    ],
    [{ type: "matrix", size: 3 }, "type matrix is not known here: edited as JSON, not checked here: size"],
  ])("%j", (spec, words) => {
    expect(specWords(spec)).toBe(words);
  });
});
