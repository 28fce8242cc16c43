import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../../../shared/values/json.ts";
import {
  ifIs,
  internal,
  list,
  opened,
  output,
  part,
  required,
  shown,
} from "../../../../test/support/worker-view/opened.ts";

const radio = (path: string, ...values: string[]) => ({
  type: "field.radio-group",
  data: output(path),
  options: values.map((value) => ({ label: value, value })),
});
const text = (path: string, more: JsonObject = {}) => ({ type: "field.text", data: output(path), ...more });

describe("a field that disappears", () => {
  const view = list(radio("kind", "yes", "no"), ifIs("kind", "yes", text("why", { validation: required })));
  it("takes its value out of the answer, and brings it back", () => {
    const template = opened(view);
    template.set("output.kind", "yes");
    template.set("output.why", "because");
    template.set("output.kind", "no");
    expect(template.output()).toEqual({ kind: "no" });
    template.set("output.kind", "yes");
    expect(template.output()).toEqual({ kind: "yes", why: "because" });
  });
  it("blocks no longer", () => {
    const template = opened(view);
    template.set("output.kind", "yes");
    expect(template.valid()).toBe(false);
    template.set("output.kind", "no");
    expect(template.valid()).toBe(true);
  });
  it("does the same with scratch values", () => {
    const field = { type: "field.text", data: internal("note") };
    const template = opened(list(radio("kind", "yes", "no"), ifIs("kind", "yes", field)), { output: { kind: "yes" } });
    template.set("internal.note", "x");
    template.set("output.kind", "no");
    template.set("output.kind", "yes");
    expect(part(template, "field.text").value).toBe("x");
  });
  it("leaves no empty object behind", () => {
    const template = opened(list(radio("kind", "yes", "no"), ifIs("kind", "yes", text("a.b"))));
    template.set("output.kind", "yes");
    template.set("output.a.b", "x");
    template.set("output.kind", "no");
    expect(template.output()).toEqual({ kind: "no" });
  });
  it("and another on its path at once: the value stays, even one that the other does not offer", () => {
    const template = opened(list(radio("kind", "1", "2"), ifIs("kind", "1", radio("a", "x"), radio("a", "y"))));
    template.set("output.kind", "1");
    template.set("output.a", "x");
    template.set("output.kind", "2");
    expect(template.output()).toEqual({ kind: "2", a: "x" });
  });
  it("inside a place that another field holds takes nothing", () => {
    const group = { type: "field.image-annotation", data: output("a"), image: "https://a.example/1.png" };
    const template = opened(list(radio("kind", "1", "2"), group, ifIs("kind", "1", text("a.0.label"))));
    template.set("output.kind", "1");
    template.set("output.a", [{ label: "x" }]);
    template.set("output.kind", "2");
    expect(template.output()).toEqual({ kind: "2", a: [{ label: "x" }] });
  });
  it("and comes back together with a field that holds its parent: its value does not return", () => {
    const both = list({ type: "field.checkbox-group", data: output("d"), options: [] }, text("d.e"));
    const template = opened(
      list(radio("kind", "1", "2", "3"), ifIs("kind", "1", text("d.e")), ifIs("kind", "3", both)),
    );
    template.set("output.kind", "1");
    template.set("output.d.e", "x");
    template.set("output.kind", "2");
    template.set("output.kind", "3");
    expect(template.output()).toEqual({ kind: "3" });
  });
  it("with many: a whole branch goes and comes", () => {
    const branch = list(text("b"), text("c", { data: output("c", { default: "d" }) }));
    const template = opened(list(radio("kind", "1", "2"), ifIs("kind", "1", branch)));
    template.set("output.kind", "1");
    template.set("output.b", "x");
    expect(template.output()).toEqual({ kind: "1", b: "x", c: "d" });
    template.set("output.kind", "2");
    expect(template.output()).toEqual({ kind: "2" });
    template.set("output.kind", "1");
    expect(template.output()).toEqual({ kind: "1", b: "x", c: "d" });
  });
  it("by what a hidden field held: both go", () => {
    const chain = list(radio("a", "1", "2"), ifIs("a", "1", radio("b", "1", "2")), ifIs("b", "1", text("c")));
    const template = opened(chain);
    for (const [path, value] of [
      ["a", "1"],
      ["b", "1"],
      ["c", "x"],
      ["a", "2"],
    ] as const)
      template.set(`output.${path}`, value);
    expect(template.output()).toEqual({ a: "2" });
    template.set("output.a", "1");
    expect(template.output()).toEqual({ a: "1", b: "1", c: "x" });
  });
});

