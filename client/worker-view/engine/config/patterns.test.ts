import { describe, expect, it } from "vitest";
import { patternOf } from "./patterns.ts";

describe("finding", () => {
  it.each<[string, string, boolean]>([
    ["b", "abc", true],
    ["^b", "abc", false],
    ["^[a-zA-Z\\*\\s]+$", "ab *", true],
    ["^https?://(.{1,63}\\.)+.{2,}(/.*)*$", "https://a.example/b", true],
    ["\\u0430", "а", true],
    ["\\d{2,}", "a12", true],
    ["[^]", "\n", true],
    ["(?<year>\\d{4})", "2026", true],
    ["\\bword\\b", "a word here", true],
  ])("%s in %j: %s", (source, text, expected) => expect(patternOf(source)?.finds(text)).toBe(expected));
  it("ignores letters' case when told", () => {
    expect(patternOf("ANN", true)?.finds("ann")).toBe(true);
    expect(patternOf("ANN")?.finds("ann")).toBe(false);
  });
  it.each(["(?=a)b", "(?<!a)b", "(a)\\1", "(", "a{2000}"])("is not possible with %s", (source) => {
    expect(patternOf(source)).toBeNull();
  });
});

// what JavaScript makes of the same
const samples: [string, RegExp, string][] = [
  ["axbxc", /x/, "-"],
  ["axbxc", /x*/, "-"],
  ["aaa", /a/, "$&$&"],
  ["Ann Lee", /(\w+) (\w+)/, "$2, $1"],
  ["ab", /(a)(c)?/, "[$2]"],
  ["ab", /(a)/, "$12$3$$0"],
  ["a.b", /\./, "$"],
  ["привет мир", /[а-я]+/, "<$&>"],
  ["😀x😀", /x/, "y"],
  ["abc", /z/, "y"],
  ["a\nb", /^b/, "y"],
];
describe.each([true, false])("replacing, all: %s", (all) => {
  it.each(samples)("in %j %s by %j", (text, expression, by) => {
    const javascript = text.replace(all ? new RegExp(expression.source, "g") : expression, by);
    expect(patternOf(expression.source)?.replaced(text, by, all, 1000, () => {})).toBe(javascript);
  });
  it("stops at the longest text", () => {
    expect(patternOf("a")?.replaced("aaaa", "x".repeat(400), all, 300, () => {})).toBeNull();
    expect(patternOf("z")?.replaced("aaaa", "", all, 3, () => {})).toBeNull();
  });
});

it("takes no longer for patterns that backtrack elsewhere", () => {
  for (const source of ["(a+)+$", "(a|aa)+$", "^(a*)*b", "(.*)*x"]) {
    const pattern = patternOf(source);
    expect(pattern?.finds(`${"a".repeat(50_000)}!`)).toBe(false);
    expect(pattern?.finds("a".repeat(10_000_000))).toBeNull();
  }
});
