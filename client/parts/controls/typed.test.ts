import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ELEMENT_TYPES } from "../../../shared/fields/input-spec.ts";
import type { FieldSpec } from "../../../shared/toloka.ts";
import { type Json, parseJson, stringifyJson } from "../../../shared/values/json.ts";
import { fromTyped, isRaw, toTyped, typedFaults } from "./typed.ts";

const TYPES = [...ELEMENT_TYPES, ...ELEMENT_TYPES.map((type) => `array_${type}`), "something_new"];

const numberText = fc.constantFrom("0", "-0", "9007199254740993", "0.710", "1e400", "1.0", "-12.50", "7", "1e21");
const awkwardText = fc.constantFrom(
  "",
  " ",
  "null",
  "true",
  "12",
  "{",
  '"',
  "a\nb",
  "a\r\nb",
  "\t",
  "0.710",
  "[]",
  "עברית",
);
const jsonText: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    numberText,
    fc.constantFrom("null", "true", "false"),
    fc.oneof(fc.string({ unit: "grapheme" }), awkwardText).map((text) => stringifyJson(text)),
    fc.array(tie("value"), { maxLength: 4 }).map((items) => `[${items.join(",")}]`),
    fc.dictionary(fc.constantFrom("a", "1", "constructor", "x y"), tie("value"), { maxKeys: 3 }).map(
      (members) =>
        `{${Object.entries(members)
          .map(([key, value]) => `${JSON.stringify(key)}:${value}`)
          .join(",")}}`,
    ),
  ),
})).value;

const spec = (type: string, more: Partial<FieldSpec> = {}): FieldSpec => ({ type, ...more });
const writes = (value: Json | undefined) => (value === undefined ? "absent" : stringifyJson(value));

describe("a value in a field's control", () => {
  it("is converted to the control and back without a change, for every field type", () => {
    fc.assert(
      fc.property(fc.constantFrom(...TYPES), jsonText, (type, text) => {
        const value = parseJson(text);
        expect(writes(fromTyped(spec(type), toTyped(spec(type), value)))).toBe(writes(value));
      }),
      { numRuns: 3000 },
    );
  });

  it("is absent when nothing is typed", () => {
    for (const type of TYPES) expect(fromTyped(spec(type), toTyped(spec(type), undefined))).toBeUndefined();
  });

  it("keeps every digit that is typed", () => {
    expect(stringifyJson(fromTyped(spec("integer"), "9007199254740993"))).toBe("9007199254740993");
    expect(stringifyJson(fromTyped(spec("float"), " 0.710 "))).toBe("0.710");
  });

  it("is kept as JSON where the control would change it", () => {
    expect(isRaw(toTyped(spec("string"), null))).toBe(true);
    expect(isRaw(toTyped(spec("string"), ""))).toBe(true);
    expect(isRaw(toTyped(spec("url"), "https://a\nb"))).toBe(true);
    expect(isRaw(toTyped(spec("integer"), "12"))).toBe(true);
    expect(isRaw(toTyped(spec("array_url"), []))).toBe(true);
  });
});

describe("the error of a typed value", () => {
  it("is the same as the server's", () => {
    expect(typedFaults(spec("integer"), "1,5", "v")).toEqual({ v: { code: "INTEGER_EXPECTED" } });
    expect(typedFaults(spec("boolean", { required: false }), "", "v")).toEqual({});
    expect(typedFaults(spec("url"), "", "v")).toEqual({ v: { code: "VALUE_REQUIRED" } });
  });

  it("names JSON that cannot be read, in lists by position", () => {
    expect(typedFaults(spec("json"), '{"a":', "v")).toEqual({ v: { code: "JSON_EXPECTED" } });
    const items = [
      { key: "a", typed: "{}" },
      { key: "b", typed: "{" },
    ];
    expect(typedFaults(spec("array_json"), { items }, "v")).toEqual({ "v.1": { code: "JSON_EXPECTED" } });
  });

  it("asks for items that were left blank", () => {
    const items = [
      { key: "a", typed: "x" },
      { key: "b", typed: "" },
    ];
    expect(typedFaults(spec("array_string"), { items }, "v")).toEqual({ "v.1": { code: "VALUE_REQUIRED" } });
  });
});
