import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../shared/values/json.ts";
import { type BuiltIn, startBuiltIn, verdictOf } from "./built-in.ts";
import { RULES } from "./documented-rules.ts";

let toloka: BuiltIn;
beforeAll(async () => {
  const own = RULES.map(([, spec], index) => ({
    id: String(700 + index),
    input_spec: { field: { required: false, ...spec } },
    output_spec: { field: { required: false, ...spec } },
  }));
  toloka = await startBuiltIn({}, [
    ...own,
    {
      id: "600",
      input_spec: {
        must: { type: "string", required: true },
        usual: { type: "json" },
        may: { type: "url", required: false },
        unseen: { type: "integer", required: false, hidden: true },
      },
    },
  ]);
});
afterAll(() => toloka.stop());

const create = (pool_id: string, input_values: JsonObject, more: JsonObject = {}) =>
  toloka.ask("POST", "/tasks", { pool_id, input_values, overlap: 1, ...more });

describe.each(RULES.map((rule, index) => [rule[0], String(700 + index), rule] as const))(
  "a field of type %s",
  (_what, pool, [, , good, bad]) => {
    it.each(good.map((value) => [value]))("takes %j", async (value) => {
      expect(verdictOf(await create(pool, { field: value }))).toBeNull();
    });

    it.each(bad)("refuses %j with %s", async (value, code, at) => {
      const path = at === undefined ? "field" : `field.${at}`;
      expect(verdictOf(await create(pool, { field: value }))).toEqual({ [`input_values.${path}`]: code });
    });

    it.each(bad)("refuses %j with %s in a correct and in a preliminary answer", async (value, code, at) => {
      const path = at === undefined ? "field" : `field.${at}`;
      const answers = [{ output_values: { field: value } }];
      const answer = await create(pool, {}, { known_solutions: answers, baseline_solutions: answers });
      expect(verdictOf(answer)).toEqual({
        [`known_solutions.0.output_values.${path}`]: code,
        [`baseline_solutions.0.output_values.${path}`]: code,
      });
    });

    it("may be missing or null when it is not required", async () => {
      expect(verdictOf(await create(pool, {}))).toBeNull();
      expect(verdictOf(await create(pool, { field: null }))).toBeNull();
    });
  },
);

describe("a required field", () => {
  const full = { must: "x", usual: {} };
  it.each<[string, JsonObject, JsonObject]>([
    ["missing", { usual: {} }, { "input_values.must": "VALUE_REQUIRED" }],
    ["null", { ...full, must: null }, { "input_values.must": "VALUE_REQUIRED" }],
    ["empty text", { ...full, must: "" }, { "input_values.must": "VALUE_REQUIRED" }],
    [
      "missing, and required because its spec does not say otherwise",
      { must: "x" },
      { "input_values.usual": "VALUE_REQUIRED" },
    ],
  ])("is refused when it is %s", async (_what, values, expected) => {
    expect(verdictOf(await create("600", values))).toEqual(expected);
  });

  it("is reported together with unknown fields and invalid values", async () => {
    expect(verdictOf(await create("600", { mast: "x", usual: {}, may: "no" }))).toEqual({
      "input_values.must": "VALUE_REQUIRED",
      "input_values.mast": "VALUE_NOT_ALLOWED",
      "input_values.may": "INVALID_URL_SYNTAX",
    });
  });

  it.each(["constructor", "toString"])("is not confused with a property of every object: %s", async (name) => {
    expect(verdictOf(await create("600", { ...full, [name]: "x" }))).toEqual({
      [`input_values.${name}`]: "VALUE_NOT_ALLOWED",
    });
  });

  it("follows the same rules when it is hidden", async () => {
    expect(verdictOf(await create("600", { ...full, unseen: 5 }))).toBeNull();
    expect(verdictOf(await create("600", { ...full, unseen: "5" }))).toEqual({
      "input_values.unseen": "INTEGER_EXPECTED",
    });
  });
});

describe("bounds", () => {
  it("are in the params and the message of an error", async () => {
    const least = RULES.findIndex(([what]) => what === "float with a least value");
    expect((await create(String(700 + least), { field: 0 })).body).toMatchObject({
      payload: {
        "input_values.field": {
          code: "VALUE_LESS_THAN_MIN",
          message: "Value must be greater or equal to 0.01",
          params: [0.01],
        },
      },
    });
  });

  it("are compared with the exact value", async () => {
    const most = RULES.findIndex(([what]) => what === "float with a most value");
    const body = `{"pool_id":"${700 + most}","overlap":1,"input_values":{"field":1.00000000000000000001}}`;
    expect(verdictOf(await toloka.ask("POST", "/tasks", body))).toEqual({
      "input_values.field": "VALUE_GREATER_THAN_MAX",
    });
  });
});
