import { beforeAll, describe, expect, it } from "vitest";
import { LANGUAGES, loadLanguage } from "../language.ts";
import { mediaSentence, mediaText } from "./media-text.ts";
import { en } from "./words.en.ts";

beforeAll(() => loadLanguage("ru"));

describe("the sentences about media", () => {
  it.each(Object.entries(en))("%s names its parameters in both languages", (key, words) => {
    const params = ["(first)", "(second)"].slice(0, words.length);
    const [english, russian] = LANGUAGES.map((language) => mediaSentence([{ key, params }], language));
    expect(english).toMatch(/^[^а-яё]+[.:]$/i);
    expect(russian).toMatch(/[а-яё].*[.:]$/i);
    for (const param of params) for (const text of [english, russian]) expect(text).toContain(param);
  });
  it("follow one another, and unknown ones are left out", () => {
    const texts = [
      mediaText("afterRedirect"),
      { key: "constructor", params: [] },
      mediaText("hostNotFound", "a.example"),
    ];
    expect(mediaSentence(texts)).toBe("After a redirect: Host not found: a.example.");
    expect(mediaSentence(texts, "ru")).toBe("После перенаправления: Хост не найден: a.example.");
  });
});
