import fc from "fast-check";
import { SMALL_POOL } from "../support/toloka/small-toloka.ts";
import { digits } from "./exact-json.ts";

/** Numbers in several notations, many of them not exact as a double. */
const number = fc.oneof(
  fc.constantFrom(
    "9007199254740993",
    "0.710",
    "-0",
    "1e400",
    "0.1000000000000000055511151231257827",
    "1E-7",
    "12345678901234567890.5",
  ),
  fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }).map(String),
  fc.tuple(fc.nat(), fc.stringMatching(/^\d{1,20}$/)).map(([whole, part]) => `${whole}.${part}`),
);
const exact = number.map(digits);

/** Text without lone surrogates, which UTF-8 cannot represent. */
const text = fc.string({ unit: "grapheme", maxLength: 30 });
const filled = fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 });
const key = fc.stringMatching(/^[a-zA-Z_][\w .-]{0,11}$/).filter((name) => name !== "__proto__");

const { value: anything } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: "small" }, fc.constant(null), fc.boolean(), exact, text, tie("list"), tie("object")),
  list: fc.array(tie("value"), { maxLength: 4 }),
  object: fc.dictionary(key, tie("value"), { maxKeys: 4 }),
}));

/** A value, null or absent. */
const maybe = <T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | null | undefined> =>
  fc.oneof(
    { weight: 3, arbitrary: some },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 2, arbitrary: fc.constant(undefined) },
  );

/** An object without its absent members. */
const present = <T extends object>(members: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(members).map((made) => Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined)));

const answers = present({
  result: fc.constantFrom("cat", "dog"),
  share: maybe(exact),
});
const weight = fc.constantFrom("0", "1", "0.710", "0.5", "1.0", "0.30000000000000004").map(digits);
const ids = fc.uniqueArray(fc.stringMatching(/^[0-9a-f]{8}$/), { maxLength: 3 });

const overlap = fc.oneof(
  fc.constant({}),
  fc.integer({ min: 1, max: 30_000 }).map((count) => ({ overlap: count })),
  fc.integer({ min: 1, max: 30_000 }).map((count) => ({ overlap: count, infinite_overlap: false })),
  fc.integer({ min: 1, max: 30_000 }).map((count) => ({ overlap: count, infinite_overlap: null })),
  fc.constant({ infinite_overlap: true }),
  fc.constant({ overlap: null, infinite_overlap: true }),
  fc.constant({ overlap: null, infinite_overlap: null }),
);

/** Tasks that the small Toloka's pool takes: every field of a task, given, null or absent. */
export const generatedTask = fc
  .tuple(
    present({
      input_values: present({
        image: fc.webUrl(),
        anything: maybe(fc.dictionary(key, anything, { maxKeys: 4 })),
        note: maybe(filled),
        count: maybe(exact),
      }),
      known_solutions: maybe(
        fc.array(present({ output_values: answers, correctness_weight: maybe(weight) }), { maxLength: 3 }),
      ),
      baseline_solutions: maybe(
        fc.array(present({ output_values: answers, confidence_weight: maybe(weight) }), { maxLength: 3 }),
      ),
      message_on_unknown_solution: maybe(text),
      reserved_for: maybe(ids),
      unavailable_for: maybe(ids),
      traits_all_of: maybe(ids),
      traits_any_of: maybe(ids),
      traits_none_of_any: maybe(ids),
    }),
    overlap,
  )
  .map(([members, pair]): Record<string, unknown> => ({ pool_id: SMALL_POOL, ...members, ...pair }));

export const generatedParameters = fc.record({
  operation_id: fc.uuid({ version: 4 }),
  async_mode: fc.boolean(),
  allow_defaults: fc.boolean(),
  open_pool: fc.boolean(),
});
