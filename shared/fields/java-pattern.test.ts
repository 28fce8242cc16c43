import { describe, expect, it } from "vitest";
import { toRe2 } from "./java-pattern.ts";

describe("a pattern of Java's for RE2", () => {
  it.each([
    ["[A-Z]{2}-\\d{3}", "[A-Z]{2}-\\d{3}"],
    ["(?<year>\\d{4})|(?:x)", "(?<year>\\d{4})|(?:x)"],
    [".", "[^\\n\\r\\x{85}\\x{2028}\\x{2029}]"],
    ["(?s).", "(?s)."],
    ["\\s[\\s\\S]", "[\\t-\\r ][\\t-\\r \\x00-\\x08\\x0e-\\x1f!-\\x{10ffff}]"],
    ["[\\w-.]+", "[\\w\\-.]+"],
    ["[]a]", "[\\]a]"],
    ["\\u0451", "\\x{0451}"],
    ["\\p{IsCyrillic}\\pL\\P{Lu}", "\\p{Cyrillic}\\p{L}\\P{Lu}"],
    ["\\p{Alpha}[\\P{Digit}]", "[[:alpha:]][[:^digit:]]"],
    ["\\ё\\-", "ё\\-"],
    ["(?i)yes|no", "(?i)yes|no"],
    ["(?iu)да", "(?i)да"],
    ["^a$|^(b|(c$))", "^a$|^(b|(c$))"],
  ])("%s", (java, re2) => expect(toRe2(java)).toBe(re2));

  it.each([
    ["looks around", "(?=a)a"],
    ["looks back", "(?<!a)b"],
    ["is atomic", "(?>a)b"],
    ["cuts classes", "[a-z&&[^b]]"],
    ["joins classes", "[a-z[0-9]]"],
    ["folds letters that Java does not", "(?i)да"],
    ["folds what a class leaves out", "(?i)[^a]"],
    ["sets flags on the way", "a(?i)b"],
    ["sets flags for a group", "(?i:a)b"],
    ["has a line end after its end", "(a$)\\n"],
    ["refers back", "(a)\\1"],
    ["has a word's border, of Unicode in Java", "\\bцвет\\b"],
    ["quotes", "\\Qa.b\\E"],
    ["has Java's own classes", "\\p{javaLowerCase}"],
    ["has a brace that is no repetition", "a{,3}"],
    ["breaks off", "a\\"],
    ["names half of a character", "\\ud83d"],
  ])("is left alone when it %s: %s", (_what, java) => expect(toRe2(java)).toBeNull());
});
