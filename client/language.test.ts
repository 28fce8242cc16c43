import { describe, expect, it } from "vitest";
import { languageFor } from "./language.ts";

describe("the language of the page", () => {
  it.each([
    [["ru"], "ru"],
    [["ru-RU", "en"], "ru"],
    [["de-AT", "RU", "en"], "ru"],
    [["en-GB", "ru"], "en"],
    [["de", "fr"], "en"],
    [[], "en"],
  ] as const)("%j: %s", (wanted, language) => {
    expect(languageFor(wanted)).toBe(language);
  });
});
