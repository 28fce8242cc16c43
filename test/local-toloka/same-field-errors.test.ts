import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { checkTaskValues, ELEMENT_TYPES } from "../../shared/fields/input-spec.ts";
import type { FieldSpecs } from "../../shared/toloka.ts";
import { ExactNumber, type Json, type JsonObject } from "../../shared/values/json.ts";
import { type BuiltIn, objectIn, startBuiltIn, verdictOf } from "./built-in.ts";

/**
 * The form, the server and the built-in Toloka share the code that checks fields. The built-in Toloka gets values over
 * HTTP and specs from its state, neither of which may change the errors.
 */
const number: fc.Arbitrary<Json> = fc.oneof(
  fc.integer({ min: -3, max: 8 }),
  fc.constantFrom<Json>(0.5, 2.25, -0.01, new ExactNumber("0.710"), new ExactNumber("9007199254740993"), 1e21),
);
const text = fc.oneof(
  fc.constantFrom("", "a", "ab-1", "abc", " ", "😀", "ß", "https://a.example/1.jpg", "www.a", "HTTP://x", "http://"),
  fc.constantFrom("1,2", "48.85, 2.35", "91,0", "0,181", "1", "true", "5", "a\nb", "constructor"),
  fc.string({ maxLength: 6, unit: "grapheme" }),
);
const scalar: fc.Arbitrary<Json> = fc.oneof(text, number, fc.boolean(), fc.constant(null));
const object: fc.Arbitrary<Json> = fc.dictionary(fc.constantFrom("a", "b"), scalar, { maxKeys: 2 });
const value: fc.Arbitrary<Json> = fc.oneof(
  { arbitrary: scalar, weight: 3 },
  { arbitrary: fc.array(fc.oneof(scalar, object, fc.array(scalar, { maxLength: 2 })), { maxLength: 4 }), weight: 2 },
  object,
);

const bound = fc.option(number, { nil: undefined });
const size = fc.option(fc.nat(3), { nil: undefined });
const spec = fc
  .record({
    element: fc.constantFrom(...ELEMENT_TYPES),
    array: fc.boolean(),
    required: fc.option(fc.boolean(), { nil: undefined }),
    hidden: fc.boolean(),
    min_length: size,
    max_length: size,
    pattern: fc.constantFrom(undefined, "[a-z]+", "\\d|a", "(?:a|[a-z]+)+\\s?-", "(?=a)a", "(", ""),
    min_value: bound,
    max_value: bound,
    allowed_values: fc.option(fc.array(scalar, { maxLength: 4 }), { nil: undefined }),
    min_size: size,
    max_size: size,
  })
  .map(({ element, array, ...more }): JsonObject => {
    const given = Object.entries(more).filter((entry): entry is [string, Json] => entry[1] !== undefined);
    return { type: array ? `array_${element}` : element, ...Object.fromEntries(given) };
  });

const NAMES = ["a", "b-1", "Field_2", "constructor", "toString", "9"];
const specs = fc.dictionary(fc.constantFrom(...NAMES), spec, { maxKeys: 4 });
const values = fc.dictionary(fc.constantFrom(...NAMES, "unknown"), value, { maxKeys: 5 });

const POOLS = 40;
/** The same projects in every run, so that a failure can be reproduced. */
const projects = fc.sample(fc.record({ input_spec: specs, output_spec: specs }), { numRuns: POOLS, seed: 20_261_123 });

let toloka: BuiltIn;
beforeAll(async () => {
  toloka = await startBuiltIn(
    {},
    projects.map((project, index) => ({ id: String(700 + index), ...project })),
  );
});
afterAll(() => toloka.stop());

it("form, server and built-in Toloka give the same codes at the same paths for random fields and values", async () => {
  let faulty = 0;
  const task = fc.record({
    pool: fc.nat(POOLS - 1),
    input_values: values,
    known_solutions: fc.array(fc.record({ output_values: values }), { maxLength: 2 }),
    baseline_solutions: fc.array(fc.record({ output_values: values }), { maxLength: 1 }),
  });
  await fc.assert(
    fc.asyncProperty(task, async ({ pool, ...asked }) => {
      const project = projects[pool] as unknown as { input_spec: FieldSpecs; output_spec: FieldSpecs };
      const sent = { pool_id: String(700 + pool), overlap: 1, ...asked };
      const faults = Object.entries(checkTaskValues(project, sent)).map(([path, { code }]) => [path, code]);
      faulty += faults.length > 0 ? 1 : 0;
      const answer = await toloka.ask("POST", "/tasks", sent);
      expect(verdictOf(answer)).toEqual(faults.length > 0 ? Object.fromEntries(faults) : null);
      if (faults.length === 0) expect(objectIn(answer).input_values).toEqual(sent.input_values);
    }),
    { numRuns: 400 },
  );
  expect(faulty).toBeGreaterThan(0);
});
