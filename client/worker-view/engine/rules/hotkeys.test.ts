import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../../../shared/values/json.ts";
import { ifIs, list, opened, output, part } from "../../../../test/support/worker-view/opened.ts";
import { keyNamed } from "./hotkeys.ts";

const set = (path: string, payload: Json): JsonObject => ({ type: "action.set", data: output(path), payload });
const toggle = (path: string): JsonObject => ({ type: "action.toggle", data: output(path) });
const hotkeys = (keys: JsonObject) => [{ type: "plugin.hotkeys", ...keys }];
const text = { type: "view.text", content: "a" };

it.each([
  ["A", "a"],
  ["ф", "a"],
  ["Й", "q"],
  ["ArrowUp", "up"],
  ["ArrowDown", "down"],
  ["5", "5"],
  ["Enter", "enter"],
  ["ё", "ё"],
])("the key %s is called %s", (key, name) => expect(keyNamed(key)).toBe(name));

describe("a key", () => {
  it.each<[string, JsonObject, string, boolean, JsonObject]>([
    ["does its action", { q: set("a", 1) }, "q", true, { a: 1 }],
    ["does it on the Russian layout", { q: set("a", 1) }, "й", true, { a: 1 }],
    ["may be an arrow", { up: set("a", 1) }, "ArrowUp", true, { a: 1 }],
    ["that is bound to nothing does nothing", { q: set("a", 1) }, "w", false, {}],
    ["whose action is nothing now does nothing", { q: ifIs("x", 1, set("a", 1)) }, "q", false, {}],
    ["that is a setting's name does nothing", { allowHotkeysInInputs: true }, "allowHotkeysInInputs", false, {}],
    ["that is what every object has does nothing", { q: set("a", 1) }, "constructor", false, {}],
  ])("%s", (_what, keys, key, used, expected) => {
    const template = opened(text, { plugins: hotkeys(keys) });
    expect(template.act({ kind: "key", key, typing: false })).toBe(used);
    expect(template.output()).toEqual(expected);
  });
  it.each([
    [false, false],
    [true, true],
  ])("pressed in a text works only if allowed: %s", (allowHotkeysInInputs, used) => {
    const template = opened(text, { plugins: hotkeys({ q: set("a", 1), allowHotkeysInInputs }) });
    expect(template.act({ kind: "key", key: "q", typing: true })).toBe(used);
  });
  it("may be bound in several plugins", () => {
    const template = opened(text, { plugins: [...hotkeys({ q: set("a", 1) }), ...hotkeys({ w: set("a", 2) })] });
    template.act({ kind: "key", key: "w", typing: false });
    expect(template.output()).toEqual({ a: 2 });
  });
});

describe("a badge stands at", () => {
  const options = [
    { label: "Yes", value: "true" },
    { label: "No", value: true },
  ];
  const radio = { type: "field.radio-group", data: output("a"), options };
  const audio = { type: "view.audio", url: "https://a.example/1.mp3" };
  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    ["an option", radio, { 1: set("a", "true"), 2: set("a", true) }, { 0: "1", 1: "2" }],
    ["an option of a button group", { ...radio, type: "field.button-radio-group" }, { 1: set("a", true) }, { 1: "1" }],
    ["no option of another value", radio, { 1: set("a", "yes") }, {}],
    ["no option of another path", radio, { 1: set("b", "true") }, {}],
    [
      "an option whose value a helper makes",
      radio,
      { 1: set("a", { type: "helper.join", items: ["tr", "ue"] }) },
      { 0: "1" },
    ],
    ["a checkbox", { type: "field.checkbox", data: output("a") }, { q: toggle("a") }, { "": "q" }],
    [
      "a part of a checkbox group",
      { ...radio, type: "field.checkbox-group" },
      { q: toggle("a.true") },
      { 0: "q", 1: "q" },
    ],
    [
      "a single button",
      { type: "field.button-radio", data: output("a"), valueToSet: 5 },
      { q: set("a", 5) },
      { "": "q" },
    ],
    [
      "an action button",
      { type: "view.action-button", label: "x", action: set("a", 5) },
      { q: set("a", 5) },
      { "": "q" },
    ],
    ["a player", audio, { q: { type: "action.play-pause", view: { $ref: "view.items.0" } } }, { "": "q" }],
  ])("%s", (_what, view, keys, badges) => {
    expect(part(opened(list(view), { plugins: hotkeys(keys) }), "view.items.0").badges).toEqual(badges);
  });
});
