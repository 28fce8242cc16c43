import { describe, expect, it } from "vitest";
import { type Json, type JsonObject, stringifyJson } from "../../../shared/values/json.ts";
import { internal, list, opened, output, part } from "../../../test/support/worker-view/opened.ts";
import { openTemplate } from "./template.ts";
import { isDoable } from "./tree.ts";
import en from "./words.en.ts";

const fault = (config: Json) => openTemplate({ view_spec: { config }, input_values: {}, words: en }).fault()?.text;
const set = (path: string, payload: Json): JsonObject => ({ type: "action.set", data: output(path), payload });
const nested = (levels: number, make: (inner: Json) => Json, innermost: Json): Json =>
  levels === 0 ? innermost : make(nested(levels - 1, make, innermost));
/** Names that each stand for two or more of the next: a few lines that mean 2 to the power of `levels` parts. */
const doubling = (levels: number, of: (twice: Json[]) => Json, last: Json): JsonObject => {
  const vars: JsonObject = { v0: last };
  for (let level = 1; level <= levels; level += 1)
    vars[`v${level}`] = of([{ $ref: `vars.v${level - 1}` }, { $ref: `vars.v${level - 1}` }]);
  return vars;
};

describe("a config that is too large is refused", () => {
  it.each<[string, () => Json, string]>([
    [
      "10 MB of text",
      () => stringifyJson({ view: { type: "view.text", content: "x".repeat(10_000_000) } }),
      "longer than",
    ],
    ["as many parts as text allows", () => `{"view":[${"[],".repeat(300_000)}[]]}`, "more than 100000 parts"],
    [
      "300,000 numbers",
      () => ({ view: { type: "view.text", content: Array<Json>(300_000).fill(1) } }),
      "more than 100000 parts",
    ],
    ["JSON that nests deep", () => `${"[".repeat(100_000)}${"]".repeat(100_000)}`, "not acceptable JSON"],
    [
      "views that nest deep",
      () => ({ view: nested(200, (content) => ({ type: "view.alert", content }), "x") }),
      "deeper than 100",
    ],
    [
      "a long chain of $ref",
      () => ({
        view: { $ref: "vars.a0" },
        vars: Object.fromEntries(
          Array.from({ length: 5000 }, (_, at): [string, Json] => [`a${at}`, { $ref: `vars.a${at + 1}` }]),
        ),
      }),
      "deeper than 100",
    ],
    ["a key __proto__", () => '{"view":{"type":"view.text","__proto__":{"x":1}}}', "__proto__"],
  ])("%s", (_what, config, expected) => expect(fault(config())).toContain(expected));
});

describe("a view that asks for too much is stopped", () => {
  const view = (content: Json): Json => ({ type: "view.text", content });
  const items = (count: number): Json[] => Array<Json>(count).fill("x");
  const transform = (levels: number): Json =>
    nested(levels, (into) => ({ type: "helper.transform", items: items(100), into }), "x");
  it.each<[string, Json, JsonObject, string]>([
    [
      "views doubled 30 times",
      { $ref: "vars.v30" },
      doubling(30, (two) => list(...two), { type: "view.divider" }),
      en.tooManyParts(5000),
    ],
    [
      "texts doubled 30 times",
      view({ $ref: "vars.v30" }),
      doubling(30, (two) => ({ type: "helper.join", items: two }), "x"),
      en.tooMuch,
    ],
    [
      "lists doubled 30 times",
      view({ $ref: "vars.v30" }),
      doubling(30, (two) => ({ type: "helper.concat-arrays", items: two }), [1]),
      en.tooMuch,
    ],
    [
      "conditions doubled 30 times",
      view({ $ref: "vars.v30" }),
      doubling(30, (two) => ({ type: "condition.all", conditions: two }), { type: "condition.empty" }),
      en.tooMuch,
    ],
    [
      "a long text a thousand times",
      view({ type: "helper.join", items: Array<Json>(1000).fill({ $ref: "vars.long" }) }),
      { long: "x".repeat(1_000_000) },
      en.tooMuch,
    ],
    [
      "a text longer than a megabyte",
      view({ type: "helper.join", items: [{ $ref: "vars.long" }, { $ref: "vars.long" }] }),
      { long: "x".repeat(700_000) },
      "A text of more than",
    ],
    [
      "a replacement that makes a long text",
      view({ type: "helper.replace", data: { $ref: "vars.long" }, find: "x", replace: { $ref: "vars.long" } }),
      { long: "x".repeat(100_000) },
      "A text of more than",
    ],
    ["a transform in a transform in a transform", view(transform(4)), {}, en.tooMuch],
    [
      "a transform of too long a list",
      view({ type: "helper.transform", items: { $ref: "vars.many" }, into: 1 }),
      { many: items(2001) },
      "more than 2000",
    ],
    [
      "a schema that contains itself twice",
      view({
        type: "condition.schema",
        data: 1,
        schema: {
          anyOf: [{ $ref: "#/x" }, { $ref: "#/x" }],
          x: { anyOf: [{ $ref: "#/x" }, { $ref: "#/x" }, { type: "string" }], not: { type: "number" } },
        },
      }),
      {},
      en.tooMuch,
    ],
    ["5001 views", list(...items(5001).map(() => ({ type: "view.divider" }))), {}, en.tooManyParts(5000)],
  ])("%s", (_what, root, vars, expected) => expect(opened(root, { vars }).fault()?.text).toContain(expected));
  it("and names the part", () => {
    expect(opened(list(view("a"), view(transform(4)))).fault()?.path).toMatch(/^view\.items\.1\.content/);
  });
  it("one definition shown 4,000 times is not too much", () => {
    const root = list(...Array<Json>(4000).fill({ $ref: "vars.d" }));
    expect(opened(root, { vars: { d: { type: "view.divider" } } }).fault()).toBeNull();
  });
});

