import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../../../shared/values/json.ts";
import { ifIs, input, internal, list, opened, output, part } from "../../../../test/support/worker-view/opened.ts";
import type { Template } from "../template.ts";
import type { Doable } from "../tree.ts";
import type { Effect } from "./actions.ts";

const button = (action: Json, label = "Go") => ({ type: "view.action-button", label, action });
const press = (template: Template, path = "view.action-button") => {
  const { action } = part(template, path).props;
  template.act({ kind: "do", action: (action as Doable).action });
};
const set = (path: string, payload: Json): JsonObject => ({ type: "action.set", data: output(path), payload });

describe("an action's effect on the answer", () => {
  it.each<[string, JsonObject, JsonObject, JsonObject]>(
    [
      ["set writes", set("a", 1), {}, { a: 1 }],
      ["set writes an object that it makes", set("a", { b: input("t"), c: { $empty: true } }), {}, { a: { b: "in" } }],
      ["set of nothing clears", set("a.b", { $empty: true }), { a: { b: 1 } }, {}],
      ["set without a payload clears", { type: "action.set", data: output("a") }, { a: 1 }, {}],
      ["set reads its payload when done", set("a", output("b")), { b: 5 }, { a: 5, b: 5 }],
      ["set to the input writes nothing", { type: "action.set", data: input("t"), payload: 1 }, {}, {}],
      ["toggle sets true", { type: "action.toggle", data: output("a") }, {}, { a: true }],
      ["toggle clears true", { type: "action.toggle", data: output("a") }, { a: true }, {}],
      ["toggle makes false true", { type: "action.toggle", data: output("a") }, { a: false }, { a: true }],
      [
        "bulk does all in order",
        { type: "action.bulk", payload: [set("a", 1), set("b", output("a")), set("a", 2)] },
        {},
        { a: 2, b: 1 },
      ],
      [
        "bulk leaves out what is nothing",
        { type: "action.bulk", payload: [ifIs("x", 1, set("a", 1)), 5, set("b", 2)] },
        {},
        { b: 2 },
      ],
      ["list-push appends", { type: "action.list-push", data: output("a"), payload: 2 }, { a: [1] }, { a: [1, 2] }],
      ["list-push makes the list", { type: "action.list-push", data: output("a"), payload: 2 }, {}, { a: [2] }],
      [
        "list-remove removes one",
        { type: "action.list-remove", data: output("a"), payload: 0 },
        { a: [1, 2] },
        { a: [2] },
      ],
      ["list-remove of the last clears", { type: "action.list-remove", data: output("a"), payload: 0 }, { a: [1] }, {}],
      ["an unknown action does nothing", { type: "action.future", data: output("a"), payload: 1 }, {}, {}],
      ["helper.if chooses the action", ifIs("x", 1, set("a", 1), set("a", 2)), { x: 1 }, { a: 1, x: 1 }],
      [
        "the data may be chosen too",
        { type: "action.set", payload: 1, data: ifIs("x", 1, output("a"), output("b")) },
        { x: 2 },
        { b: 1, x: 2 },
      ],
    ].slice(0, -1) as [string, JsonObject, JsonObject, JsonObject][],
  )("%s", (_what, action, before, after) => {
    const template = opened(button(action), { input: { t: "in" }, output: before });
    press(template);
    expect(template.output()).toEqual(after);
    expect(template.fault()).toBeNull();
  });
  it("reaches scratch values", () => {
    const view = list(button({ type: "action.set", data: internal("a"), payload: 1 }), {
      type: "view.text",
      content: internal("a"),
    });
    const template = opened(view);
    press(template);
    expect(part(template, "view.text").props.content).toBe(1);
    expect(template.output()).toEqual({});
  });
  it("counts as touched", () => {
    const field = { type: "field.text", data: output("a") };
    const template = opened(list(button(set("a", "x")), field));
    const place = part(template, "field.text").place;
    expect(template.speaks(place)).toBe(false);
    press(template);
    expect(template.speaks(place)).toBe(true);
  });
});

