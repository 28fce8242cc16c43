import { beforeAll, describe, expect, it, vi } from "vitest";
import { checkField } from "./input-spec.ts";
import { loadPatterns, matchesPattern, patternReach } from "./pattern.ts";

it("leaves everything to Toloka until it is loaded", async () => {
  vi.resetModules();
  const fresh = await import("./pattern.ts");
  expect(fresh.patternReach("a")).toBe(0);
  expect(fresh.matchesPattern("a", "b")).toBeNull();
});

describe("once it is loaded", () => {
  beforeAll(loadPatterns);

  it.each([
    ["(a+)+$", `${"a".repeat(40)}b`],
    ["([a-zA-Z]+)*", `${"a".repeat(100_000)}1`],
    ["(a|a)*b", "a".repeat(100_000)],
    ["(.*a){20}", "b".repeat(50_000)],
    ["(\\w+\\s?)*;", "word ".repeat(20_000)],
    ["\\s*\\S*\\s*\\S*;", " ".repeat(100_000)],
  ])("a pattern that backtracking takes centuries for ends: %s", (pattern, text) => {
    expect(matchesPattern(pattern, text)).toBe(false);
    expect(checkField({ type: "string", pattern }, text, "v")).toEqual({
      v: { code: "PATTERN_MISMATCH", params: [pattern] },
    });
  });

  it.each([
    ["[A-Z]{2}|x", "AB", true],
    ["[A-Z]{2}|x", "ABC", false],
    ["a|ab", "ab", true],
    ["^a$|^b$", "b", true],
    ["\\d+", "٣", false],
    ["\\s", "\v", true],
    ["\\s", "\u00a0", false],
    [".", "\r", false],
    [".", "😀", true],
    ["[а-яё]+", "ёж", true],
    ["\\p{IsCyrillic}+", "Ёж", true],
    ["(?iu)да", "ДА", true],
  ])("%s, %j: %j, as Java says", (pattern, text, matches) => expect(matchesPattern(pattern, text)).toBe(matches));

  it.each(["a++b", "a{2}+", "(?=a)a", "a{1,1001}", "(?<n>a)\\k<n>", "[z-a]", "("])(
    "what it cannot run is Toloka's: %s",
    (pattern) => {
      expect(patternReach(pattern)).toBe(0);
      expect(matchesPattern(pattern, "b")).toBeNull();
      expect(matchesPattern(pattern, "")).toBeNull();
      expect(checkField({ type: "string", pattern }, "b", "v")).toEqual({});
    },
  );

  it("runs a pattern on texts that take a bounded time, shorter ones for larger patterns", () => {
    expect(patternReach("[a-z ]+")).toBeGreaterThan(1_048_576);
    const large = "([a-z]{0,30}\\d){0,30}";
    const reach = patternReach(large);
    expect(reach).toBeGreaterThan(1_000);
    expect(reach).toBeLessThan(1_048_576);
    expect(matchesPattern(large, "a".repeat(reach))).toBe(false);
    expect(matchesPattern(large, "a".repeat(reach + 1))).toBeNull();
  });
});
