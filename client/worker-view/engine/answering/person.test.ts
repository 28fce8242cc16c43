import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../../../shared/values/json.ts";
import {
  ifIs,
  input,
  internal,
  list,
  opened,
  output,
  part,
  required,
} from "../../../../test/support/worker-view/opened.ts";
import { answer, offersOf, partsOf } from "./person.ts";

const labels = [{ label: "Cat", value: "cat" }];
const options = [
  { label: "X", value: "x" },
  { label: "Y", value: "y" },
];
const field = (type: string, more: JsonObject = {}): JsonObject => ({
  type,
  data: output("a"),
  validation: required,
  ...more,
});
const schema = (schema: JsonObject) => ({ type: "condition.schema", schema });
const url = "https://a.example/page";

// what a person can do with each field
describe("a person answers", () => {
  it.each<[string, JsonObject, Json]>([
    ["a choice", field("field.radio-group", { options }), "x"],
    ["a choice by buttons", field("field.button-radio-group", { options }), "x"],
    ["a select", field("field.select", { options }), "x"],
    ["a single button", field("field.button-radio", { valueToSet: 5 }), 5],
    ["a checkbox", field("field.checkbox"), true],
    ["checkboxes", field("field.checkbox-group", { options }), { x: true }],
    ["several of many", field("field.multi-select", { options }), ["x"]],
    ["text", field("field.text"), "text"],
    [
      "text of a form",
      field("field.textarea", { validation: schema({ type: "string", format: "uri" }) }),
      "https://www.example.org/page",
    ],
    [
      "text that is long",
      field("field.textarea", { validation: schema({ type: "string", minLength: 20 }) }),
      "https://www.example.org/page",
    ],
    ["a number", field("field.number", { minimum: 5 }), 5],
    ["a date", field("field.date"), "2026-01-01T00:00:00Z"],
    ["an e-mail address", field("field.email"), "person@example.org"],
    ["a phone number", field("field.phone-number"), "+10000000000"],
    ["an upload", field("field.file"), "00000000-0000-4000-8000-000000000001"],
    ["uploads", field("field.media-file", { multiple: true }), ["00000000-0000-4000-8000-000000000001"]],
    [
      "shapes",
      field("field.image-annotation", { labels, shapes: { point: true } }),
      [{ shape: "point", left: 0.1, top: 0.1, label: "cat" }],
    ],
    [
      "segments",
      field("field.text-annotation", { labels, content: "abc" }),
      [{ label: "cat", offset: 0, length: 1, segment: "a" }],
    ],
    ["a quiz", field("field.quiz", { options: [{ key: "q", options }] }), { q: "x" }],
    [
      "a list",
      field("field.list", {
        render: { type: "field.text", data: { type: "data.relative", path: "n" }, validation: required },
      }),
      [{ n: "text" }],
    ],
  ])("%s", (_what, view, expected) => {
    const template = opened(view);
    expect(template.valid()).toBe(false);
    expect(answer(template, new Map(), [])).toBe(true);
    expect(template.output()).toEqual({ a: expected });
  });
  it.each<[string, JsonObject]>([
    ["a recording that must be heard", { type: "view.audio", url, validation: { type: "condition.played-fully" } }],
    ["a link that must be opened", { type: "view.link", url, validation: { type: "condition.link-opened", url } }],
    [
      "one of many links",
      { type: "view.link-group", links: [{ url, content: "x" }], validation: { type: "condition.link-opened", url } },
    ],
    [
      "a button that opens it",
      list({
        type: "view.action-button",
        label: "x",
        action: { type: "action.open-link", payload: url },
        validation: { type: "condition.link-opened", url },
      }),
    ],
    [
      "a button that sets a value",
      {
        ...list({
          type: "view.action-button",
          label: "x",
          action: { type: "action.set", data: internal("b"), payload: 1 },
        }),
        validation: { type: "condition.required", data: internal("b") },
      },
    ],
    [
      "a field that a layout asks for",
      {
        ...list({ type: "field.text", data: output("a") }),
        validation: { type: "condition.required", data: output("a") },
      },
    ],
    [
      "a branch, and what it asks for",
      list(field("field.radio-group", { options }), ifIs("a", "x", { ...field("field.text"), data: output("b") })),
    ],
  ])("%s", (_what, view) => {
    const template = opened(view);
    expect(template.valid()).toBe(false);
    expect(answer(template, new Map(), [])).toBe(true);
  });
  it("with the texts that the task names, where a field asks for one", () => {
    const view = field("field.text", { validation: { type: "condition.equals", to: "secret" } });
    expect(answer(opened(view), new Map(), [])).toBe(false);
    expect(answer(opened(view), new Map(), ["secret"])).toBe(true);
  });
  it("with the choices that were made beforehand", () => {
    const template = opened(
      list(
        field("field.radio-group", { options }),
        ifIs("a", "y", { ...field("field.radio-group", { options }), data: output("b") }),
      ),
    );
    answer(
      template,
      new Map<string, Json>([
        ["output.a", "y"],
        ["output.b", "y"],
        ["output.c", "y"],
      ]),
      [],
    );
    expect(template.output()).toEqual({ a: "y", b: "y" });
  });
  it("nothing where nothing is asked", () => {
    const template = opened({ type: "field.text", data: output("a") });
    expect(answer(template, new Map(), [])).toBe(true);
    expect(template.output()).toEqual({});
  });
  it("as far as it goes where it is impossible, and leaves the field as it was", () => {
    const template = opened(field("field.text", { validation: schema({ const: { no: "text" } }) }));
    expect(answer(template, new Map(), [])).toBe(false);
    expect(template.output()).toEqual({});
  });
});

it("the parts of a view are found wherever they stand", () => {
  const view = {
    type: "view.labeled-list",
    items: [{ label: "x", content: { type: "view.alert", content: field("field.text") } }],
  };
  expect(partsOf(opened(view)).map(({ type }) => type)).toEqual(["view.labeled-list", "view.alert", "field.text"]);
});
it("the choices are those that are shown", () => {
  const view = list(
    field("field.radio-group", { options }),
    ifIs("a", "y", { ...field("field.checkbox"), data: output("b") }),
  );
  const template = opened(view, { input: {} });
  expect(offersOf(template).map(({ place, value }) => [place, value])).toEqual([
    ["output.a", "x"],
    ["output.a", "y"],
  ]);
  template.set("output.a", "y");
  expect(offersOf(template)).toHaveLength(3);
  expect(offersOf(opened({ ...field("field.radio-group", { options }), data: input("a") }))).toEqual([]);
  expect(part(template, "view.items.0").value).toBe("y");
});