describe("actions without end are stopped", () => {
  const press = (action: Json, vars: JsonObject = {}) => {
    const template = opened({ type: "view.action-button", label: "Go", action }, { vars });
    const { action: doable } = part(template, "view").props;
    if (isDoable(doable)) template.act({ kind: "do", action: doable.action });
    return template;
  };
  it("a bulk doubled 30 times", () => {
    const vars = doubling(30, (payload) => ({ type: "action.bulk", payload }), set("a", 1));
    const template = press({ $ref: "vars.v30" }, vars);
    expect(template.fault()?.text).toBe(en.tooMuch);
    template.reset();
    expect(template.fault()).toBeNull();
  });
  it("a bulk of ten thousand", () => {
    expect(press({ type: "action.bulk", payload: Array<Json>(10_000).fill(set("a", 1)) }).fault()?.text).toBe(
      en.tooMuch,
    );
  });
  it("a value that doubles with every trigger", () => {
    const plugins = [{ type: "plugin.trigger", onChangeOf: output("a"), action: set("a", [output("a"), output("a")]) }];
    const template = opened({ type: "view.text", content: "x" }, { plugins });
    template.set("output.a", 1);
    expect(template.fault()).not.toBeNull();
  });
  it("a value that nests deeper with every press", () => {
    const template = opened(
      { type: "view.text", content: "x" },
      { plugins: [{ type: "plugin.hotkeys", q: set("a", { b: output("a") }) }] },
    );
    for (let press = 0; press < 100 && template.fault() === null; press += 1)
      template.act({ kind: "key", key: "q", typing: false });
    expect(template.fault()?.text).toBe(en.tooLargeValue);
  });
  it("a trigger that counts up", () => {
    const add = { type: "helper.sum", items: [internal("n"), 1] };
    const plugins = [
      {
        type: "plugin.trigger",
        fireImmediately: true,
        onChangeOf: internal("n"),
        action: { type: "action.set", data: internal("n"), payload: add },
      },
    ];
    expect(opened({ type: "view.text", content: "x" }, { plugins }).fault()?.text).toBe(en.endless);
  });
});

describe("names that every object has", () => {
  const names = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"];
  it.each(names)("%s as a type, an option and a property changes nothing else", (name) => {
    const types = ["", "view.", "field.", "data.", "helper.", "condition.", "action.", "plugin.", "@toloka/"].map(
      (prefix) => prefix + name,
    );
    for (const type of types) {
      const view = list({ type, data: output("a") }, { type: "view.text", content: { type, data: output("a") } });
      const template = opened(view, { plugins: [{ type, onChangeOf: { type } }] });
      expect(template.fault()).toBeNull();
      expect(template.output()).toEqual({});
    }
    expect({}).not.toHaveProperty("x");
  });
  it.each(names)("%s as a part of a path", (name) => {
    const field = { type: "field.text", data: output(`a.${name}.b`), validation: { type: "condition.required" } };
    const template = opened(list(field, { type: "view.text", content: { type: "data.input", path: `${name}.x` } }));
    if (name === "__proto__") expect(template.fault()?.text).toBe(en.badPath("a.__proto__.b"));
    else {
      template.set(`output.a.${name}.b`, "x");
      expect(stringifyJson(template.output())).toBe(`{"a":{"${name}":{"b":"x"}}}`);
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect({}).not.toHaveProperty("b");
  });
  it("a path of a thousand steps is refused", () => {
    const template = opened({ type: "field.text", data: output("a.".repeat(1000)) });
    expect(template.fault()?.text).toContain("cannot be read or written");
  });
  it("what looks like the engine's own in the task's values is a value", () => {
    const held = {
      held: { type: "x", props: {} },
      scope: {},
      drawn: true,
      key: "k",
      action: { held: 1 },
      elements: [],
    };
    const template = opened(
      list({ type: "field.select", data: output("a"), options: { type: "data.input", path: "o" } }),
      {
        input: { o: [{ label: held, value: held }] },
      },
    );
    expect(part(template, "field.select").props.options).toEqual([{ label: held, value: held }]);
  });
});
