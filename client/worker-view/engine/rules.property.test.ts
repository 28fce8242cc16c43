import fc from "fast-check";
import { expect, it } from "vitest";
import type { Json, JsonObject } from "../../../shared/values/json.ts";
import { naive } from "../../../test/support/worker-view/naive-rules.ts";
import { shown } from "../../../test/support/worker-view/opened.ts";
import { placeName } from "./config/node.ts";
import { openTemplate } from "./template.ts";
import words from "./words.en.ts";

const PATHS = ["a", "b", "d", "d.e", "t1", "l"];
const path = fc.constantFrom(...PATHS);
const output = (path: string): JsonObject => ({ type: "data.output", path });
const scalar = fc.constantFrom<Json>("x", "Y", "", 1, 2, true, false, null);
const anyValue = fc.oneof(
  { weight: 4, arbitrary: scalar },
  fc.constantFrom<Json>([], {}, ["x"], [{ n: "x" }, {}], { e: "x" }, { e: "x", f: 1 }, { x: true }),
);
const read = fc.oneof(
  path.map(output),
  fc.record({ type: fc.constant("data.input"), path: fc.constantFrom("i", "j.k", "j.0"), default: scalar }),
  fc.record({ type: fc.constant("data.input"), path: fc.constantFrom("i", "j") }),
  fc.constantFrom(
    { type: "data.internal", path: "n" },
    { type: "data.local", path: "item" },
    { type: "data.local", path: "item.n" },
  ),
);

const { condition } = fc.letrec<{ condition: JsonObject }>((tie) => {
  const inner = tie("condition");
  const on = <T extends Record<string, fc.Arbitrary<Json>>>(type: string, more: T) =>
    fc.oneof(
      fc.record({ type: fc.constant(type), ...more }),
      fc.record({ type: fc.constant(type), data: read, ...more }),
    );
  // a helper.if without else, which counts as passed where its condition fails
  const perhaps = fc.record({ type: fc.constant("helper.if"), condition: inner, then: inner });
  return {
    condition: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      on("condition.required", {}),
      on("condition.equals", { to: fc.oneof(anyValue, read) }),
      on("condition.empty", {}),
      on("condition.less", { then: fc.constantFrom(1, 2) }),
      on("condition.more", { then: fc.constantFrom(1, 2), orEquals: fc.boolean() }),
      on("condition.contains", { in: fc.constant(["X", "y", 1, null]) }),
      on("condition.schema", { schema: fc.constantFrom({ type: "string" }, { type: "number" }, { type: "boolean" }) }),
      fc.record({ type: fc.constant("condition.not"), condition: inner }),
      fc.record({
        type: fc.constantFrom("condition.all", "condition.any"),
        conditions: fc.array(fc.oneof(inner, perhaps), { maxLength: 3 }),
      }),
    ),
  } as never;
});

const { expression } = fc.letrec<{ expression: Json }>((tie) => {
  const inner = tie("expression");
  const items = fc.array(inner, { maxLength: 3 });
  const helper = (type: string, more: Record<string, fc.Arbitrary<Json>>) =>
    fc.record({ type: fc.constant(type), ...more });
  return {
    expression: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      anyValue,
      read,
      condition,
      items,
      fc.constant({ $empty: true }),
      fc.record({ p: inner, q: inner }),
      helper("helper.if", { condition, then: inner, else: inner }),
      helper("helper.switch", {
        cases: fc.array(fc.record({ condition, result: inner }), { maxLength: 2 }),
        default: inner,
      }),
      helper("helper.join", { items, by: fc.constantFrom<Json>("", "-", null) }),
      helper("helper.transform", { items: inner, into: inner }),
      helper("helper.sum", { items }),
      helper("helper.length", { data: read }),
      helper("helper.text-transform", { data: inner, transformation: fc.constant("uppercase") }),
      helper("helper.concat-arrays", { items }),
    ),
  } as never;
});

/** What branches mostly hang on, so that fields come and go often: `s` is written again and again. */
const turning = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant("condition.equals"),
      data: fc.constant(output("s")),
      to: fc.constantFrom<Json>("1", "2"),
    }),
  },
  condition,
);
const validation = fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, condition);
const options = fc.constantFrom<Json>([{ value: "x" }], [{ value: "x" }, { value: "z" }]);
const data = fc.oneof(
  path.map(output),
  fc.record({ type: fc.constant("data.output"), path, default: anyValue }),
  fc.record({ type: fc.constant("data.internal"), path: fc.constant("n"), default: scalar }),
);
const component = (type: string, more: Record<string, fc.Arbitrary<Json | undefined>>): fc.Arbitrary<Json> =>
  fc.record({ type: fc.constant(type), label: fc.nat(1e9), validation, ...more }) as fc.Arbitrary<Json>;
