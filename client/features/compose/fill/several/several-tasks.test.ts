import { describe, expect, it } from "vitest";
import type { Specs } from "../../form/task-form.ts";
import { severalTasks } from "./several-tasks.ts";

const specs: Specs = {
  input_spec: {
    image: { type: "url" },
    note: { type: "string", required: false },
    count: { type: "integer", required: false },
  },
  output_spec: {},
};
const base = { pool_id: "7", input_values: { note: "same" }, overlap: 5 };
const tasksOf = (text: string, into: string | null = null) => severalTasks(text, base, specs, into)?.tasks;

describe("several pasted tasks", () => {
  it("are one for each address, with the other values and options of the form", () => {
    const expected = ["https://a.b/1", "https://a.b/2"].map((image) => ({
      input_values: { note: "same", image },
      overlap: 5,
    }));
    expect(tasksOf("https://a.b/1\r\n\n https://a.b/2 \n")).toEqual(expected);
    expect(tasksOf("https://a.b/1\nhttps://a.b/2", "image")).toEqual(expected);
    expect(tasksOf("https://a.b/1\nhttps://a.b/2", "note")).toBeUndefined();
  });

  it("are one for each row, with the options of the form", () => {
    const rows = [
      { input_values: { image: "https://a.b/1", note: "x" }, overlap: 5 },
      { input_values: { image: "https://a.b/2" }, overlap: 5 },
    ];
    expect(tasksOf("https://a.b/1\tx\nhttps://a.b/2\t")).toEqual(rows);
    expect(tasksOf("INPUT:note\tINPUT:image\nx\thttps://a.b/1\n\thttps://a.b/2")).toEqual(rows);
    expect(tasksOf("x\t3\ny\t4", "note")).toMatchObject([
      { input_values: { note: "x", count: 3 } },
      { input_values: { note: "y", count: 4 } },
    ]);
    expect(tasksOf("image\tTASK:overlap\nhttps://a.b/1\t2\nhttps://a.b/2\t")).toMatchObject([
      { overlap: 2 },
      { overlap: 5 },
    ]);
    expect(severalTasks("https://a.b/1\t,\nb\tc", base, specs, null)?.text).toBe(
      "INPUT:image\tINPUT:note\nhttps://a.b/1\t,\nb\tc",
    );
  });

  it("are those of a JSON array", () => {
    expect(tasksOf('[{"image":"a"},{"input_values":{"image":"b"},"pool_id":"9"}]')).toEqual([
      { input_values: { image: "a" }, overlap: 5 },
      { input_values: { image: "b" }, overlap: 5 },
    ]);
  });

  it("are a table of their own if there are many", () => {
    const many = Array.from({ length: 49 }, (_, index) => `https://a.b/${index}`);
    expect(severalTasks(many.join("\n"), base, specs, null)).toMatchObject({ tasks: null });
    expect(severalTasks(many.map((line) => `${line}\tx`).join("\n"), base, specs, null)).toMatchObject({ tasks: null });
  });

  it("are not found in one task, or in text", () => {
    for (const text of ["https://a.b/1", "a\nb", "image\tnote\nhttps://a.b/1\tx", '[{"image":"a"}]', "[1,2]", "[x"])
      expect(tasksOf(text)).toBeUndefined();
  });
});
