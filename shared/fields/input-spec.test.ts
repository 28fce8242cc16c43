import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type Fault, tolokaMessage } from "../faults/faults.ts";
import { FieldSpec } from "../toloka.ts";
import { ExactNumber, type Json } from "../values/json.ts";
import {
  checkField,
  checkTaskValues,
  checkValues,
  ELEMENT_TYPES,
  fieldType,
  isRequired,
  isTolokaUrl,
  parseCoordinates,
  unknownAttributes,
} from "./input-spec.ts";
import { loadPatterns } from "./pattern.ts";

beforeAll(loadPatterns);

const spec = (type: string, more: object = {}): FieldSpec => FieldSpec.parse({ type, ...more });
const codes = (field: FieldSpec, value: Json | undefined) =>
  Object.fromEntries(Object.entries(checkField(field, value, "f")).map(([path, { code }]) => [path, code]));
const code = (field: FieldSpec, value: Json | undefined) => codes(field, value).f ?? null;

describe("types as specs write them", () => {
  it.each(ELEMENT_TYPES.flatMap((type) => [type, `array_${type}`]))("%s, in any letter case", (type) => {
    const expected = { element: type.replace("array_", ""), array: type.startsWith("array_") };
    expect(fieldType(spec(type))).toEqual(expected);
    expect(fieldType(spec(type.toUpperCase()))).toEqual(expected);
  });
  it("knows number as another name of integer", () => {
    expect(fieldType(spec("number"))).toEqual({ element: "integer", array: false });
    expect(fieldType(spec("array_number"))).toEqual({ element: "integer", array: true });
  });
  it.each(["hologram", "", "array", "array_", "array_array_string", "constructor", "__proto__", "toString"])(
    "%j is none, and its values are left for Toloka to judge",
    (type) => {
      expect(fieldType(spec(type))).toBeNull();
      expect(code(spec(type), { any: ["thing"] })).toBeNull();
      expect(code(spec(type), undefined)).toBe("VALUE_REQUIRED");
    },
  );
  it("names the attributes it does not check", () =>
    expect(unknownAttributes(spec("string", { min_length: 1, hidden: true, colour: "red" }))).toEqual(["colour"]));
  it("takes a field for required unless the spec says otherwise", () => {
    expect([spec("url"), spec("url", { required: true }), spec("url", { required: false })].map(isRequired)).toEqual([
      true,
      true,
      false,
    ]);
  });
});

