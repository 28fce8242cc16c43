import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Fault, fieldProblems } from "./faults/faults.ts";
import { faultsOf } from "./faults/schema-faults.ts";
import {
  AskedParameters,
  CreateTaskParameters,
  checkOverlap,
  checkSize,
  LIMITS,
  resolveParameters,
  Task,
  taskKind,
  valueBytes,
  wireTask,
} from "./task.ts";
import { ExactNumber, type JsonObject, parseJson, stringifyJson } from "./values/json.ts";

const ID = "2ed92b7f-75c0-4771-ae2f-3911232d6d4e";
/** What the schema makes of a task's JSON text: the value, or faults by path. */
const read = (more: object) => {
  const input = parseJson(stringifyJson({ pool_id: "21", ...more }));
  const result = Task.safeParse(input);
  if (result.success) return result.data;
  return Object.fromEntries(Object.entries(faultsOf(result.error, input)).map(([path, { code }]) => [path, code]));
};

describe("the overlap rule (a number, or infinite, or neither)", () => {
  it.each([
    [{}, null],
    [{ overlap: 1 }, null],
    [{ overlap: 30_000, infinite_overlap: false }, null],
    [{ infinite_overlap: true }, null],
    [{ overlap: null, infinite_overlap: true }, null],
    [{ overlap: null, infinite_overlap: null }, null],
    [{ overlap: 3, infinite_overlap: null }, null],
    [{ overlap: 3, infinite_overlap: true }, "VALUE_NOT_ALLOWED"],
    [{ infinite_overlap: false }, "VALUE_REQUIRED"],
    [{ overlap: null, infinite_overlap: false }, "VALUE_REQUIRED"],
    [{ overlap: 0 }, "VALUE_LESS_THAN_MIN"],
  ])("%j: %s", (task, code) => expect(checkOverlap(task).overlap?.code ?? null).toBe(code));
});

describe("what reaches Toloka", () => {
  it.each<[string, object, object]>([
    ["a finite overlap needs its other half", { overlap: 3 }, { overlap: 3, infinite_overlap: false }],
    ["so does infinite overlap", { infinite_overlap: true }, { overlap: null, infinite_overlap: true }],
    ["no overlap, neither key", { overlap: null, infinite_overlap: null }, {}],
    ["null members stay behind", { reserved_for: null, message_on_unknown_solution: null }, {}],
    ["nulls within values travel", { input_values: { n: null } }, { input_values: { n: null } }],
    ["empty lists travel", { reserved_for: [], traits_all_of: [] }, { reserved_for: [], traits_all_of: [] }],
    [
      "a solution's null weight stays behind, nulls in its values travel",
      { known_solutions: [{ output_values: { a: null }, correctness_weight: null }] },
      { known_solutions: [{ output_values: { a: null } }] },
    ],
    [
      "weights travel as they are written",
      { baseline_solutions: [{ output_values: {}, confidence_weight: 0.7 }] },
      { baseline_solutions: [{ output_values: {}, confidence_weight: 0.7 }] },
    ],
    ["keys that nobody knows travel", { future_key: { a: [null] } }, { future_key: { a: [null] } }],
  ])("%s", (_name, asked, expected) =>
    expect(wireTask(Task.parse({ pool_id: "21", ...asked }))).toEqual({ pool_id: "21", ...expected }),
  );

  it("keeps digits and the order of keys in values", () => {
    const text = '{"pool_id":"21","input_values":{"z":9007199254740993,"a":0.710,"m":1e400}}';
    expect(stringifyJson(wireTask(Task.parse(parseJson(text))))).toBe(text);
  });

  it("pairs overlap or leaves both out, and holds no null of its own, for any task", () => {
    const members = fc.record(
      {
        overlap: fc.option(fc.integer({ min: 1, max: LIMITS.overlapMax })),
        infinite_overlap: fc.option(fc.boolean()),
        input_values: fc.option(fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), fc.option(fc.string()))),
        reserved_for: fc.option(fc.uniqueArray(fc.stringMatching(/^[0-9a-f]{1,8}$/))),
        unavailable_for: fc.option(fc.uniqueArray(fc.stringMatching(/^[0-9a-f]{1,8}$/))),
        message_on_unknown_solution: fc.option(fc.string()),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(members, (asked) => {
        const wire = wireTask({ pool_id: "21", ...asked });
        expect("overlap" in wire).toBe("infinite_overlap" in wire);
        const { overlap: _overlap, ...rest } = wire;
        expect(Object.values(rest)).not.toContain(null);
        expect(wire.input_values ?? null).toEqual(asked.input_values ?? null);
      }),
    );
  });
});

