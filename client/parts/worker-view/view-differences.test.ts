import { expect, it } from "vitest";
import type { Json, JsonObject } from "../../../shared/values/json.ts";
import { viewDifferences } from "./view-differences.ts";

const classic = (more: JsonObject = {}): JsonObject => ({ type: "classic", markup: "<b>", styles: "", ...more });
const template = (config: Json, more: JsonObject = {}): JsonObject => ({ type: "tb", config, ...more });
const view = (label: string, items: Json[] = []): JsonObject => ({ view: { type: "view.list", label, items } });

it.each<[string, JsonObject | undefined, JsonObject | undefined, string[]]>([
  ["the same", classic(), classic(), []],
  ["none", undefined, undefined, []],
  ["markup and styles", classic(), classic({ markup: "<i>", styles: "b{}" }), ["markup", "styles"]],
  ["of two kinds", classic(), template(view("a")), ["type"]],
  ["a config as text and as an object", template(JSON.stringify(view("a"))), template(view("a")), []],
  ["a label", template(view("a")), template(view("b")), ["config.view.label"]],
  ["an item more", template(view("a", [1])), template(view("a", [1, 2])), ["config.view.items"]],
  ["the second item", template(view("a", [1, 2])), template(view("a", [1, 3])), ["config.view.items.1"]],
  ["a plugin on one side", template(view("a")), template({ ...view("a"), plugins: [] }), ["config.plugins"]],
  ["the versions of components", template(view("a"), { lock: { core: "1" } }), template(view("a")), []],
  ["settings", template(view("a"), { settings: { showTimer: false } }), template(view("a")), ["settings"]],
  ["a config that is no JSON", template("{"), template("{}"), ["config"]],
])("two interfaces: %s", (_what, here, there, parts) => {
  expect(viewDifferences(here, there)).toEqual(parts);
});

it("of many differences the first six are named", () => {
  const many = (value: number) => template({ view: Array.from({ length: 50 }, () => value) });
  expect(viewDifferences(many(1), many(2))).toHaveLength(6);
});