/** type and attributes, value, code of the fault (null: none): Toloka's pairings as its pages and SDKs have them. */
const ROWS: [string, object, Json | undefined, string | null][] = [
  ["string", {}, "text", null],
  ["string", {}, undefined, "VALUE_REQUIRED"],
  ["string", {}, null, "VALUE_REQUIRED"],
  ["string", {}, "", "VALUE_REQUIRED"],
  ["string", {}, " ", null],
  ["string", { required: false }, undefined, null],
  ["string", { required: false }, null, null],
  ["string", { required: false }, "", null],
  ["string", { required: false, min_length: 2 }, "", "STRING_LENGTH_LESS_THAN_MIN"],
  ["string", {}, 1, "STRING_EXPECTED"],
  ["string", {}, true, "STRING_EXPECTED"],
  ["string", {}, ["a"], "SIMPLE_VALUE_EXPECTED"],
  ["string", {}, { a: 1 }, "SIMPLE_VALUE_EXPECTED"],
  ["string", { min_length: 3 }, "ab", "STRING_LENGTH_LESS_THAN_MIN"],
  ["string", { min_length: 3 }, "abc", null],
  ["string", { max_length: 3 }, "abcd", "STRING_LENGTH_GREATER_THAN_MAX"],
  ["string", { max_length: 2 }, "😀", null],
  ["string", { min_length: 2, max_length: 3 }, "a", "STRING_LENGTH_OUT_OF_BOUNDS"],
  ["string", { min_length: 2, max_length: 3 }, "abcd", "STRING_LENGTH_OUT_OF_BOUNDS"],
  ["string", { min_length: null, max_length: null, pattern: null, allowed_values: null }, "a", null],
  ["string", { pattern: "\\d+" }, "123", null],
  ["string", { pattern: "\\d+" }, "123a", "PATTERN_MISMATCH"],
  ["string", { pattern: "a|b" }, "ab", "PATTERN_MISMATCH"],
  ["string", { pattern: "" }, "anything", null],
  ["string", { pattern: "(?>only Toloka)" }, "anything", null],
  ["string", { pattern: "\\p{L}+" }, "Ёж", null],
  ["string", { allowed_values: ["cat", "dog"] }, "dog", null],
  ["string", { allowed_values: ["cat", "dog"] }, "Dog", "VALUE_NOT_ALLOWED"],
  ["string", { allowed_values: [] }, "any", null],
  ["string", { hidden: true }, undefined, "VALUE_REQUIRED"],
  ["url", {}, "https://example.com/x.jpg", null],
  ["url", {}, "www.images/image1.ru", null],
  ["url", {}, "ftp://example.com", "INVALID_URL_SYNTAX"],
  ["url", {}, "/proxy/x.jpg", "INVALID_URL_SYNTAX"],
  ["url", {}, 7, "STRING_EXPECTED"],
  ["url", {}, ["https://example.com"], "SIMPLE_VALUE_EXPECTED"],
  ["url", { required: false }, "", "INVALID_URL_SYNTAX"],
  ["boolean", {}, false, null],
  ["boolean", {}, "true", "BOOLEAN_EXPECTED"],
  ["boolean", {}, 0, "BOOLEAN_EXPECTED"],
  ["boolean", { allowed_values: [true] }, false, "VALUE_NOT_ALLOWED"],
  ["integer", {}, 0, null],
  ["integer", {}, new ExactNumber("9007199254740993"), null],
  ["integer", {}, new ExactNumber("3.0"), null],
  ["integer", {}, 1.5, "INTEGER_EXPECTED"],
  ["integer", {}, "1", "INTEGER_EXPECTED"],
  ["integer", { min_value: 1 }, 0, "VALUE_LESS_THAN_MIN"],
  ["integer", { max_value: 9 }, 10, "VALUE_GREATER_THAN_MAX"],
  ["integer", { min_value: 1, max_value: 9 }, 10, "VALUE_OUT_OF_BOUNDS"],
  ["integer", { min_value: 0, max_value: 0 }, 0, null],
  [
    "integer",
    { max_value: new ExactNumber("9007199254740992") },
    new ExactNumber("9007199254740993"),
    "VALUE_GREATER_THAN_MAX",
  ],
  ["integer", { allowed_values: [1, 2] }, new ExactNumber("2.0"), null],
  ["integer", { allowed_values: [1, 2] }, 3, "VALUE_NOT_ALLOWED"],
  ["float", {}, 0.1, null],
  ["float", {}, 1, null],
  ["float", {}, "0,1", "FLOAT_EXPECTED"],
  ["float", { min_value: 0.5 }, 0.49, "VALUE_LESS_THAN_MIN"],
  ["float", { max_value: new ExactNumber("0.10") }, 0.1, null],
  ["file", {}, "4f1c2b7e", null],
  ["file", {}, 1, "STRING_EXPECTED"],
  ["coordinates", {}, "22.3341,32.32", null],
  ["coordinates", {}, "22.3341, 32.32", null],
  ["coordinates", {}, "91,0", "INVALID_COORDINATES_SYNTAX"],
  ["coordinates", {}, "[1,2]", "INVALID_COORDINATES_SYNTAX"],
  ["coordinates", {}, 1, "STRING_EXPECTED"],
  ["json", {}, { any: [1, null] }, null],
  ["json", {}, {}, null],
  ["json", {}, [], null],
  ["json", {}, [{ shape: "point", left: 0.5, top: 0.5 }], null],
  ["json", {}, 1, "OBJECT_EXPECTED"],
  ["json", {}, "{}", "OBJECT_EXPECTED"],
  ["array_string", {}, ["a", "b"], null],
  ["array_string", {}, [], null],
  ["array_string", {}, "a", "ARRAY_EXPECTED"],
  ["array_string", {}, { 0: "a" }, "ARRAY_EXPECTED"],
  ["array_string", {}, "", "VALUE_REQUIRED"],
  ["array_string", { required: false }, "", "ARRAY_EXPECTED"],
  ["array_string", { min_size: 1 }, [], "ARRAY_SIZE_LESS_THAN_MIN"],
  ["array_string", { max_size: 1 }, ["a", "b"], "ARRAY_SIZE_GREATER_THAN_MAX"],
  ["array_string", { min_size: 2, max_size: 3 }, ["a"], "ARRAY_SIZE_OUT_OF_BOUNDS"],
];

describe("one value against its spec", () => {
  it.each(ROWS)("%s %j: %j is %s", (type, more, value, expected) =>
    expect(code(spec(type, more), value)).toBe(expected),
  );
});

describe("arrays", () => {
  const WRONG: Record<(typeof ELEMENT_TYPES)[number], [good: Json, bad: Json, code: string]> = {
    string: ["a", 1, "STRING_EXPECTED"],
    url: ["https://a.io", "a", "INVALID_URL_SYNTAX"],
    boolean: [true, 1, "BOOLEAN_EXPECTED"],
    integer: [1, 1.5, "INTEGER_EXPECTED"],
    float: [1.5, "1.5", "FLOAT_EXPECTED"],
    file: ["id", 1, "STRING_EXPECTED"],
    coordinates: ["1,2", "1;2", "INVALID_COORDINATES_SYNTAX"],
    json: [{}, "x", "OBJECT_EXPECTED"],
  };
  it.each(ELEMENT_TYPES)("of %s: each item by its position", (type) => {
    const [good, bad, expected] = WRONG[type];
    const field = spec(`array_${type}`);
    expect(codes(field, [good, good])).toEqual({});
    expect(codes(field, [good, bad, good, null])).toEqual({ "f.1": expected, "f.3": "VALUE_REQUIRED" });
    expect(codes(field, [[good]])).toEqual({ "f.0": type === "json" ? "OBJECT_EXPECTED" : "SIMPLE_VALUE_EXPECTED" });
  });
  it("say what is wrong with their size and their items at once", () =>
    expect(codes(spec("array_integer", { min_size: 3, max_value: 5 }), [1, 6])).toEqual({
      f: "ARRAY_SIZE_LESS_THAN_MIN",
      "f.1": "VALUE_GREATER_THAN_MAX",
    }));
});

