import { describe, expect, it } from "vitest";
import { patternOf } from "../config/patterns.ts";
import { sampleOf } from "./pattern-sample.ts";

describe("a sample", () => {
  it.each([
    "shop\\.example/?",
    "^[a-zA-Z\\*\\s]+$",
    "^https?://(.{1,63}\\.)+.{2,}(/.*)*$",
    "^\\d{4}-\\d{2}$",
    "^(yes|no)$",
    "[^a-z]",
    "^\\+?[0-9()\\s-]{4,}$",
    "(?:ab)+",
    "(?<year>\\d{4})",
    "[а-яё]{3}",
  ])("of %s matches it", (pattern) => {
    const sample = sampleOf(pattern);
    expect(patternOf(pattern)?.finds(sample ?? "")).toBe(true);
  });
  it.each(["(?!a)b", "(", `a{${"9".repeat(600)}}`, "^a$b"])("of %s is none", (pattern) => {
    expect(sampleOf(pattern)).toBeNull();
  });
});