describe("values without a field", () => {
  it("that an action wrote stay in the answer", () => {
    const template = opened(
      { type: "view.text", content: "a" },
      {
        plugins: [{ type: "plugin.hotkeys", q: { type: "action.set", data: output("x"), payload: 1 } }],
      },
    );
    template.act({ kind: "key", key: "q", typing: false });
    expect(template.output()).toEqual({ x: 1 });
  });
});

describe("a checkbox group", () => {
  const group = (path: string, more: JsonObject = {}, ...values: string[]) => ({
    type: "field.checkbox-group",
    data: output(path),
    options: values.map((value) => ({ label: value, value })),
    ...more,
  });
  it("with preserveFalse writes false for every option as soon as it is shown", () => {
    expect(opened(group("a", { preserveFalse: true }, "x", "y")).output()).toEqual({ a: { x: false, y: false } });
    const template = opened(group("a", { preserveFalse: true }, "x", "y"), { output: { a: { x: true } } });
    expect(template.output()).toEqual({ a: { x: true, y: false } });
  });
  it("without it writes nothing", () => expect(opened(group("a", {}, "x")).output()).toEqual({}));
  it("on the whole answer holds its options alone", () => {
    const template = opened(list(radio("kind", "1", "2"), ifIs("kind", "1", group("", {}, "x", "y"))));
    template.set("output.kind", "1");
    template.set("output.x", true);
    expect(template.output()).toEqual({ kind: "1", x: true });
    template.set("output.kind", "2");
    expect(template.output()).toEqual({ kind: "2" });
  });
});

it("a checkbox with preserveFalse is false from the start", () => {
  const box = (more: JsonObject) => opened({ type: "field.checkbox", data: output("a"), ...more }).output();
  expect([box({}), box({ preserveFalse: true })]).toEqual([{}, { a: false }]);
});

describe("field.list", () => {
  const relative = (path: string): JsonObject => ({ type: "data.relative", path });
  const view = (render: Json) => ({ type: "field.list", data: output("items"), render, buttonLabel: "Add" });
  const name = { type: "field.text", data: relative("name"), validation: required };
  const names = (template: ReturnType<typeof opened>) =>
    shown(template)
      .filter(({ type }) => type === "field.text")
      .map(({ value }) => value);
  it("draws an element's view for each, with its own values and errors", () => {
    const template = opened(view(name), { output: { items: [{ name: "a" }, {}] } });
    expect(names(template)).toEqual(["a", undefined]);
    expect(template.problems()).toHaveLength(1);
    template.act({ kind: "write", place: { tree: "output", steps: ["items", "1", "name"] }, value: "b" });
    expect(template.output()).toEqual({ items: [{ name: "a" }, { name: "b" }] });
    expect(template.valid()).toBe(true);
  });
  it("keeps the others when one is removed", () => {
    const template = opened(view(name), { output: { items: [{ name: "a" }, { name: "b" }, { name: "c" }] } });
    template.set("output.items", [{ name: "a" }, { name: "c" }]);
    expect(names(template)).toEqual(["a", "c"]);
    template.set("output.items", undefined);
    expect(template.output()).toEqual({});
  });
  it("may have plain values as elements", () => {
    const template = opened(view({ type: "field.text", data: relative("") }), { output: { items: ["a", "b"] } });
    expect(names(template)).toEqual(["a", "b"]);
  });
  it("gives the element's number and value to the view", () => {
    const label = { type: "view.text", content: { type: "data.local", path: "index" } };
    const template = opened(view(label), { output: { items: ["a", "b"] } });
    expect(
      shown(template)
        .filter(({ type }) => type === "view.text")
        .map(({ props }) => props.content),
    ).toEqual([0, 1]);
  });
  it("may stand in a list", () => {
    const inner = { type: "field.list", data: relative("inner"), render: { type: "field.text", data: relative("") } };
    const template = opened(view(list(name, inner)), { output: { items: [{ name: "a", inner: ["x", "y"] }] } });
    expect(names(template)).toEqual(["a", "x", "y"]);
    const last = shown(template)
      .filter(({ type }) => type === "field.text")
      .at(-1);
    expect(last?.place).toEqual({ tree: "output", steps: ["items", "0", "inner", "1"] });
  });
  it("is no list where the value is none", () => {
    expect(names(opened(view(name), { output: { items: "text" } }))).toEqual([]);
  });
});