const relative = fc.constantFrom<Json>({ type: "data.relative", path: "n" }, { type: "data.relative", path: "" });

const { view } = fc.letrec<{ view: Json }>((tie) => {
  const inner = tie("view");
  return {
    view: fc.oneof(
      { depthSize: "medium", withCrossShrink: true },
      component("field.text", { data }),
      component("field.radio-group", { data, options }),
      component("field.checkbox", { data, preserveFalse: fc.boolean() }),
      component("field.checkbox-group", {
        data: fc.constantFrom(output("g"), output("d"), output("")),
        options,
        preserveFalse: fc.boolean(),
      }),
      component("field.list", {
        data: fc.constantFrom(output("l"), output("a")),
        render: component("field.text", { data: relative }),
      }),
      component("view.text", { content: expression }),
      component("view.alert", { content: inner }),
      component("view.list", { items: fc.array(inner, { maxLength: 5 }) }),
      fc.record({ type: fc.constant("helper.if"), condition: turning, then: inner, else: inner }),
      fc.record({ type: fc.constant("helper.if"), condition: turning, then: inner }),
      fc.record({
        type: fc.constant("helper.switch"),
        cases: fc.array(fc.record({ condition: turning, result: inner }), { maxLength: 3 }),
      }),
    ),
  } as never;
});

const trigger = fc.record(
  {
    type: fc.constant("plugin.trigger"),
    onChangeOf: read,
    condition,
    fireImmediately: fc.boolean(),
    action: fc.record({
      type: fc.constant("action.set"),
      data: fc.constantFrom(output("t1"), output("t2")),
      payload: expression,
    }),
  },
  { requiredKeys: ["type", "onChangeOf", "action"] },
) as fc.Arbitrary<Json>;

const config = fc.record({
  view: component("view.list", { items: fc.array(view, { minLength: 1, maxLength: 6 }) }),
  plugins: fc.array(trigger, { maxLength: 2 }),
});
const taskInput = fc.record({ i: anyValue, j: fc.constantFrom<Json>({ k: "x" }, ["x", "y"], null, 5) });
/** What a worker or the operator does: writes into the nth field that is shown, turns branches, or changes the task. */
const act = fc.oneof(
  { weight: 3, arbitrary: fc.record({ field: fc.nat(20), value: fc.option(anyValue, { nil: undefined, freq: 4 }) }) },
  { weight: 3, arbitrary: fc.record({ s: fc.constantFrom("1", "2") }) },
  fc.record({ input: taskInput }),
);

it("what the engine shows, accepts and answers is what the rules say, for any template, task and answers", () => {
  let compared = 0;
  fc.assert(
    fc.property(config, taskInput, fc.array(act, { maxLength: 12 }), (config, input, acts) => {
      const engine = openTemplate({
        view_spec: { config: config as Json as JsonObject },
        input_values: input as JsonObject,
        words,
      });
      const rules = naive(structuredClone(config), structuredClone(input));
      const compare = () => {
        // triggers that never end, which the rules do not define
        fc.pre(engine.fault() === null);
        const parts = shown(engine);
        const expected = rules.shown();
        expect(parts.map(({ props }) => props.label)).toEqual(expected.map(({ label }) => label));
        expect(parts.map(({ error }) => error !== null)).toEqual(expected.map(({ error }) => error));
        expect(parts.map(({ type, props }) => (type === "view.text" ? props.content : undefined))).toEqual(
          expected.map(({ content }) => content),
        );
        expect(engine.output()).toEqual(rules.output());
        expect(engine.valid()).toBe(expected.every(({ error }) => !error));
        compared += 1;
        return parts.filter(({ place }) => place !== null);
      };
      let fields = compare();
      for (const act of acts) {
        if ("input" in act) {
          engine.input(act.input as JsonObject);
          rules.input(structuredClone(act.input));
        } else if ("s" in act) {
          engine.set("output.s", act.s);
          rules.write("output.s", act.s);
        } else if (fields.length > 0) {
          const { place } = fields[act.field % fields.length] ?? {};
          if (place == null || place.steps.length === 0) continue;
          engine.act({ kind: "write", place, value: act.value });
          rules.write(placeName(place), structuredClone(act.value));
        }
        fields = compare();
      }
    }),
    { numRuns: 200 },
  );
  expect(compared).toBeGreaterThan(200);
});