describe("an action's effect outside", () => {
  it.each<[string, JsonObject, Effect[]]>([
    [
      "open-link",
      { type: "action.open-link", payload: "https://a.example/x" },
      [{ kind: "open", url: "https://a.example/x" }],
    ],
    ["open-link to a script", { type: "action.open-link", payload: "javascript:alert(1)" }, []],
    ["open-link to a file", { type: "action.open-link", payload: "file:///etc/passwd" }, []],
    ["open-link with a name and password", { type: "action.open-link", payload: "https://a:b@a.example" }, []],
    ["open-link to a host without a dot", { type: "action.open-link", payload: "http://localhost/" }, []],
    ["open-link to nothing", { type: "action.open-link" }, []],
    [
      "notify",
      { type: "action.notify", payload: { content: "Hi", theme: "info", duration: 1000 } },
      [{ kind: "notify", payload: { content: "Hi", theme: "info", duration: 1000 }, view: null }],
    ],
    ["notify without a payload", { type: "action.notify" }, []],
  ])("%s", (_what, action, expected) => {
    const effects: Effect[] = [];
    press(opened(button(action), { effects }));
    expect(effects).toEqual(expected);
  });
});

it("notify draws the view that is its content, with the values of that moment", () => {
  const effects: Effect[] = [];
  const content = { type: "view.markdown", content: { type: "helper.join", items: ["**", output("a"), "**"] } };
  const action = { type: "action.notify", payload: { content, theme: "danger" } };
  press(opened(button(action), { effects, output: { a: "Wrong" } }));
  expect(effects).toMatchObject([
    { payload: { theme: "danger" }, view: { type: "view.markdown", props: { content: "**Wrong**" } } },
  ]);
});

describe("an action on a player", () => {
  const audio = { type: "view.audio", url: "https://a.example/1.mp3" };
  it.each<[string, Json, object[]]>([
    ["play-pause", null, [{ kind: "play-pause" }]],
    ["set-current-time", 12.5, [{ kind: "set-current-time", to: 12.5 }]],
    ["set-volume", 0.5, [{ kind: "set-volume", to: 0.5 }]],
    ["set-volume", "loud", []],
  ])("%s %j", (name, payload, expected) => {
    const effects: Effect[] = [];
    const action = { type: `action.${name}`, view: { $ref: "vars.audio" }, payload };
    press(opened(list(button(action), { $ref: "vars.audio" }), { vars: { audio }, effects }));
    expect(effects).toMatchObject(expected);
  });
});

describe("an action on a view", () => {
  const image = { type: "view.image", url: "https://a.example/1.png" };
  const open = (action: JsonObject) => opened(list(button(action), { $ref: "vars.image" }), { vars: { image } });
  const on = (type: string, more: JsonObject = {}) => ({ type, view: { $ref: "vars.image" }, ...more });
  it.each<[string, JsonObject, number]>([
    ["right", on("action.rotate", { payload: "right" }), 2],
    ["left", on("action.rotate", { payload: "left" }), -2],
    ["right by default", on("action.rotate"), 2],
    ["named by its path", { type: "action.rotate", view: "vars.image" }, 2],
    ["that is not shown", { type: "action.rotate", view: "vars.other" }, 0],
  ])("rotates it %s", (_what, action, turns) => {
    const template = open(action);
    press(template);
    press(template);
    expect(part(template, "view.image").turns).toBe(turns);
  });
  it.each<[string, JsonObject, (boolean | null)[]]>([
    ["toggles", on("action.open-close"), [true, false]],
    ["opens", on("action.open-close", { payload: true }), [true, true]],
    ["closes", on("action.open-close", { payload: false }), [false, false]],
  ])("%s it", (_what, action, expected) => {
    const template = open(action);
    const after = () => {
      press(template);
      return part(template, "view.image").opened;
    };
    expect([after(), after()]).toEqual(expected);
  });
  it("plays or pauses the one that was drawn last", () => {
    const effects: Effect[] = [];
    const audio = { type: "view.audio", url: "https://a.example/1.mp3" };
    const view = list(
      button({ type: "action.play-pause", view: { $ref: "vars.audio" } }),
      { $ref: "vars.audio" },
      { $ref: "vars.audio" },
    );
    const template = opened(view, { vars: { audio }, effects });
    press(template);
    expect(effects).toEqual([{ kind: "play-pause", key: `${part(template, "vars.audio").key}'1` }]);
  });
});
