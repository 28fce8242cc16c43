import { describe, expect, it } from "vitest";
import { stringifyJson } from "../../../../../shared/values/json.ts";
import type { Specs } from "../../form/task-form.ts";
import { readPasted } from "./paste-task.ts";

const specs: Specs = {
  input_spec: {
    image: { type: "url" },
    count: { type: "integer", required: false },
    tags: { type: "array_string", required: false },
    sure: { type: "boolean", required: false },
  },
  output_spec: { result: { type: "string" } },
};
const read = (text: string) => readPasted(text, "7", specs);
const taskOf = (text: string) => {
  const pasted = read(text);
  return pasted.ok ? pasted.task : pasted.sentence;
};

describe("a pasted task as JSON", () => {
  it("is read for this pool, without the members that Toloka sets, and with exact numbers", () => {
    const pasted = read(
      '{"id":"x","created":"2026-01-01T00:00:00","pool_id":"9","input_values":{"count":9007199254740993}}',
    );
    expect(pasted).toMatchObject({ ok: true, notes: ["The task was for pool 9. It is now for pool 7."] });
    expect(pasted.ok && pasted.task && stringifyJson(pasted.task)).toBe(
      '{"pool_id":"7","input_values":{"count":9007199254740993}}',
    );
  });

  it("may be values alone, a request of this API, or the first of a list", () => {
    expect(taskOf('{"image":"https://a.b/c"}')).toEqual({ pool_id: "7", input_values: { image: "https://a.b/c" } });
    expect(taskOf('{"task":{"pool_id":"7","input_values":{}},"parameters":{}}')).toEqual({
      pool_id: "7",
      input_values: {},
    });
    expect(read('[{"input_values":{}},{"input_values":{}}]')).toMatchObject({
      notes: ["Only one task at a time: the first of 2 was used."],
    });
  });

  it("is refused with a reason", () => {
    expect(taskOf("[1]")).toBe("A task is a JSON object: { … }");
    expect(taskOf('{"input_values":')).toMatch(/^This is not JSON/);
    expect(taskOf('{"input_values":{},"overlap":"x"}')).toMatch(/overlap/);
    expect(taskOf("cat")).toMatch(/^Paste a task's JSON/);
    expect(taskOf("  ")).toBe("Paste a task first.");
  });
});

describe("a pasted row of a table", () => {
  it("is read by its header, cells by their field's type", () => {
    const text =
      'INPUT:image\tINPUT:count\tINPUT:tags\tINPUT:sure\tGOLDEN:result\tHINT:text\tTASK:overlap\nhttps://a.b/c\t12\t"a,b\\,c"\tTRUE\tcat\t"Look ""again"""\t3\n';
    expect(taskOf(text)).toEqual({
      pool_id: "7",
      input_values: { image: "https://a.b/c", count: 12, tags: ["a", "b,c"], sure: true },
      message_on_unknown_solution: 'Look "again"',
      overlap: 3,
      known_solutions: [{ output_values: { result: "cat" } }],
    });
  });

  it("needs a row under its header", () => {
    expect(taskOf("INPUT:image\tINPUT:count")).toMatch(/no row/);
    expect(taskOf("image\tcount")).toMatch(/no row/);
  });

  it("may have no header: the first row is values, not titles", () => {
    expect(read("https://a.b/c\t12\nhttps://a.b/d\t13")).toEqual({
      ok: true,
      task: null,
      cells: ["https://a.b/c", "12"],
      notes: ["Only one task at a time: the first of 2 was used."],
    });
    expect(read("https://a.b/c\timage")).toMatchObject({ cells: ["https://a.b/c", "image"] });
  });
});

describe("a pasted toloka-kit snippet", () => {
  it("is read with its literals", () => {
    const text = `
task = toloka_client.create_task(
    toloka.task.Task(
        pool_id=pool.id,  # the pool
        input_values={'image': "https://a.b/" 'c', 'count': 9007199254740993, 'tags': ['a', r'\\d', 'é\\u00e9'],},
        known_solutions=[Task.KnownSolution(output_values={'result': 'cat'}, correctness_weight=0.710)],
        message_on_unknown_solution=None,
        infinite_overlap=True,
    ),
    toloka.task.CreateTaskParameters(allow_defaults=True),
)`;
    const pasted = read(text);
    expect(pasted.ok && pasted.task && stringifyJson(pasted.task)).toBe(
      '{"pool_id":"7","input_values":{"image":"https://a.b/c","count":9007199254740993,"tags":["a","\\\\d","éé"]},' +
        '"known_solutions":[{"output_values":{"result":"cat"},"correctness_weight":0.710}],' +
        '"message_on_unknown_solution":null,"infinite_overlap":true}',
    );
  });

  it("names values that cannot be read without running the program", () => {
    expect(read("Task(input_values={}, overlap=count)")).toMatchObject({
      ok: true,
      notes: ["Skipped variables: overlap."],
    });
    expect(taskOf("Task(input_values={'image': url})")).toMatch(/“url” is a variable/);
    expect(taskOf("Task(input_values={'image': ")).toMatch(/Couldn't read/);
  });
});
