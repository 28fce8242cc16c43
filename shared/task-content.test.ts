import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentKey, contentOf, hasContent } from "./task-content.ts";

const values = fc.dictionary(fc.string({ maxLength: 4 }), fc.oneof(fc.string(), fc.integer(), fc.boolean()), {
  maxKeys: 4,
});

describe("the key of a task's content", () => {
  it("is the same exactly if the content is the same", () => {
    fc.assert(
      fc.property(values, values, (one, other) => {
        const [a, b] = [one, other].map((input_values) => ({ pool_id: "1", input_values }));
        expect(contentKey(a!) === contentKey(b!)).toBe(contentOf(a!) === contentOf(b!));
      }),
    );
  });

  it("differs among many that are nearly the same", () => {
    const keys = new Set<string>();
    for (let index = 0; index < 50_000; index++)
      keys.add(contentKey({ input_values: { image: `https://a.b/${index}` } }));
    expect(keys.size).toBe(50_000);
  });

  it("does not depend on the pool, the overlap, the order of fields and what Toloka adds", () => {
    const task = { input_values: { a: 1, b: "x" }, known_solutions: [{ output_values: { c: true } }] };
    const found = {
      ...{ pool_id: "7", id: "t", overlap: 3, created: "2026-01-01T00:00:00", input_values: { b: "x", a: 1 } },
      known_solutions: [{ output_values: { c: true }, correctness_weight: 1 }],
      message_on_unknown_solution: null,
    };
    expect(contentKey(found)).toBe(contentKey(task));
    expect(contentKey({ ...task, known_solutions: [] })).not.toBe(contentKey(task));
    expect(contentKey({ ...task, message_on_unknown_solution: "hint" })).not.toBe(contentKey(task));
  });
});

it("content is read only from objects", () => {
  expect(hasContent({})).toBe(true);
  expect(hasContent({ input_values: null, known_solutions: null })).toBe(true);
  expect(hasContent({ input_values: "x" })).toBe(false);
  expect(hasContent({ known_solutions: [1] })).toBe(false);
});
