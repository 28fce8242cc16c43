import type { JsonObject } from "../../../shared/values/json.ts";
import type { SmallPool } from "./small-toloka.ts";

const output_spec: JsonObject = { result: { type: "string", required: true, hidden: false } };

const KINDS: ((index: number) => JsonObject)[] = [
  (index) => ({ type: "string", required: index % 2 === 0, min_length: 2, max_length: 200 }),
  () => ({ type: "integer", required: false, min_value: 0, max_value: 1000 }),
  () => ({ type: "url", required: false }),
  () => ({ type: "float", required: false, max_value: 99.5 }),
  () => ({ type: "string", required: false, pattern: "[a-z ]+" }),
];

/** Two hundred fields, most of them with constraints. */
export const WIDE_POOL: SmallPool = {
  id: "200",
  name: "Two hundred fields",
  input_spec: Object.fromEntries(
    Array.from({ length: 200 }, (_item, index) => [
      `field_${String(index + 1).padStart(3, "0")}`,
      { hidden: false, ...KINDS[index % KINDS.length]!(index) },
    ]),
  ),
  output_spec,
};

/** Three short fields, for many tasks in a row. */
export const QUICK_POOL: SmallPool = {
  id: "300",
  name: "Three fields",
  input_spec: {
    title: { type: "string", required: true, hidden: false, min_length: 2 },
    count: { type: "integer", required: true, hidden: false, min_value: 1 },
    note: { type: "string", required: false, hidden: false },
  },
  output_spec,
};

/** Lists with constraints, and a long text. */
export const LISTS_POOL: SmallPool = {
  id: "400",
  name: "Lists",
  input_spec: {
    words: { type: "array_string", required: false, hidden: false, min_length: 2, max_size: 1000 },
    numbers: { type: "array_integer", required: false, hidden: false, min_value: 0 },
    title: { type: "string", required: false, hidden: false, max_length: 500 },
  },
  output_spec,
};
