import { describe, expect, it } from "vitest";
import { readColumns } from "../../../../shared/task-file/columns.ts";
import { newItem } from "../../../parts/controls/typed.ts";
import { cellOfTyped, fieldOf, typedOfCell, typedOfLetter } from "./cell-text.ts";

const spec = (type: string, more = {}) => ({ type, required: false, ...more });
const items = (...texts: string[]) => ({ items: texts.map(newItem) });
const texts = (typed: unknown) =>
  typeof typed === "object" && typed !== null && "items" in typed
    ? (typed.items as { typed: unknown }[]).map((item) => item.typed)
    : typed;

describe("a cell in its field's control", () => {
  it.each<[string, string, unknown, string]>([
    ["string", " a\nb ", " a\nb ", " a\nb "],
    ["url", "https://a.b/c", "https://a.b/c", "https://a.b/c"],
    ["integer", "9007199254740993", "9007199254740993", "9007199254740993"],
    ["float", "0,710", "0,710", "0,710"],
    ["boolean", "TRUE", "true", "true"],
    ["boolean", "yes", "yes", "yes"],
    ["coordinates", "48.85,2.35", "48.85,2.35", "48.85,2.35"],
    ["json", '{"a": 1.50}', '{\n  "a": 1.50\n}', '{"a":1.50}'],
    ["json", '{"a": 1\\, "b": 2}', '{\n  "a": 1,\n  "b": 2\n}', '{"a":1,"b":2}'],
    ["json", '{"q" "x"}', '{"q" "x"}', '{"q" "x"}'],
    ["json", "", "", ""],
    ["array_string", 'red, "a, b"', ["red", "a, b"], 'red,"a, b"'],
    ["array_integer", "1,x", ["1", "x"], '[1,"x"]'],
    ["array_boolean", "true,false", ["true", "false"], "true,false"],
    ["array_url", "", [], ""],
    ["array_float", "[]", { json: "[]" }, "[]"],
    ["some_new_type", '{"a":[1]}', '{\n  "a": [\n    1\n  ]\n}', '{"a":[1]}'],
  ])("%s: %j", (type, cell, shown, back) => {
    const typed = typedOfCell(spec(type), cell);
    expect(texts(typed)).toEqual(shown);
    expect(cellOfTyped(spec(type), typed)).toBe(back);
  });

  it("keeps what was typed, also where it does not fit the field", () => {
    expect(cellOfTyped(spec("array_integer"), items("1", "two", ""))).toBe('[1,"two",null]');
    expect(cellOfTyped(spec("json"), '{"a": [1,\n 2')).toBe('{"a": [1,\n 2');
    expect(cellOfTyped(spec("array_string"), items("a", ""))).toBe('["a",null]');
    expect(cellOfTyped(spec("array_string"), { items: [newItem("a"), newItem({ json: "1" })] })).toBe("a,1");
    expect(cellOfTyped(spec("array_string"), { items: [] })).toBe("");
  });

  it("begins with a typed letter only where the control takes text", () => {
    expect(typedOfLetter(spec("string"), "a")).toBe("a");
    expect(typedOfLetter(spec("integer"), "7")).toBe("7");
    for (const type of ["boolean", "json", "array_string", "some_new_type"])
      expect(typedOfLetter(spec(type), "a")).toBeNull();
    expect(typedOfLetter(spec("string", { allowed_values: ["a"] }), "a")).toBeNull();
  });

  it("has the field of its column", () => {
    const specs = { input_spec: { image: spec("url") }, output_spec: { verdict: spec("boolean") } };
    const titles = ["INPUT:image", "GOLDEN:verdict", "HINT:text", "TASK:overlap", "AI:latitude", "other"];
    expect(readColumns(titles, specs).columns.map((column) => fieldOf(column).spec.type)).toEqual([
      "url",
      "boolean",
      "string",
      "integer",
      "float",
      "string",
    ]);
  });
});
