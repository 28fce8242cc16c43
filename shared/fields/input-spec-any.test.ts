import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tolokaMessage } from "../faults/faults.ts";
import { FieldSpec } from "../toloka.ts";
import { parseJson } from "../values/json.ts";
import { checkField, ELEMENT_TYPES } from "./input-spec.ts";

describe("for any spec and any value", () => {
  const type = fc.constantFrom(...ELEMENT_TYPES.flatMap((element) => [element, `array_${element}`]), "unknown");
  const bound = fc.option(fc.integer({ min: -5, max: 5 }));
  const anySpec = fc.record(
    {
      type,
      required: fc.boolean(),
      min_value: bound,
      max_value: bound,
      min_length: bound,
      max_length: bound,
      min_size: bound,
      max_size: bound,
      pattern: fc.string(),
    },
    { requiredKeys: ["type"] },
  );
  const anyValue = fc.json({ maxDepth: 2 }).filter((text) => !text.includes("__proto__"));

  it("the check ends with codes that have words, under the field's own path", () => {
    fc.assert(
      fc.property(anySpec, anyValue, (field, text) => {
        for (const [path, fault] of Object.entries(checkField(FieldSpec.parse(field), parseJson(text), "f"))) {
          expect(path).toMatch(/^f(?:\.\d+)?$/);
          expect(tolokaMessage(fault)).not.toContain("undefined");
        }
      }),
    );
  });
  it("a value within its bounds passes, and one beside them does not", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.integer(), (value, a, b) => {
        const [min_value, max_value] = [Math.min(a, b), Math.max(a, b)];
        const expected = value < min_value || value > max_value ? "VALUE_OUT_OF_BOUNDS" : null;
        const field = FieldSpec.parse({ type: "integer", min_value, max_value });
        expect(checkField(field, value, "f").f?.code ?? null).toBe(expected);
      }),
    );
  });
});
