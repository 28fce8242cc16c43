import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../../shared/values/json.ts";
import { input, internal, list, opened, output, part, resolved } from "../../../test/support/worker-view/opened.ts";

const given = { input: { a: { b: [1, null] }, no: null, held: { held: 1, drawn: true } }, output: { x: "answer" } };
const local = (path: string, more: JsonObject = {}): JsonObject => ({ type: "data.local", path, ...more });

describe("what data reads", () => {
  it.each<[string, Json, Json | undefined]>([
    ["the task's input", input("a.b.0"), 1],
    ["null, not the default", input("no", { default: 5 }), null],
    ["the default through what holds nothing", input("no.deeper", { default: 5 }), 5],
    ["the default past a list's end", input("a.b.9", { default: 5 }), 5],
    ["the default of a default", input("x", { default: input("y", { default: "z" }) }), "z"],
    ["the whole input", { type: "data.input", path: "a" }, { b: [1, null] }],
    ["the answer", output("x"), "answer"],
    ["the whole answer", output(""), { x: "answer" }],
    ["no default of an answer that no field shows", output("y", { default: 1 }), undefined],
    ["no default of a scratch value that no field shows", internal("y", { default: 1 }), undefined],
    ["nothing outside a transform", local("item"), undefined],
    ["a local default", local("item", { default: 2 }), 2],
    ["nothing outside a list", { type: "data.relative", path: "" }, undefined],
    ["a part of other data", { type: "data.sub", parent: input("a"), path: "b.0" }, 1],
    ["the assignment's id", { type: "@toloka/data.assignment-id" }, "preview-assignment"],
    ["a path that is a number", { type: "data.sub", parent: input("a.b"), path: 0 }, 1],
    ["keys that look like the engine's own", input("held"), { held: 1, drawn: true }],
  ])("%s", (_what, expression, expected) => expect(resolved(expression, given)).toEqual(expected));
  it.each([
    [null, "unavaliable,unavaliable"],
    ["rejected", "rejected,rejected"],
    ["1.5,2.5", "1.5,2.5"],
  ])("the place %j as %j", (location, expected) => {
    expect(resolved({ type: "@yandex-toloka/data.location" }, { location })).toBe(expected);
  });
  it("changes with the input, and keeps what was answered", () => {
    const template = opened(
      list({ type: "view.text", content: input("t") }, { type: "field.text", data: output("a") }),
    );
    template.set("output.a", "typed");
    template.input({ t: "new" });
    expect(part(template, "view.text").props.content).toBe("new");
    expect(template.output()).toEqual({ a: "typed" });
  });
});

describe("a default", () => {
  const field = (data: Json, more: JsonObject = {}) => ({ type: "field.text", data, ...more });
  it("comes true when its field appears", () => {
    expect(opened(field(output("a", { default: "d" }))).output()).toEqual({ a: "d" });
    expect(part(opened(field(internal("a", { default: input("t") })), { input: { t: "x" } }), "view").value).toBe("x");
  });
  it("leaves a value that is there, null too", () => {
    const template = opened(field(output("a", { default: "d" })), { output: { a: null } });
    expect(template.output()).toEqual({ a: null });
  });
  it("does not come back after the worker cleared the field", () => {
    const template = opened(field(output("a", { default: "d" })));
    template.set("output.a", undefined);
    expect(template.output()).toEqual({});
  });
  it("does not come true where the value was touched before the field appeared", () => {
    const view = list(
      { type: "field.checkbox", data: output("more") },
      {
        type: "helper.if",
        condition: { type: "condition.required", data: output("more") },
        then: field(output("a", { default: "d" })),
      },
    );
    const touched = opened(view);
    touched.set("output.a", undefined);
    touched.set("output.more", true);
    expect(touched.output()).toEqual({ more: true });
    const fresh = opened(view);
    fresh.set("output.more", true);
    expect(fresh.output()).toEqual({ more: true, a: "d" });
  });
  it("does not count as touched", () => {
    const template = opened(field(output("a", { default: "" }), { validation: { type: "condition.required" } }));
    const place = part(template, "view").place;
    expect([template.valid(), template.speaks(place)]).toEqual([true, false]);
    template.set("output.a", undefined);
    expect([template.valid(), template.speaks(place)]).toEqual([false, true]);
  });
  it("comes true once for a path, of the first field", () => {
    const template = opened(list(field(output("a", { default: "1" })), field(output("a", { default: "2" }))));
    expect(template.output()).toEqual({ a: "1" });
  });
  it("of data that only shows is what it shows", () => {
    expect(part(opened(field(input("a", { default: "d" }))), "view").value).toBe("d");
  });
  it("that reads the input follows it until the field is touched", () => {
    const template = opened(field(internal("a", { default: input("t") })), { input: { t: "x" } });
    template.input({ t: "y" });
    expect(part(template, "view").value).toBe("y");
    template.set("internal.a", "mine");
    template.input({ t: "z" });
    expect(part(template, "view").value).toBe("mine");
  });
  it("comes true again after a reset", () => {
    const template = opened(field(output("a", { default: "d" })));
    template.set("output.a", "x");
    template.reset();
    expect(template.output()).toEqual({ a: "d" });
  });
});

describe("an answer shown filled in", () => {
  it("replaces what was typed, and is what a reset goes back to", () => {
    const template = opened({ type: "field.text", data: output("a") }, { output: { a: "first" } });
    template.set("output.a", "typed");
    template.reset();
    expect(template.output()).toEqual({ a: "first" });
    template.answer({ a: "second" });
    expect(part(template, "view").value).toBe("second");
  });
  it("is not changed by triggers before the worker does something", () => {
    const set = (payload: Json) => ({ type: "action.set", data: output("b"), payload });
    const template = opened(
      list({ type: "field.text", data: output("a") }, { type: "field.list", data: internal("l", { default: [{}] }) }),
      {
        output: { a: "first", b: "stays" },
        plugins: [
          { type: "plugin.trigger", fireImmediately: true, action: set("start") },
          { type: "plugin.trigger", onChangeOf: internal("l"), action: set("changed") },
          { type: "plugin.trigger", onChangeOf: output("a"), action: set(output("a")) },
        ],
      },
    );
    expect(template.output()).toEqual({ a: "first", b: "stays" });
    template.set("output.a", "x");
    expect(template.output()).toEqual({ a: "x", b: "x" });
  });
});