describe("what fills Toloka's messages", () => {
  const message = (field: FieldSpec, value: Json) => tolokaMessage(checkField(field, value, "f").f as Fault);
  it.each([
    [spec("float", { min_value: new ExactNumber("0.010") }), 0, "Value must be greater or equal to 0.010"],
    [spec("string", { pattern: "a+" }), "b", "Value must match pattern a+"],
    [spec("array_url", { min_size: 2, max_size: 4 }), [], "Array size must be between 2 and 4"],
    [spec("url"), "x", "Value must be in valid url format"],
    [spec("string", { allowed_values: ["a"] }), "b", "Value is not allowed"],
  ])("%j", (field, value, expected) => expect(message(field, value)).toBe(expected));
});

describe("URLs and coordinates", () => {
  it.each(["http://a", "HTTPS://A", "https://example.com/a?b#c", "www.example.com", "wwwx", "WWW.A"])(
    "%s is a URL",
    (text) => expect(isTolokaUrl(text)).toBe(true),
  );
  it.each(["", "http://", "http:// a", "https://a b", " http://a", "http://a ", "//a", "example.com", "www"])(
    "%j is none",
    (text) => expect(isTolokaUrl(text)).toBe(false),
  );
  it("reads every place on Earth and none beyond", () => {
    const degrees = (most: number) => fc.integer({ min: -most * 1e6, max: most * 1e6 }).map((micro) => micro / 1e6);
    fc.assert(
      fc.property(degrees(90), degrees(180), fc.constantFrom(",", ", "), (lat, lon, comma) => {
        const text = `${lat.toFixed(6)}${comma}${lon.toFixed(6)}`;
        expect(parseCoordinates(text)).toEqual({ lat: Number(lat.toFixed(6)), lon: Number(lon.toFixed(6)) });
      }),
    );
  });
  it.each(["", ",", "1", "1,", "1,2,3", "1 ,2", "1,  2", "90.1,0", "0,-180.5", "1e1,2", "N1,E2", ".5,1", "1.,2"])(
    "%j is no place",
    (text) => expect(parseCoordinates(text)).toBeNull(),
  );
});

describe("all values of a task", () => {
  const specs = { image: spec("url"), note: spec("string", { required: false }) };
  it("finds a missing field and an unknown one side by side", () =>
    expect(checkValues(specs, { imgae: "https://a.io" }, "input_values")).toEqual({
      "input_values.image": { code: "VALUE_REQUIRED" },
      "input_values.imgae": { code: "VALUE_NOT_ALLOWED", params: ["field"] },
    }));
  it("takes no values at all for all of them missing", () => {
    for (const values of [undefined, null, {}])
      expect(Object.keys(checkValues(specs, values, "v"))).toEqual(["v.image"]);
  });
  it("allows names that objects have themselves", () => {
    const odd = Object.fromEntries(["1", "constructor", "toString", "prototype"].map((name) => [name, spec("string")]));
    expect(Object.keys(checkValues(odd, {}, "v"))).toEqual(["v.1", "v.constructor", "v.toString", "v.prototype"]);
    expect(checkValues(odd, { 1: "a", constructor: "b", toString: "c", prototype: "d" } as never, "v")).toEqual({});
    expect(Object.keys(checkValues(specs, { image: "www.a", constructor: 1 } as never, "v"))).toEqual([
      "v.constructor",
    ]);
  });
  it("checks input, correct answers and preliminary answers, each under its path", () => {
    const task = {
      pool_id: "21",
      input_values: { image: "www.a" },
      known_solutions: [{ output_values: { result: "dog" } }, { output_values: { result: "cow" } }],
      baseline_solutions: [{ output_values: {} }],
    };
    const output_spec = { result: spec("string", { allowed_values: ["cat", "dog"] }) };
    expect(checkTaskValues({ input_spec: specs, output_spec }, task)).toEqual({
      "known_solutions.1.output_values.result": { code: "VALUE_NOT_ALLOWED", params: ["value", "cat", "dog"] },
      "baseline_solutions.0.output_values.result": { code: "VALUE_REQUIRED" },
    });
  });
});
