import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../../../shared/values/json.ts";
import { satisfies } from "./schema.ts";

const check = (schema: Json, value: Json | undefined) => satisfies(schema, value, () => {});

describe("JSON Schema", () => {
  it.each<[JsonObject, Json[], (Json | undefined)[]]>([
    [{ type: "string" }, ["", "a"], [undefined, null, 1, [], {}]],
    [{ type: ["string", "null"] }, ["a", null], [1, undefined]],
    [{ type: "integer" }, [1, 1.0], [1.5, "1"]],
    [{ type: "number" }, [1.5], [true]],
    [{ type: "array" }, [[]], [{}]],
    [{ type: "object" }, [{}], [[], null]],
    [{ enum: ["a", 1, null] }, ["a", 1, null], ["b", undefined]],
    [{ const: { a: 1 } }, [{ a: 1 }], [{ a: 2 }, undefined]],
    [{ minLength: 2, maxLength: 3 }, ["ab", "😀😀😀", 5], ["a", "abcd"]],
    [{ pattern: "^a+$" }, ["aa"], ["ab"]],
    [{ pattern: "[а-яё]" }, ["привет"], ["hello"]],
    [{ minimum: 1, maximum: 3 }, [1, 3], [0.5, 3.1]],
    [{ exclusiveMinimum: 1, exclusiveMaximum: 3 }, [2], [1, 3]],
    [{ multipleOf: 0.5 }, [1.5], [1.25]],
    [{ items: { type: "string" } }, [["a"], []], [["a", 1]]],
    [{ items: [{ type: "string" }], additionalItems: false }, [["a"]], [["a", 1], [1]]],
    [{ minItems: 1, maxItems: 2 }, [[1]], [[], [1, 2, 3]]],
    [
      { uniqueItems: true },
      [[1, "1"]],
      [
        [1, 1],
        [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
      ],
    ],
    [{ contains: { const: 1 } }, [[0, 1]], [[0], []]],
    [{ properties: { a: { type: "string" } } }, [{ a: "x" }, {}], [{ a: 1 }]],
    [{ required: ["a"] }, [{ a: null }], [{}, { b: 1 }]],
    [{ required: ["constructor"] }, [{ constructor: 1 }], [{}]],
    [{ additionalProperties: false, properties: { a: true } }, [{ a: 1 }], [{ b: 1 }]],
    [{ patternProperties: { "^x": { type: "number" } } }, [{ x1: 1, y: "a" }], [{ x1: "a" }]],
    [{ propertyNames: { maxLength: 1 } }, [{ a: 1 }], [{ ab: 1 }]],
    [{ dependencies: { a: ["b"], c: { required: ["d"] } } }, [{ b: 1 }, { a: 1, b: 1 }], [{ a: 1 }, { c: 1 }]],
    [{ minProperties: 1, maxProperties: 1 }, [{ a: 1 }], [{}, { a: 1, b: 1 }]],
    [{ allOf: [{ minimum: 1 }, { maximum: 2 }] }, [1], [0, 3]],
    [{ anyOf: [{ type: "string" }, { minimum: 5 }] }, ["a", 6], [1]],
    [{ oneOf: [{ minimum: 5 }, { maximum: 6 }] }, [1, 9], [5]],
    [{ not: { type: "string" } }, [1], ["a"]],
    [{ if: { type: "string" }, then: { minLength: 1 }, else: { minimum: 1 } }, ["a", 1], ["", 0]],
    [{ $ref: "#/definitions/a~1b", definitions: { "a/b": { type: "string" } } }, ["x"], [1]],
    [{ $ref: "https://elsewhere.example/schema" }, [1, "a"], []],
    [{ format: "date" }, ["2026-11-28"], ["2026-13-01", "28.11.2026"]],
    [{ format: "date-time" }, ["2026-11-28T10:00:00Z"], ["2026-11-28"]],
    [{ format: "email" }, ["a@b"], ["a@", "a b@c"]],
    [{ format: "uri" }, ["mailto:a@b", "https://a.example/"], ["a.example"]],
    [{ format: "url" }, ["https://a.example/"], ["mailto:a@b", "https://a"]],
    [{ format: "hostname" }, ["a-1.example"], ["-a", "a..b"]],
    [{ format: "ipv4" }, ["1.2.3.4"], ["1.2.3.400"]],
    [{ format: "ipv6" }, ["::1"], ["1.2.3.4", "x"]],
    [{ format: "uuid" }, ["00000000-0000-4000-8000-000000000001"], ["x"]],
    [{ format: "json" }, ["[1]"], ["["]],
    [{ format: "constructor" }, ["anything"], []],
    [{ unknownWord: 1 }, [1, "a", {}], []],
  ])("%j", (schema, good, bad) => {
    for (const value of good) expect([value, check(schema, value)]).toEqual([value, true]);
    for (const value of bad) expect([value, check(schema, value)]).toEqual([value, false]);
  });
  it("that is true or false accepts everything or nothing", () => {
    expect([check(true, undefined), check(false, 1)]).toEqual([true, false]);
  });
  it("ends where it contains itself", () => {
    expect(check({ $ref: "#" }, 1)).toBe(true);
    const tree: JsonObject = { properties: { child: { $ref: "#" } }, required: ["name"] };
    expect(check(tree, { name: 1, child: { name: 2, child: { name: 3 } } })).toBe(true);
    expect(check(tree, { name: 1, child: { name: 2, child: {} } })).toBe(false);
  });
});
