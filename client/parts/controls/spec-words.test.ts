import { describe, expect, it } from "vitest";
import { specWords } from "./spec-words.ts";

describe("a field in a few words", () => {
  it.each([
    [{ type: "string", max_length: 200 }, "text, up to 200 characters"],
    [{ type: "integer", min_value: 1, max_value: 5, required: false }, "whole number, 1 to 5, optional"],
    [{ type: "array_url", min_size: 1 }, "urls, from 1 items"],
    [{ type: "string", pattern: "[A-Z]+" }, "text, form [A-Z]+"],
    [{ type: "matrix", size: 3 }, "type matrix is not known here: edited as JSON, not checked here: size"],
  ])("%j", (spec, words) => {
    expect(specWords(spec)).toBe(words);
  });
});
