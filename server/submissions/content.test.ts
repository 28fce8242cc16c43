import { describe, expect, it } from "vitest";
import type { Task } from "../../shared/task.ts";
import { sameContent } from "../../shared/task-content.ts";
import { parseJson } from "../../shared/values/json.ts";
import { contentHash, isSameRequest } from "./content.ts";

const task = (text: string): Task => parseJson(text) as unknown as Task;
const parameters = { operation_id: "a", async_mode: true, allow_defaults: true, open_pool: false };
const one = task('{"pool_id":"1","input_values":{"a":1,"b":[0.71]}}');

describe("isSameRequest", () => {
  it("does not depend on order of keys, writing of numbers, absent or null members, or the id", () => {
    const same = task('{"input_values":{"b":[0.710],"a":1.0},"pool_id":"1","overlap":null}');
    const asked = { tasks: [one], parameters };
    expect(isSameRequest({ tasks: [same], parameters: { ...parameters, operation_id: "b" } }, asked)).toBe(true);
  });

  it.each([
    ["a value", task('{"pool_id":"1","input_values":{"a":2,"b":[0.71]}}'), parameters],
    ["the overlap", task('{"pool_id":"1","input_values":{"a":1,"b":[0.71]},"overlap":2}'), parameters],
    ["an unknown member", task('{"pool_id":"1","input_values":{"a":1,"b":[0.71]},"x":1}'), parameters],
    ["a digit far behind", task('{"pool_id":"1","input_values":{"a":1.0000000000000000001,"b":[0.71]}}'), parameters],
    ["the mode", one, { ...parameters, async_mode: false }],
    ["the opening", one, { ...parameters, open_pool: true }],
  ])("is not with %s", (_name, other, choices) => {
    expect(isSameRequest({ tasks: [other], parameters: choices }, { tasks: [one], parameters })).toBe(false);
  });
});

describe("content", () => {
  it("is what a Toloker sees and what counts as correct: what Toloka fills in does not matter", () => {
    const readBack = task(
      '{"id":"t","created":"2026-11-23T16:00:00","pool_id":"1","input_values":{"b":[0.71],"a":1},"overlap":3,"infinite_overlap":false,"remaining_overlap":3,"reserved_for":[],"known_solutions":[]}',
    );
    expect(sameContent(one, readBack)).toBe(true);
    expect(contentHash(one)).toBe(contentHash(readBack));
  });

  it("counts correct answers and the hint, not their weights", () => {
    const control = task('{"pool_id":"1","input_values":{},"known_solutions":[{"output_values":{"r":"cat"}}]}');
    const weighted = task(
      '{"pool_id":"1","input_values":{},"known_solutions":[{"output_values":{"r":"cat"},"correctness_weight":1}]}',
    );
    const other = task('{"pool_id":"1","input_values":{},"known_solutions":[{"output_values":{"r":"dog"}}]}');
    expect(sameContent(control, weighted)).toBe(true);
    expect(sameContent(control, other)).toBe(false);
    expect(
      sameContent(control, task('{"pool_id":"2","input_values":{},"known_solutions":[{"output_values":{"r":"cat"}}]}')),
    ).toBe(false);
  });
});
