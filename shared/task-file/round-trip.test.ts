import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkField } from "../fields/input-spec.ts";
import { type Json, type JsonObject, parseJson, parseNumber, stringifyJson } from "../values/json.ts";
import { readColumns, templateTitles } from "./columns.ts";
import { rowOfTask, taskOfRow } from "./rows.ts";

const number = fc
  .tuple(fc.constantFrom("", "-"), fc.maxSafeNat(), fc.constantFrom("", ".0", ".710", "e5", "9007199254740993"))
  .map(([sign, whole, end]) => parseNumber(`${sign}${whole}${end}`) as Json)
  // Zeros in front make no number.
  .filter((value) => value !== null);
const text = fc.oneof(
  fc.string({ minLength: 1, unit: "binary" }).filter((value) => value.isWellFormed()),
  fc.string({ minLength: 1, unit: fc.constantFrom("a", " ", ",", '"', "\\", "\n", "\t", "[", "{", "]", "é", "=") }),
);
const json = fc
  .dictionary(fc.string({ minLength: 1 }), fc.oneof(text, number, fc.boolean(), fc.constant(null)), { maxKeys: 3 })
  .filter((value) => !Object.hasOwn(value, "__proto__"));
const ELEMENTS: Record<string, fc.Arbitrary<Json>> = {
  string: text,
  url: fc.webUrl(),
  boolean: fc.boolean(),
  integer: fc.maxSafeInteger().map((value) => (value === 0 ? 0 : value)),
  float: number,
  coordinates: fc
    .tuple(fc.integer({ min: -90, max: 90 }), fc.integer({ min: -180, max: 180 }))
    .map((at) => at.join(",")),
  json: json as fc.Arbitrary<Json>,
};
const types = Object.keys(ELEMENTS);
const specs = {
  input_spec: Object.fromEntries(
    types.flatMap((type) => [type, `array_${type}`]).map((type) => [type, { type, required: false }]),
  ),
  output_spec: { answer: { type: "array_json", required: false }, verdict: { type: "string", required: false } },
};
const values = fc.record(
  Object.fromEntries(
    types.flatMap((type): [string, fc.Arbitrary<Json>][] => [
      [type, ELEMENTS[type]!],
      [`array_${type}`, fc.array(ELEMENTS[type]!, { maxLength: 4 })],
    ]),
  ),
  { requiredKeys: [] },
) as fc.Arbitrary<JsonObject>;

const task: fc.Arbitrary<JsonObject> = fc
  .record(
    {
      input_values: values,
      known_solutions: fc
        .record({ verdict: text, answer: fc.array(ELEMENTS.json!) })
        .map((output) => [{ output_values: output as JsonObject }]),
      message_on_unknown_solution: text,
      overlap: fc.integer({ min: 1, max: 30_000 }),
    },
    { requiredKeys: ["input_values"] },
  )
  .map((made) => parseJson(stringifyJson(made)) as JsonObject);

describe("a valid task", () => {
  it("is the same after it was a row", () => {
    const { columns } = readColumns(templateTitles(specs), specs);
    fc.assert(
      fc.property(task, (before) => {
        for (const [id, value] of Object.entries(before.input_values as JsonObject))
          fc.pre(Object.keys(checkField(specs.input_spec[id]!, value, id)).length === 0);
        const row = rowOfTask(columns, before);
        if (!("cells" in row)) throw new Error(`left out: ${row.left.join(", ")}`);
        expect(taskOfRow(columns, row.cells)).toEqual({ task: before });
      }),
      { numRuns: 300 },
    );
  });
});
