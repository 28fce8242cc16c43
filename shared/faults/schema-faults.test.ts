import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { faultsOf } from "./schema-faults.ts";

describe("what a schema finds, as faults", () => {
  const schema = z.strictObject({
    text: z.optional(z.string()),
    count: z.optional(z.number().check(z.minimum(1), z.maximum(9))),
    flag: z.optional(z.boolean()),
    list: z.optional(z.array(z.string())),
    inner: z.optional(z.object({ name: z.string() })),
    choice: z.optional(z.enum(["a", "b"])),
    named: z.optional(z.string("UUID_EXPECTED")),
    low: z.optional(z.number().check(z.minimum(2, "VALUE_LESS_THAN_MIN"))),
    weight: z.optional(z.number().check(z.refine((value) => value <= 1, "VALUE_GREATER_THAN_MAX"))),
    odd: z.optional(z.string().check(z.refine(() => false, "in words"))),
    table: z.optional(z.record(z.string(), z.number())),
  });
  const of = (input: unknown) => {
    const { error } = schema.safeParse(input);
    return error ? faultsOf(error, input) : {};
  };
  it.each<[unknown, object]>([
    [{}, {}],
    [{ text: 1 }, { text: { code: "STRING_EXPECTED" } }],
    [{ text: null }, { text: { code: "VALUE_REQUIRED" } }],
    [{ count: "1" }, { count: { code: "FLOAT_EXPECTED" } }],
    [{ count: 0 }, { count: { code: "VALUE_LESS_THAN_MIN", params: [1] } }],
    [{ count: 10 }, { count: { code: "VALUE_GREATER_THAN_MAX", params: [9] } }],
    [{ flag: 1 }, { flag: { code: "BOOLEAN_EXPECTED" } }],
    [{ list: "a" }, { list: { code: "ARRAY_EXPECTED" } }],
    [{ list: ["a", 1] }, { "list.1": { code: "STRING_EXPECTED" } }],
    [{ inner: [] }, { inner: { code: "OBJECT_EXPECTED" } }],
    [{ inner: {} }, { "inner.name": { code: "VALUE_REQUIRED" } }],
    [{ choice: "c" }, { choice: { code: "VALUE_NOT_ALLOWED", params: ["value", "a", "b"] } }],
    [{ named: 1 }, { named: { code: "UUID_EXPECTED" } }],
    [{ low: 1 }, { low: { code: "VALUE_LESS_THAN_MIN", params: [2] } }],
    [{ weight: 2 }, { weight: { code: "VALUE_GREATER_THAN_MAX", params: [1] } }],
    [{ odd: "x" }, { odd: { code: "INVALID_VALUE" } }],
    [{ table: 1 }, { table: { code: "OBJECT_EXPECTED" } }],
    [{ other: 1 }, { other: { code: "VALUE_NOT_ALLOWED", params: ["field"] } }],
    [
      { text: 1, flag: 1 },
      { text: { code: "STRING_EXPECTED" }, flag: { code: "BOOLEAN_EXPECTED" } },
    ],
    [null, { "": { code: "VALUE_REQUIRED" } }],
    ["text", { "": { code: "OBJECT_EXPECTED" } }],
  ])("%j", (input, expected) => expect(of(input)).toEqual(expected));

  it("names unknown keys of inner objects by their whole path", () => {
    const strict = z.object({ inner: z.strictObject({}) });
    const input = { inner: { a: 1, b: 2 } };
    expect(Object.keys(faultsOf(strict.safeParse(input).error!, input))).toEqual(["inner.a", "inner.b"]);
  });
});
