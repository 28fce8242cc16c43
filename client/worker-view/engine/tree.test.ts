import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../../shared/values/json.ts";
import { ifIs, input, list, opened, output, part, required, shown } from "../../../test/support/worker-view/opened.ts";
import en from "./words.en.ts";

const field = (type: string, more: JsonObject = {}): JsonObject => ({ type, data: output("a"), ...more });
const errorOf = (view: JsonObject, value?: Json) =>
  part(opened(view, { output: value === undefined ? {} : { a: value } }), "view").error;

describe("a field's own check", () => {
  const labels = [{ label: "Cat", value: "cat" }];
  it.each<[JsonObject, Json | undefined, string | null]>([
    [field("field.number", { minimum: 1, maximum: 3 }), 2, null],
    [field("field.number", { minimum: 1, maximum: 3 }), 0, en.numberRange],
    [field("field.number", { minimum: 1, maximum: 3 }), 4, en.numberRange],
    [field("field.number", { minimum: 0 }), -1, en.numberRange],
    [field("field.number", { minimum: 1 }), undefined, null],
    [field("field.email"), "a@b", null],
    [field("field.email"), "a@", en.email],
    [field("field.email"), undefined, null],
    [field("field.phone-number"), "+79991234567", null],
    [field("field.phone-number"), "12-34", en.phone],
    [field("field.image-annotation", { labels }), [{ shape: "point", left: 0.5, top: 0.5, label: "cat" }], null],
    [field("field.image-annotation", { labels }), [{ shape: "point", left: 0.5, top: 0.5 }], en.shapeLabel],
    [field("field.image-annotation"), [{ shape: "point", left: 0.5, top: 0.5 }], null],
    [field("field.image-annotation", { labels }), "a string that a hotkey wrote", null],
    [field("field.text-annotation", { labels }), "a string that a hotkey wrote", null],
  ])("%j with %j", (view, value, expected) => expect(errorOf(view, value)?.text ?? null).toBe(expected));
  it("counts only where its condition passes", () => {
    const view = field("field.email", { validation: { type: "condition.equals", to: "x", hint: "Write x" } });
    expect(errorOf(view, "y")).toEqual({ text: "Write x", from: "condition" });
    expect(errorOf(view, "x")).toEqual({ text: en.email, from: "field" });
  });
});

describe("an answer is valid", () => {
  it.each<[string, JsonObject, boolean]>([
    ["without conditions", list(field("field.text")), true],
    ["not while a field's condition fails", list(field("field.text", { validation: required })), false],
    [
      "not while a layout's condition fails",
      { ...list(field("field.text")), validation: { type: "condition.required", data: output("a") } },
      false,
    ],
    [
      "not while one in an alert fails",
      { type: "view.alert", content: field("field.text", { validation: required }) },
      false,
    ],
    [
      "not while one in a closed part fails",
      { type: "view.collapse", label: "x", content: field("field.text", { validation: required }) },
      false,
    ],
    ["though a hidden one would fail", list(ifIs("x", 1, field("field.text", { validation: required }))), true],
    ["not while a disabled one fails", field("field.text", { disabled: true, validation: required }), false],
    ["where a helper makes no condition", field("field.text", { validation: ifIs("x", 1, required) }), true],
    [
      "not where a helper makes one that fails",
      field("field.text", { validation: ifIs("x", 1, true, required) }),
      false,
    ],
  ])("%s", (_what, view, expected) => expect(opened(view).valid()).toBe(expected));
});

describe("errors speak", () => {
  const view = list(field("field.text", { validation: required }), { type: "field.text", data: output("b.c") });
  it("once the value was touched, inside too", () => {
    const template = opened(view);
    const [a, b] = [
      { tree: "output", steps: ["a"] },
      { tree: "output", steps: ["b"] },
    ] as const;
    expect([template.speaks(a), template.speaks(b), template.speaks(null)]).toEqual([false, false, false]);
    template.set("output.a", "x");
    expect([template.speaks(a), template.speaks(b)]).toEqual([true, false]);
    template.set("output.b.c", "x");
    expect(template.speaks(b)).toBe(true);
    expect(template.speaks({ tree: "output", steps: ["b", "c", "d"] })).toBe(false);
  });
  it("all after submit was pressed, until a reset", () => {
    const template = opened(view);
    expect(template.submit().problems).toEqual([{ path: "view.items.0", text: en.required[0], from: "condition" }]);
    expect(template.speaks(null)).toBe(true);
    template.reset();
    expect(template.speaks(null)).toBe(false);
  });
  it("no more when the answer is valid: submit gives it as it is", () => {
    const template = opened(view);
    template.set("output.a", "x");
    expect(template.submit()).toEqual({ output: { a: "x" }, problems: [] });
  });
});

describe("what is drawn", () => {
  it("has its properties resolved, and its options", () => {
    const options = { type: "helper.transform", items: input("o"), into: { type: "data.local", path: "item" } };
    const template = opened(field("field.select", { options, label: "L" }), {
      input: { o: [{ label: "x", value: 1 }] },
    });
    expect(part(template, "view").props).toEqual({ options: [{ label: "x", value: 1 }], label: "L" });
  });
  it("keeps the place of what helper.if leaves out empty", () => {
    const template = opened(list(ifIs("x", 1, { type: "view.divider" }), { type: "view.divider" }));
    expect(part(template, "view").props.items).toEqual([undefined, expect.objectContaining({ type: "view.divider" })]);
  });
  it("keeps its key while it is shown, and has one of its own", () => {
    const template = opened(
      { type: "view.list", items: [1, 2, 3].map(() => ({ $ref: "vars.d" })) },
      { vars: { d: { type: "view.divider" } } },
    );
    const keys = () => shown(template).map(({ key }) => key);
    const before = keys();
    expect(new Set(before).size).toBe(4);
    template.set("output.a", 1);
    expect(keys()).toEqual(before);
  });
  it("may be a literal where data is expected", () => {
    const template = opened({ type: "field.text", data: "data.output", validation: required });
    expect(part(template, "view")).toMatchObject({ place: null, value: "data.output" });
    expect(template.valid()).toBe(true);
  });
  it("survives values of every kind where another is expected", () => {
    for (const value of [null, 5, "x", true, [], {}, [[1]], { a: { b: 1 } }] as Json[])
      for (const type of [
        "field.checkbox-group",
        "field.list",
        "field.number",
        "field.email",
        "field.image-annotation",
      ]) {
        const props = { options: value, labels: value, minimum: value, render: { type: "view.text", content: value } };
        expect(opened(field(type, props), { output: { a: value } }).fault()).toBeNull();
      }
  });
});

it("tells its listeners of every change, until they leave", () => {
  const template = opened(field("field.text"));
  let told = 0;
  const leave = template.subscribe(() => {
    told += 1;
  });
  template.set("output.a", "x");
  template.input({});
  leave();
  template.set("output.a", "y");
  expect(told).toBe(2);
});
