import { describe, expect, it } from "vitest";
import { marksFor } from "./json-marks.ts";

const text = '{"pool_id": "7", "input_values": {"a": [1, {"b": "x,}"}], "c": null}, "overlap": 3}';
const marked = (path: string) => {
  const [mark] = marksFor(text, { [path]: { code: "X", message: "wrong" } });
  return [text.slice(mark!.from, mark!.to), mark!.message];
};

describe("marks in a task's JSON", () => {
  it("stand on the value at the problem's path", () => {
    expect(marked("overlap")).toEqual(["3", "wrong"]);
    expect(marked("input_values.a.0")).toEqual(["1", "wrong"]);
    expect(marked("input_values.a.1.b")).toEqual(['"x,}"', "wrong"]);
    expect(marked("input_values.c")).toEqual(["null", "wrong"]);
  });

  it("stand on the nearest thing above a value that is missing, and name it", () => {
    expect(marked("input_values.image")).toEqual(["{", "input_values.image: wrong"]);
    expect(marked("message_on_unknown_solution")).toEqual(["{", "message_on_unknown_solution: wrong"]);
  });

  it("stand on the value of a key that is written with escapes", () => {
    const [mark] = marksFor('{"input_values": {"\\u0061\\"b": 5}}', {
      'input_values.a"b': { code: "X", message: "wrong" },
    });
    expect(mark).toEqual({ from: 31, to: 32, message: "wrong" });
  });
});
