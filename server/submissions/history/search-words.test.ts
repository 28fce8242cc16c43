import { describe, expect, it } from "vitest";
import type { Task } from "../../../shared/task.ts";
import { parseJson } from "../../../shared/values/json.ts";
import { searchTerms, searchText } from "./search-words.ts";

const task = (input_values: string): Task =>
  ({ pool_id: "1080020", input_values: parseJson(input_values) as object }) as Task;

describe("searchText", () => {
  it("holds the words of ids and of all values, each once, behind a space", () => {
    const text = searchText(
      [
        task(
          '{"image": "https://x.org/Dogs/048e.jpg", "n": [1, {"deep": 9007199254740993}], "yes": true, "none": null}',
        ),
      ],
      ["AB-12"],
    );
    expect(text).toBe(" ab 12 1080020 https x org dogs 048e jpg 1 9007199254740993");
  });

  it("keeps letters of every script, with their marks, in one form", () => {
    expect(searchText([task('{"a": "ＫÖLN ко́шка हिन्दी"}')], [])).toBe(" 1080020 köln ко́шка हिन्दी");
    expect(searchText([task('{"a": "猫犬 cat猫"}')], [])).toBe(" 1080020 猫 犬 cat");
  });

  it("is bounded, with the ids first", () => {
    const many = Array.from({ length: 5_000 }, (_, index) => `word${index}`).join(" ");
    const text = searchText([task(`{"a": "${many}"}`)], ["the-id"]);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(4_096);
    expect(text.startsWith(" the id 1080020 word0 ")).toBe(true);
  });

  it("cuts long words in rows as in questions", () => {
    const long = "x".repeat(300);
    expect(searchText([task(`{"a": "${long}"}`)], [])).toBe(` 1080020 ${searchTerms(long)[0]}`);
    expect(searchTerms(long)[0]).toHaveLength(64);
  });
});

describe("searchTerms", () => {
  it("splits a question as rows are split", () => {
    expect(searchTerms("  Dogs/048e.JPG dogs ")).toEqual(["dogs", "048e", "jpg"]);
    expect(searchTerms("%_*\"' ")).toEqual([]);
  });
});