describe("the task's schema", () => {
  it.each<[object, object]>([
    [{ pool_id: 21 }, { pool_id: "STRING_EXPECTED" }],
    [{ pool_id: "" }, { pool_id: "VALUE_REQUIRED" }],
    [{ pool_id: null }, { pool_id: "VALUE_REQUIRED" }],
    [{ overlap: 30_001 }, { overlap: "VALUE_GREATER_THAN_MAX" }],
    [{ overlap: -1 }, { overlap: "VALUE_LESS_THAN_MIN" }],
    [{ overlap: 1.5 }, { overlap: "INTEGER_EXPECTED" }],
    [{ overlap: "3" }, { overlap: "INTEGER_EXPECTED" }],
    [{ infinite_overlap: "yes" }, { infinite_overlap: "BOOLEAN_EXPECTED" }],
    [{ reserved_for: ["a", "a"] }, { reserved_for: "DUPLICATE_VALUE_IN_ARRAY" }],
    [{ reserved_for: "a" }, { reserved_for: "ARRAY_EXPECTED" }],
    [{ traits_any_of: [1] }, { "traits_any_of.0": "STRING_EXPECTED" }],
    [{ input_values: [] }, { input_values: "OBJECT_EXPECTED" }],
    [{ known_solutions: [{}] }, { "known_solutions.0.output_values": "VALUE_REQUIRED" }],
    [{ known_solutions: ["dog"] }, { "known_solutions.0": "OBJECT_EXPECTED" }],
    [
      { known_solutions: [{ output_values: {}, correctness_weight: 1.01 }] },
      { "known_solutions.0.correctness_weight": "VALUE_GREATER_THAN_MAX" },
    ],
    [
      { baseline_solutions: [{ output_values: {}, confidence_weight: -0.1 }] },
      { "baseline_solutions.0.confidence_weight": "VALUE_LESS_THAN_MIN" },
    ],
    [
      { baseline_solutions: [{ output_values: {}, confidence_weight: "1" }] },
      { "baseline_solutions.0.confidence_weight": "FLOAT_EXPECTED" },
    ],
  ])("%j", (more, faults) => expect(read(more)).toEqual(faults));

  it("takes whole numbers in any writing as plain numbers, and weights with their digits", () => {
    const input = parseJson(
      '{"pool_id":"21","overlap":3.0,"known_solutions":[{"output_values":{},"correctness_weight":0.710}]}',
    );
    const task = Task.parse(input);
    expect(task.overlap).toBe(3);
    expect(task.known_solutions?.[0]?.correctness_weight).toEqual(new ExactNumber("0.710"));
  });
});

describe("the kind of a task", () => {
  const answer = [{ output_values: { result: "dog" } }];
  it.each([
    [{}, "general"],
    [{ known_solutions: [] }, "general"],
    [{ known_solutions: answer }, "control"],
    [{ known_solutions: answer, message_on_unknown_solution: "" }, "control"],
    [{ known_solutions: answer, message_on_unknown_solution: "It is a dog" }, "training"],
    [{ message_on_unknown_solution: "It is a dog" }, "training"],
  ])("%j: %s", (task, kind) => expect(taskKind(task)).toBe(kind));
});

describe("the size of values", () => {
  it("is counted in UTF-8 bytes, as TextEncoder counts", () => {
    const encoder = new TextEncoder();
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string({ unit: "binary" }), { noNullPrototype: true }), (values) => {
        const task = { pool_id: "21", input_values: values as JsonObject };
        expect(valueBytes(task).input).toBe(encoder.encode(stringifyJson(values)).length);
      }),
    );
  });
  it("is bounded over all tasks of a request", () => {
    // {"a":""} takes 8 bytes.
    const sized = (bytes: number) => ({ pool_id: "21", input_values: { a: "x".repeat(bytes - 8) } });
    expect(checkSize([sized(LIMITS.inputValuesBytes)])).toEqual({});
    expect(checkSize([sized(LIMITS.inputValuesBytes + 1)])).toMatchObject({
      input_values: { code: "OBJECT_SIZE_BYTES_GREATER_THAN_MAX" },
    });
    expect(checkSize([sized(LIMITS.inputValuesBytes), sized(8)])).toHaveProperty("input_values");
    const answer = { output_values: { a: "x".repeat(LIMITS.outputValuesBytes / 2) } };
    expect(checkSize([{ pool_id: "21", known_solutions: [answer], baseline_solutions: [answer] }])).toHaveProperty(
      "known_solutions",
    );
  });
  it("is bounded for all else in a task, too, and the largest of that is named with its size", () => {
    const other = (more: object) => checkSize([{ pool_id: "21", input_values: { a: "x".repeat(300_000) }, ...more }]);
    const known_solutions = [{ output_values: { a: "x".repeat(300_000) }, correctness_weight: 1 }];
    const room = LIMITS.otherBytes - stringifyJson({ pool_id: "21", note: "" }).length;
    expect(other({ note: "x".repeat(room) })).toEqual({});
    const fault = { code: "OBJECT_SIZE_BYTES_GREATER_THAN_MAX", params: [LIMITS.otherBytes, LIMITS.otherBytes + 1] };
    expect(other({ note: "x".repeat(room + 1) })).toEqual({ note: fault });
    expect(other({ known_solutions, reserved_for: [] })).toEqual({});
    expect(other({ known_solutions: [{ ...known_solutions[0], note: "x".repeat(300_000) }] })).toHaveProperty(
      "known_solutions",
    );
    const [path] = Object.keys(other({ ["k".repeat(300_000)]: 1 }));
    expect(path).toBe(`${"k".repeat(99)}…`);
    expect(fieldProblems({ note: fault as Fault }).note?.message).toContain("262,145 bytes, the limit is 262,144");
  });
});

describe("parameters", () => {
  it("default as toloka-kit's", () =>
    expect(resolveParameters(undefined, () => ID)).toEqual({
      operation_id: ID,
      async_mode: true,
      allow_defaults: false,
      open_pool: false,
    }));
  it("keep what was asked", () => {
    const asked = { operation_id: ID, async_mode: false, allow_defaults: true, open_pool: true };
    expect(resolveParameters(asked, () => "unused")).toEqual(asked);
  });
  it("take a UUID in any letter case, and nothing else", () => {
    expect(AskedParameters.parse({ operation_id: ID.toUpperCase() })).toEqual({ operation_id: ID });
    for (const operation_id of ["", "not-a-uuid", `${ID}0`, `{${ID}}`, ID.replaceAll("-", ""), 7])
      expect(AskedParameters.safeParse({ operation_id }).success).toBe(false);
    expect(AskedParameters.safeParse({ skip_invalid_items: true }).success).toBe(false);
    expect(CreateTaskParameters.safeParse({ operation_id: ID }).success).toBe(false);
  });
});
