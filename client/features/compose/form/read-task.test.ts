import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Task } from "../../../../shared/task.ts";
import { isJsonObject, type Json, type JsonObject, parseJson, stringifyJson } from "../../../../shared/values/json.ts";
import { buildParameters, buildTask } from "./build-task.ts";
import { readTask } from "./read-task.ts";
import { blankForm, type Specs, type TaskForm } from "./task-form.ts";

const POOL = "1080020";
const specs: Specs = {
  input_spec: {
    image: { type: "url" },
    "1": { type: "integer", required: false },
    constructor: { type: "float", required: false },
    tags: { type: "array_string", required: false },
    spots: { type: "array_coordinates", required: false },
    more: { type: "json", required: false },
    odd: { type: "matrix", required: false },
  },
  output_spec: { result: { type: "string" }, sure: { type: "boolean", required: false } },
};
const blank = (): TaskForm => blankForm(specs, false);

const value: fc.Arbitrary<Json> = fc
  .oneof(
    fc.constantFrom("null", "0.710", "9007199254740993", "1.0", "true", "[]", "{}", '""', '"a\\r\\nb"', '[null,"",1]'),
    fc.string().map((text) => stringifyJson(text)),
    fc.array(fc.constantFrom('"x"', "null", "0.10", '{"a":null}'), { maxLength: 3 }).map((items) => `[${items}]`),
  )
  .map((text) => parseJson(text));
const record = (keys: string[]) => fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 6 });
const weight = fc.constantFrom(...["0", "1", "0.50", "null"].map((text) => parseJson(text)));
const solution = (key: string) =>
  fc.record(
    { output_values: record(["result", "sure", "unknown"]), [key]: weight, note: value },
    { requiredKeys: ["output_values"] },
  );
const ids = fc.uniqueArray(fc.constantFrom("a", "b c", "d,e", " f", "", "77"), { maxLength: 4 });
const overlap = fc.constantFrom(
  ...[
    {},
    { overlap: 3 },
    { overlap: 3, infinite_overlap: false },
    { overlap: null, infinite_overlap: true },
    { infinite_overlap: true },
    { overlap: null, infinite_overlap: null },
  ],
);
const task = fc
  .tuple(
    fc.record(
      {
        input_values: fc.oneof(record([...Object.keys(specs.input_spec), "unknown", "toString"]), fc.constant(null)),
        known_solutions: fc.oneof(fc.array(solution("correctness_weight"), { maxLength: 3 }), fc.constant(null)),
        baseline_solutions: fc.oneof(fc.array(solution("confidence_weight"), { maxLength: 2 }), fc.constant(null)),
        reserved_for: fc.oneof(ids, fc.constant(null)),
        traits_any_of: ids,
        localization_config: fc.constantFrom({ default_language: "EN" }, null),
        future_member: value,
      },
      { requiredKeys: ["input_values"] },
    ),
    overlap,
    fc.constantFrom({}, { message_on_unknown_solution: "Look again." }, { message_on_unknown_solution: null }),
  )
  .map(([members, count, hint]) => ({ pool_id: POOL, ...members, ...count, ...hint }) as JsonObject);

/** Members sorted: the order of a task's members means nothing. */
const sorted = (object: JsonObject) =>
  Object.keys(object)
    .sort()
    .map((key) => `${key}: ${stringifyJson(sortedValue(object[key]!))}`);
const sortedValue = (item: Json): Json => {
  if (Array.isArray(item)) return item.map(sortedValue);
  if (!isJsonObject(item)) return item;
  const entries = Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, sortedValue(member)]));
};

describe("a task in the form", () => {
  it("comes back as JSON without losing a digit, a null or an unknown key", () => {
    fc.assert(
      fc.property(task, (json) => {
        const read = Task.parse(json);
        const built = buildTask(readTask(read, specs, blank()), POOL, specs);
        expect(sorted(built)).toEqual(sorted(json));
      }),
      { numRuns: 1500 },
    );
  });

  it("is restored unchanged from the device's storage", () => {
    fc.assert(
      fc.property(task, (json) => {
        const form = readTask(Task.parse(json), specs, blank());
        const revived = parseJson(stringifyJson(form)) as unknown as TaskForm;
        expect(stringifyJson(buildTask(revived, POOL, specs))).toBe(stringifyJson(buildTask(form, POOL, specs)));
      }),
    );
  });

  it("has its fields in the order of the spec", () => {
    const json = { pool_id: POOL, input_values: { tags: ["x"], image: "https://a.b/c" } };
    const built = buildTask(readTask(Task.parse(json), specs, blank()), POOL, specs);
    expect(Object.keys(built.input_values as JsonObject)).toEqual(["image", "tags"]);
  });

  it("is general, control or training as stated, whatever was typed for another kind", () => {
    const form = { ...blank(), hint: "Look again." };
    expect(buildTask(form, POOL, specs)).toEqual({ pool_id: POOL, input_values: {} });
    expect(buildTask({ ...form, kind: "control" }, POOL, specs)).toHaveProperty("known_solutions");
    expect(buildTask({ ...form, kind: "control" }, POOL, specs)).not.toHaveProperty("message_on_unknown_solution");
    expect(buildTask({ ...form, kind: "training" }, POOL, specs).message_on_unknown_solution).toBe("Look again.");
  });

  it("says its overlap in one way only", () => {
    const both = { ...blank(), rest: '{"overlap":null,"infinite_overlap":false}' };
    const built = (more: Partial<TaskForm>) => buildTask({ ...both, ...more }, POOL, specs);
    expect(built({ overlap: "infinite" })).toMatchObject({ overlap: null, infinite_overlap: true });
    expect(built({ overlap: "number", overlap_number: "3" })).toMatchObject({ overlap: 3, infinite_overlap: false });
    expect(built({ overlap: "default" })).not.toHaveProperty("infinite_overlap");
    expect(buildParameters({ ...both, overlap: "default" }, "id").allow_defaults).toBe(true);
    expect(buildParameters({ ...both, overlap: "infinite" }, "id").allow_defaults).toBe(false);
  });
});
