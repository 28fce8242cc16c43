import { describe, expect, it } from "vitest";
import { stringifyJson } from "../../../../shared/values/json.ts";
import { opened, part, resolved, shown } from "../../../../test/support/worker-view/opened.ts";
import { openTemplate } from "../template.ts";
import words from "../words.en.ts";
import ru from "../words.ru.ts";

const faultOf = (view_spec: Parameters<typeof openTemplate>[0]["view_spec"], language = words) =>
  openTemplate({ view_spec, input_values: {}, words: language }).fault();
const text = (content: string) => ({ type: "view.text", content });

describe("$ref", () => {
  it.each([
    ["a value", { $ref: "vars.greeting" }, "hello"],
    ["a place in a list", { $ref: "vars.many.1" }, "two"],
    ["a key with a hyphen", { $ref: "vars.played-fully" }, true],
    ["another $ref", { $ref: "vars.again" }, "hello"],
    ["a place inside another $ref's path", { type: "helper.join", items: [{ $ref: "vars.greeting" }, "!"] }, "hello!"],
  ])("stands for %s", (_what, content, expected) => {
    const vars = { greeting: "hello", many: ["one", "two"], "played-fully": true, again: { $ref: "vars.greeting" } };
    expect(resolved(content, { vars })).toBe(expected);
  });
  it("may name a part of the view, which is then shown twice", () => {
    const template = opened({ type: "view.list", items: [text("a"), { $ref: "view.items.0" }] });
    const texts = shown(template).filter(({ type }) => type === "view.text");
    expect(texts.map(({ path }) => path)).toEqual(["view.items.0", "view.items.0"]);
    expect(new Set(texts.map(({ key }) => key)).size).toBe(2);
  });
  it("is data where a type stands beside it", () => {
    expect(resolved({ type: "helper.join", $ref: "vars.x", items: ["a"] })).toBe("a");
  });
  it.each([
    ["nothing", { $ref: "vars.nothing" }, "vars.nothing, which does not exist"],
    ["what every object has", { $ref: "vars.constructor" }, "vars.constructor, which does not exist"],
    ["itself", { $ref: "view.content" }, "contains itself"],
    ["a circle", { $ref: "vars.a" }, "contains itself"],
    ["a part around it", { $ref: "view" }, "contains itself"],
  ])("that names %s is a fault of the view", (_what, content, expected) => {
    const template = opened({ type: "view.text", content }, { vars: { a: { $ref: "vars.b" }, b: { $ref: "vars.a" } } });
    expect(template.fault()?.text).toContain(expected);
    expect(template.tree()).toBeNull();
    expect(template.valid()).toBe(false);
  });
});

describe("a config", () => {
  it("is JSON text, or the object itself", () => {
    const config = { view: text("hello") };
    for (const form of [config, stringifyJson(config)])
      expect(openTemplate({ view_spec: { config: form }, input_values: {}, words }).tree()?.root.type).toBe(
        "view.text",
      );
  });
  it.each(["@toloka/", "@yandex-toloka/", ""])("may write the prefix %j before a type", (prefix) => {
    expect(resolved({ type: `${prefix}data.assignment-id` })).toBe("preview-assignment");
  });
  it("leaves an unknown type to be shown as a placeholder", () => {
    expect(part(opened({ type: "view.future", content: "a" }), "view.future").props).toEqual({ content: "a" });
  });
  it("does not compile what is inside a schema", () => {
    const schema = { type: "object", properties: { type: { type: "string" } } };
    const view = { type: "view.text", content: { type: "condition.schema", data: { type: "x" }, schema } };
    expect(part(opened(view), "view").props.content).toBe(false);
    expect(resolved({ type: "condition.schema", data: "a", schema: { type: "string" } })).toBe(true);
  });
  it("ignores the launcher's script and assets, and the lock", () => {
    const view_spec = { config: { view: text("a") }, script: "throw 1", assets: { script_urls: ["x"] }, lock: null };
    expect(faultOf(view_spec)).toBeNull();
  });
  it.each([
    [{}, "config", "no config"],
    [{ config: 5 }, "config", "no config"],
    [{ config: "{" }, "", "not acceptable JSON"],
    [{ config: "{}" }, "view", "no view"],
    [{ config: { view: "text" } }, "view", "resolves to nothing"],
    [{ config: { view: text("a"), plugins: {} } }, "plugins", "must be a list"],
  ])("that is wrong is refused with the reason: %j", (view_spec, path, expected) => {
    const fault = faultOf(view_spec);
    expect(fault?.path).toBe(path);
    expect(fault?.text).toContain(expected);
    expect(faultOf(view_spec, ru)?.text).toMatch(/[а-я]/);
  });
});
