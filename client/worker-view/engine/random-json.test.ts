import fc from "fast-check";
import { expect, it } from "vitest";
import type { Json } from "../../../shared/values/json.ts";
import { answer } from "./answering/person.ts";
import { openTemplate } from "./template.ts";
import en from "./words.en.ts";

const TYPES = [
  ["view.list", "view.text", "view.image", "view.audio", "view.link-group", "view.action-button", "view.alert"],
  [
    "field.text",
    "field.checkbox",
    "field.checkbox-group",
    "field.radio-group",
    "field.list",
    "field.number",
    "field.quiz",
  ],
  ["field.image-annotation", "field.text-annotation", "field.button-radio"],
  ["data.input", "data.output", "data.internal", "data.local", "data.relative", "data.sub", "data.location"],
  ["helper.if", "helper.switch", "helper.transform", "helper.join", "helper.replace", "helper.sum", "helper.length"],
  ["helper.concat-arrays", "helper.object2entries", "helper.entries2object", "helper.search-query", "helper.translate"],
  [
    "condition.required",
    "condition.equals",
    "condition.all",
    "condition.not",
    "condition.schema",
    "condition.distance",
  ],
  ["condition.contains", "condition.less", "condition.sub-array", "condition.same-domain", "condition.link-opened"],
  [
    "action.set",
    "action.toggle",
    "action.bulk",
    "action.open-link",
    "action.notify",
    "action.rotate",
    "action.list-push",
  ],
  ["plugin.hotkeys", "plugin.trigger", "plugin.toloka", "nothing known", ""],
].flat();
const NAMES = [
  [
    "items",
    "content",
    "condition",
    "then",
    "else",
    "cases",
    "result",
    "into",
    "by",
    "data",
    "path",
    "default",
    "parent",
  ],
  [
    "validation",
    "conditions",
    "schema",
    "to",
    "hint",
    "action",
    "payload",
    "view",
    "options",
    "value",
    "label",
    "labels",
  ],
  [
    "render",
    "url",
    "links",
    "find",
    "replace",
    "params",
    "q",
    "onChangeOf",
    "fireImmediately",
    "key",
    "max",
    "from",
    "in",
  ],
].flat();

it("any JSON of the names that templates use is shown or refused, and can be tried by a person", () => {
  const { part } = fc.letrec<{ part: Json }>((tie) => ({
    part: fc.oneof(
      { depthSize: "medium", withCrossShrink: true },
      fc.constantFrom<Json>("a", "a.0", "", 0, 1, true, null, "55.7,37.6", "https://a.example/1"),
      fc.array(tie("part"), { maxLength: 4 }),
      {
        weight: 6,
        arbitrary: fc
          .tuple(fc.constantFrom(...TYPES), fc.dictionary(fc.constantFrom(...NAMES), tie("part"), { maxKeys: 6 }))
          .map(([type, props]) => ({ ...props, type })),
      },
      fc.dictionary(fc.constantFrom(...NAMES), tie("part"), { maxKeys: 4 }),
      fc.constantFrom("view", "view.items.0", "plugins.0").map(($ref) => ({ $ref })),
    ),
  }));
  let drawn = 0;
  fc.assert(
    fc.property(part, part, fc.dictionary(fc.constantFrom("a", "b"), part), (content, plugin, input) => {
      const config = { view: { type: "view.list", items: [content] }, plugins: [plugin] };
      const template = openTemplate({ view_spec: { config }, input_values: input, words: en });
      if (template.fault() === null) drawn += 1;
      answer(template, new Map(), ["a"], performance.now() + 100);
      template.act({ kind: "key", key: "q", typing: false });
      template.answer({ a: [{ a: 1 }] });
      template.submit();
      expect(template.fault() === null).toBe(template.tree() !== null);
    }),
    { numRuns: 100 },
  );
  expect(drawn).toBeGreaterThan(10);
});
