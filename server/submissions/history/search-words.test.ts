import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Task } from "../../../shared/task.ts";
import { parseJson } from "../../../shared/values/json.ts";
import { errorText, searchTerms, searchText } from "./search-words.ts";

const task = (input_values: string): Task =>
  ({ pool_id: "1080020", input_values: parseJson(input_values) as object }) as Task;

/** Signs as they were typed. */
const shown = (text: string): string =>
  text.replaceAll(/[\u{e000}-\u{e07f}]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xe000));

describe("searchText", () => {
  it("holds the words of ids and of all values but the pool, and joined words in pairs, each once, behind a space", () => {
    const text = searchText(
      [
        task(
          '{"image": "https://x.org/Dogs/048e.jpg", "n": [1, {"deep": 9007199254740993}], "yes": true, "none": null}',
        ),
      ],
      ["AB-12"],
    );
    expect(shown(text)).toBe(
      " ab 12 ab-12 https x https://x org x.org dogs org/dogs 048e dogs/048e jpg 048e.jpg 1 9007199254740993",
    );
  });

  it("holds the code and the message of an error", () => {
    const error = { code: "VALIDATION_ERROR", message: "Correct it.", fields: { a: { code: "X", message: "y" } } };
    expect(shown(errorText(error))).toBe(" validation error validation_error correct it x y");
  });

  it("keeps letters of every script, with their marks, in one form", () => {
    expect(searchText([task('{"a": "ＫÖLN ко́шка हिन्दी"}')], [])).toBe(" köln ко́шка हिन्दी");
    expect(searchText([task('{"a": "猫犬 cat猫"}')], [])).toBe(" 猫 犬 cat");
  });

  it("is bounded, with the ids first", () => {
    const many = Array.from({ length: 5_000 }, (_, index) => `word${index}`).join(" ");
    const text = searchText([task(`{"a": "${many}"}`)], ["the-id"]);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(4_096);
    expect(shown(text).startsWith(" the id the-id word0 ")).toBe(true);
  });

  it("cuts long words in rows as in questions", () => {
    const long = "x".repeat(300);
    expect(searchText([task(`{"a": "${long}"}`)], [])).toBe(` ${searchTerms(long)[0]}`);
    expect(searchTerms(long)[0]).toHaveLength(64);
  });
});

describe("searchTerms", () => {
  it("splits a question as rows are split", () => {
    expect(searchTerms("  Dogs/048e.JPG dogs ").map(shown)).toEqual(["dogs/048e", "048e.jpg", "dogs"]);
    expect(searchTerms("see a/b").map(shown)).toEqual(["see", "a/b"]);
    expect(searchTerms(" (dogs), ").map(shown)).toEqual(["dogs"]);
    expect(searchTerms("%_*\"' ")).toEqual([]);
  });
});

describe("text of ASCII alone", () => {
  it("is split as any other text", () => {
    const ascii = fc.string({ unit: "grapheme-ascii", maxLength: 60 });
    // Behind a space, a letter of another script adds a word and changes nothing else.
    fc.assert(
      fc.property(ascii, (text) => {
        const alone = searchText([{ pool_id: "1", input_values: { text } }], []);
        expect(searchText([{ pool_id: "1", input_values: { text: `${text} ж` } }], [])).toBe(`${alone} ж`);
      }),
    );
  });
});
