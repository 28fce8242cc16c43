import { describe, expect, it } from "vitest";
import { type Json, stringifyJson } from "../values/json.ts";
import { readColumns, templateTitles } from "./columns.ts";
import { rowOfTask, taskOfRow } from "./rows.ts";
import { cellSentence } from "./sentences.ts";

const TYPES = ["string", "url", "boolean", "integer", "float", "coordinates", "json"];
const specs = {
  input_spec: Object.fromEntries(
    TYPES.flatMap((type) => [type, `array_${type}`]).map((type) => [type, { type, required: false }]),
  ),
  output_spec: { verdict: { type: "string" } },
};
/** The JSON of the value that a cell of a type is read as, or the sentence about it. */
function readAs(type: string, cell: string): string {
  const read = taskOfRow(readColumns([type], specs).columns, [cell]);
  if ("problems" in read) return read.problems.map((problem) => cellSentence(problem)).join(" | ");
  return stringifyJson((read.task.input_values as Record<string, Json>)[type] ?? null);
}

describe("a cell is read by its field's type", () => {
  it.each([
    ["string", ' as it stands, \\, "too" ', '" as it stands, \\\\, \\"too\\" "'],
    ["url", " https://a.b/c ", '"https://a.b/c"'],
    ["boolean", "TRUE", "true"],
    ["boolean", "yes", "Choose true or false. Did you mean true?"],
    ["boolean", "да", "Choose true or false. Did you mean true?"],
    ["boolean", "maybe", "Choose true or false"],
    ["integer", "9007199254740993", "9007199254740993"],
    ["integer", "007", "Enter a whole number, e.g. 7. Did you mean 7?"],
    ["integer", "1,000", "Enter a whole number, e.g. 7. Did you mean 1000?"],
    ["integer", "1 000", "Enter a whole number, e.g. 7. Did you mean 1000?"],
    ["integer", "seven", "Enter a whole number, e.g. 7"],
    ["float", "0.710", "0.710"],
    ["float", "0,710", "Enter a number, e.g. 2.5. Did you mean 0.710?"],
    ["float", "-,5", "Enter a number, e.g. 2.5. Did you mean -0.5?"],
    ["float", "+2.5", "Enter a number, e.g. 2.5. Did you mean 2.5?"],
    ["float", "1,000", "Enter a number, e.g. 2.5"],
    ["float", "1.000,5", "Enter a number, e.g. 2.5"],
    ["float", "NaN", "Enter a number, e.g. 2.5"],
    ["coordinates", "48.85, 2.35", '"48.85, 2.35"'],
    ["coordinates", "48,85;2,35", "Enter latitude and longitude, e.g. 48.85,2.35. Did you mean 48.85,2.35?"],
    ["coordinates", "[48.85,2.35]", "Enter latitude and longitude, e.g. 48.85,2.35. Did you mean 48.85,2.35?"],
    ["coordinates", "95,2", "Enter latitude and longitude, e.g. 48.85,2.35"],
    ["json", '{"a": 1.50, "b": [1,2]}', '{"a":1.50,"b":[1,2]}'],
    ["json", '{"a": 1\\, "b": 2}', '{"a":1,"b":2}'],
    ["json", '{"q": "a\\\\b"}', '{"q":"a\\\\b"}'],
    ["json", "{a: 1}", "Enter valid JSON"],
    ["array_string", "red, green", '["red","green"]'],
    ["array_string", "plain,with\\, comma", '["plain","with, comma"]'],
    ["array_string", 'plain,"with, comma"', '["plain","with, comma"]'],
    ["array_string", 'say ""hi,"a ""b"""', '["say \\"\\"hi","a \\"b\\""]'],
    ["array_string", "a\\\\,b\\n", '["a\\\\","b\\\\n"]'],
    ["array_string", "a,,b,", '["a","","b"]'],
    ["array_string", '["a","b, c"]', '["a","b, c"]'],
    ["array_string", "[a],b", '["[a]","b"]'],
    ["array_integer", "1, 2,x", "Enter a whole number, e.g. 7"],
    ["array_float", "1,2.50", "[1,2.50]"],
    ["array_float", "[1,2.50]", "[1,2.50]"],
    ["array_boolean", "true,FALSE", "[true,false]"],
    ["array_coordinates", '"48.85,2.35","50.1,14.4"', '["48.85,2.35","50.1,14.4"]'],
    ["array_json", '{"a": 1\\, "b": 2},{"a": 3}', '[{"a":1,"b":2},{"a":3}]'],
    ["array_json", '{"a": "x,]", "b": 2},{"a": 3}', '[{"a":"x,]","b":2},{"a":3}]'],
    ["array_json", '{"a": "x\\\\\\\\y"}', '[{"a":"x\\\\y"}]'],
    ["array_url", "https://a.b/c,https://a.b/d", '["https://a.b/c","https://a.b/d"]'],
  ])("%s: %s", (type, cell, expected) => {
    expect(readAs(type, cell)).toBe(expected);
  });

  it("offers pairs for coordinates that were split apart", () => {
    const read = taskOfRow(readColumns(["array_coordinates"], specs).columns, ["48.85,2.35,50.1,14.4"]);
    expect(read).toMatchObject({ problems: [{ offer: '"48.85,2.35","50.1,14.4"' }, {}, {}, {}] });
  });
});

describe("a row", () => {
  const { columns } = readColumns(
    ["INPUT:integer", "GOLDEN:verdict", "HINT:text", "TASK:overlap", "AI:latitude", "x"],
    specs,
  );

  it("is a task, without what is empty", () => {
    expect(taskOfRow(columns, ["7", "yes", "Look", "3", "48.85", "apart"])).toEqual({
      task: {
        input_values: { integer: 7 },
        known_solutions: [{ output_values: { verdict: "yes" } }],
        message_on_unknown_solution: "Look",
        overlap: 3,
        latitude: "48.85",
      },
    });
    expect(taskOfRow(columns, ["7"])).toEqual({ task: { input_values: { integer: 7 } } });
  });

  it("has its values in the order of the spec", () => {
    const turned = readColumns(["float", "string"], specs).columns;
    expect(stringifyJson(taskOfRow(turned, ["1", "a"]))).toBe('{"task":{"input_values":{"string":"a","float":1}}}');
  });

  it("names every cell that cannot be read, and keeps it as text", () => {
    expect(taskOfRow(columns, ["7,0", "", "", "many", "", "", "", "more"])).toEqual({
      problems: [
        { path: "input_values.integer", column: 0, fault: { code: "INTEGER_EXPECTED" }, offer: "7.0" },
        { path: "overlap", column: 3, fault: { code: "INTEGER_EXPECTED" }, offer: null },
        { path: "", column: 7, fault: { code: "CELL_WITHOUT_COLUMN" }, offer: null },
      ],
      partial: { input_values: { integer: "7,0" }, overlap: "many" },
    });
  });
});

describe("a task as a row", () => {
  const { columns } = readColumns(templateTitles(specs), specs);

  it("says which members no column can hold", () => {
    expect(
      rowOfTask(columns, {
        pool_id: "7",
        input_values: { string: "", integer: "x", url: "u" },
        known_solutions: [{ output_values: { verdict: "a" }, correctness_weight: 0.5 }],
        infinite_overlap: true,
      }),
    ).toEqual({ left: ["input_values.string", "input_values.integer", "known_solutions", "infinite_overlap"] });
  });
});
