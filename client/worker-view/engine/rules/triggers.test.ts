import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../../../shared/values/json.ts";
import { input, internal, list, opened, output, part } from "../../../../test/support/worker-view/opened.ts";

const set = (path: string, payload: Json): JsonObject => ({ type: "action.set", data: output(path), payload });
const trigger = (props: JsonObject): JsonObject => ({ type: "plugin.trigger", ...props });
const field = { type: "field.text", data: output("a") };
const local = (path: string): JsonObject => ({ type: "data.local", path });

const after = (plugins: JsonObject[], ...acts: [string, Json | undefined][]) => {
  const template = opened(field, { plugins, input: { t: "in" } });
  for (const [path, value] of acts) template.set(path, value);
  return template.output();
};

describe("plugin.trigger", () => {
  it("acts when the value changes, not before", () => {
    const plugins = [trigger({ onChangeOf: output("a"), action: set("b", 1) })];
    expect(after(plugins)).toEqual({});
    expect(after(plugins, ["output.a", "x"])).toEqual({ a: "x", b: 1 });
    expect(after(plugins, ["output.c", "x"])).toEqual({ c: "x" });
  });
  it("acts when something inside changes", () => {
    const plugins = [trigger({ onChangeOf: output("o"), action: set("b", 1) })];
    expect(after(plugins, ["output.o.deep.er", "x"])).toMatchObject({ b: 1 });
  });
  it("tells null from nothing", () => {
    expect(after([trigger({ onChangeOf: output("a"), action: set("b", 1) })], ["output.a", null])).toEqual({
      a: null,
      b: 1,
    });
  });
  it("acts at the start if told, without touching", () => {
    const template = opened(
      { type: "field.text", data: output("b") },
      {
        plugins: [trigger({ fireImmediately: true, action: set("b", "start") })],
      },
    );
    expect(template.output()).toEqual({ b: "start" });
    expect(template.speaks(part(template, "view").place)).toBe(false);
  });
  it("without a value to watch acts at the start alone", () => {
    const plugins = [trigger({ fireImmediately: true, action: set("b", output("a")) })];
    expect(after(plugins, ["output.a", "x"])).toEqual({ a: "x" });
    expect(after([trigger({ action: set("b", 1) })], ["output.a", "x"])).toEqual({ a: "x" });
  });
  it.each<[string, JsonObject, JsonObject]>([
    ["the new value by default", { type: "condition.equals", to: "x" }, { a: "x", b: 1 }],
    ["what it names", { type: "condition.equals", data: input("t"), to: "x" }, { a: "x" }],
    [
      "nothing where a helper.if has no else",
      { type: "helper.if", condition: { type: "condition.empty" }, then: false },
      { a: "x", b: 1 },
    ],
  ])("tests in its condition %s", (_what, condition, expected) => {
    expect(after([trigger({ onChangeOf: output("a"), condition, action: set("b", 1) })], ["output.a", "x"])).toEqual(
      expected,
    );
  });
  it("gives the new value to its action", () => {
    expect(after([trigger({ onChangeOf: output("a"), action: set("b", local("")) })], ["output.a", "x"])).toEqual({
      a: "x",
      b: "x",
    });
    const plugins = [trigger({ onChangeOf: output("o"), action: set("b", local("k")) })];
    expect(after(plugins, ["output.o", { k: 5 }])).toEqual({ o: { k: 5 }, b: 5 });
  });
  it("sets off another, in one go", () => {
    const plugins = [
      trigger({ onChangeOf: output("b"), action: set("c", output("b")) }),
      trigger({ onChangeOf: output("a"), action: set("b", output("a")) }),
    ];
    expect(after(plugins, ["output.a", "x"])).toEqual({ a: "x", b: "x", c: "x" });
  });
  it("sees what the input changes", () => {
    const template = opened(field, { plugins: [trigger({ onChangeOf: input("t"), action: set("b", input("t")) })] });
    template.input({ t: "new" });
    expect(template.output()).toEqual({ b: "new" });
  });
  it("may choose its action", () => {
    const action = { type: "helper.if", condition: { type: "condition.empty" }, then: set("b", 1), else: set("b", 2) };
    expect(after([trigger({ onChangeOf: output("a"), action })], ["output.a", "x"])).toEqual({ a: "x", b: 2 });
  });
  it("may be several of one kind", () => {
    const plugins = [set("b", 1), set("c", 2)].map((action) => trigger({ onChangeOf: output("a"), action }));
    expect(after(plugins, ["output.a", "x"])).toEqual({ a: "x", b: 1, c: 2 });
  });
  it("reaches a field that its change makes appear", () => {
    const shownField = {
      type: "helper.if",
      condition: { type: "condition.required", data: internal("more") },
      then: { type: "field.text", data: output("b", { default: "d" }) },
    };
    const template = opened(list(field, shownField), {
      plugins: [
        trigger({ onChangeOf: output("a"), action: { type: "action.set", data: internal("more"), payload: true } }),
      ],
    });
    template.set("output.a", "x");
    expect(template.output()).toEqual({ a: "x", b: "d" });
  });
  it("that sets itself off without end is a fault of the view", () => {
    const grow = set("a", { type: "helper.join", items: [output("a"), "x"] });
    const template = opened(field, { plugins: [trigger({ onChangeOf: output("a"), action: grow })] });
    template.set("output.a", "x");
    expect(template.fault()).toMatchObject({ path: "plugins", text: expect.stringContaining("without end") });
    template.reset();
    expect(template.fault()).toBeNull();
  });
});
