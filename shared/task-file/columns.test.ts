import { describe, expect, it } from "vitest";
import { readColumns, templateTitles } from "./columns.ts";
import { columnSentence } from "./sentences.ts";

const specs = {
  input_spec: { image: { type: "url" }, note: { type: "string", required: false } },
  output_spec: { verdict: { type: "string" } },
};
const read = (...titles: string[]) => readColumns(titles, specs);
const kinds = (...titles: string[]) => read(...titles).columns.map(({ holds }) => holds.kind);
const said = (...titles: string[]) => read(...titles).problems.map((problem) => columnSentence(problem));

describe("the columns of a task file", () => {
  it("are Toloka's, in any order and letter case of the prefix, also behind a byte order mark", () => {
    expect(
      kinds("\ufeffinput:image", "Golden: verdict", "HINT:text", "TASK:overlap", "Al:latitude", "AI:longitude"),
    ).toEqual(["input", "golden", "hint", "overlap", "latitude", "longitude"]);
    expect(read(...templateTitles(specs)).problems).toEqual([]);
  });

  it("may be the names of input fields without a prefix", () => {
    expect(kinds("image", "note", "verdict")).toEqual(["input", "input", "apart"]);
  });

  it("are kept apart if they are nothing of a task, and are not needed", () => {
    expect(read("image", "comment", "", "OUTPUT:verdict", "ASSIGNMENT:status").problems).toMatchObject([
      { code: "COLUMN_NOT_USED", title: "comment", blocks: false },
      { code: "COLUMN_NOT_USED", title: "OUTPUT:verdict", blocks: false, nearest: null },
      { code: "COLUMN_NOT_USED", title: "ASSIGNMENT:status", blocks: false },
    ]);
  });

  it("block with the nearest name if they are wrong, missing or repeated", () => {
    expect(said("INPUT:imgae", "GOLDEN:verdct", "TASK:overlp")).toEqual([
      "The pool has no field for the column INPUT:imgae. Rename or remove it. Did you mean INPUT:image?",
      "The pool has no field for the column GOLDEN:verdct. Rename or remove it. Did you mean GOLDEN:verdict?",
      "The pool has no field for the column TASK:overlp. Rename or remove it. Did you mean TASK:overlap?",
      "The first row has no column of a task. Name the columns INPUT:<field>, for example as in the pool's template.",
    ]);
    expect(said("INPUT:note")).toEqual(["The column INPUT:image is missing. The field is required."]);
    expect(said("image", "INPUT:image")).toEqual(["The column INPUT:image occurs twice. Remove or rename one."]);
    expect(said("https://a.b/c")[0]).toBe("The column https://a.b/c is not part of the tasks.");
  });

  it("offer the nearest field by letters or by words", () => {
    const many = { input_spec: { image: { type: "url" }, image_title: { type: "string" } }, output_spec: {} };
    const nearest = (title: string) => readColumns([title], many).problems[0]?.nearest;
    expect(nearest("INPUT:imgae")).toBe("INPUT:image");
    expect(nearest("Image URL")).toBe("INPUT:image");
    expect(nearest("imageUrl")).toBe("INPUT:image");
    expect(nearest("The image's title")).toBe("INPUT:image_title");
    expect(nearest("title")).toBeNull();
  });

  it("are read as chosen, or left out", () => {
    const { columns, problems } = readColumns(["Picture", "INPUT:other", "x"], specs, { 0: "INPUT:image", 1: null });
    expect(columns.map(({ title, holds }) => [title, holds.kind])).toEqual([
      ["Picture", "input"],
      ["INPUT:other", "apart"],
      ["x", "apart"],
    ]);
    expect(problems).toMatchObject([{ code: "COLUMN_NOT_USED", title: "x", column: 2 }]);
    expect(readColumns(["a", "image"], specs, { 0: "INPUT:image" }).problems).toMatchObject([
      { code: "REPEATED_COLUMN", title: "INPUT:image", column: 1, blocks: true },
    ]);
  });

  it("never take a name for another that has nothing to do with it", () => {
    expect(read("image", "INPUT:weather").problems).toMatchObject([{ code: "UNKNOWN_COLUMN", nearest: null }]);
    expect(read("image", "INPUT:__proto__", "constructor").problems).toHaveLength(2);
  });
});
