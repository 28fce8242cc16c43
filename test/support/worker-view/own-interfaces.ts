import type { JsonObject } from "../../../shared/values/json.ts";
import type { Interface } from "./interfaces.ts";
import { input, internal, output, required } from "./opened.ts";

// Interfaces that use what the public ones leave out. Each can be answered by a person.

const text = (content: JsonObject | string): JsonObject => ({ type: "view.text", content });
const string: JsonObject = { type: "string", required: true, hidden: false };
const optional: JsonObject = { ...string, required: false };
const url: JsonObject = { ...string, type: "url" };
const json: JsonObject = { ...string, type: "json" };
const yesNo = [
  { label: "Yes", value: "yes" },
  { label: "No", value: "no" },
];
const is = (data: JsonObject, to: string): JsonObject => ({ type: "condition.equals", data, to });

/** An interface without the parts that are the same everywhere. */
const made = (
  config: JsonObject,
  values: { in?: JsonObject; input?: JsonObject; out: JsonObject; output: JsonObject; texts?: JsonObject },
): Interface =>
  ({
    input_spec: values.in ?? {},
    output_spec: values.out,
    view_spec: { type: "tb", config, ...(values.texts === undefined ? {} : { localizationConfig: values.texts }) },
    sample_input: values.input ?? {},
    sample_output: values.output,
  }) as unknown as Interface;

const receipt = made(
  {
    view: {
      type: "layout.sidebar",
      content: {
        type: "view.device-frame",
        label: "Receipt",
        content: { type: "view.image", url: input("photo"), scrollable: true, rotatable: true },
      },
      controls: {
        type: "view.list",
        items: [
          {
            type: "field.number",
            label: "Items",
            data: output("items"),
            minimum: 1,
            maximum: 99,
            validation: required,
          },
          {
            type: "field.number",
            label: "Price of one",
            data: output("price"),
            validation: { type: "condition.more", data: output("price"), then: 0, hint: "Enter a price" },
          },
          text({
            type: "helper.join",
            by: " ",
            items: ["Total:", { type: "helper.multiply", items: [output("items"), output("price")] }],
          }),
          {
            type: "field.date",
            label: "Date",
            data: output("day"),
            format: "date",
            min: "2020-01-01 00:00",
            validation: required,
          },
          { type: "field.tumbler", label: "Signed", data: output("signed"), hint: "At the bottom" },
        ],
      },
      extraControls: { type: "view.divider", label: "Check the total" },
    },
    plugins: [{ type: "plugin.toloka", layout: { kind: "pager", taskWidth: 700 } }],
  },
  {
    in: { photo: url },
    input: { photo: "https://example.com/receipt.png" },
    out: {
      items: { ...string, type: "integer", min_value: 1 },
      price: { ...string, type: "float" },
      day: string,
      signed: { ...optional, type: "boolean" },
    },
    output: { items: 3, price: 1.5, day: "2026-01-01T00:00:00Z", signed: true },
  },
);

const sections = made(
  {
    view: {
      type: "view.list",
      items: [
        {
          type: "view.list",
          direction: "horizontal",
          items: ["about", "contacts"].map((name) => ({
            type: "field.button-radio",
            label: name,
            data: internal("tab", { default: "about" }),
            valueToSet: name,
          })),
        },
        {
          type: "helper.switch",
          cases: [
            {
              condition: is(internal("tab"), "about"),
              result: { type: "view.markdown", content: "1. Be **short**\n2. Use the site" },
            },
            { condition: is(internal("tab"), "contacts"), result: text("As on the site's last page") },
          ],
          default: text("Choose a section"),
        },
        { type: "field.textarea", label: "About", data: output("about"), validation: required },
        {
          type: "view.collapse",
          label: "Contacts",
          content: {
            type: "view.list",
            items: [
              { type: "field.email", label: "E-mail", data: output("email") },
              { type: "field.phone-number", label: "Phone", data: output("phone") },
            ],
          },
        },
      ],
      validation: {
        type: "condition.any",
        conditions: [
          { type: "condition.required", data: output("phone"), hint: "Enter a phone number" },
          { type: "condition.required", data: output("email"), hint: "Enter an e-mail address" },
        ],
      },
    },
    plugins: [
      {
        type: "plugin.trigger",
        onChangeOf: output("about"),
        condition: { type: "condition.not", condition: { type: "condition.empty", data: output("about") } },
        action: {
          type: "action.bulk",
          payload: [
            { type: "action.set", data: internal("tab"), payload: "contacts" },
            {
              type: "action.notify",
              payload: { content: text("Saved"), theme: "success", delay: 100, duration: 2000 },
            },
          ],
        },
      },
    ],
  },
  {
    out: { about: string, email: optional, phone: optional },
    output: { about: "A museum of trains", email: "person@example.org" },
  },
);

const pairs = made(
  {
    view: {
      type: "layout.compare",
      items: ["left", "right"].map((side) => ({
        content: { type: "view.video", url: input(side), ratio: [4, 3], validation: { type: "condition.played" } },
        controls: {
          type: "view.action-button",
          label: { type: "helper.text-transform", transformation: "capitalize", data: side },
          action: { type: "action.set", data: output("best"), payload: side },
        },
      })),
      commonControls: {
        type: "field.select",
        label: "Why",
        data: output("why"),
        placeholder: "Choose",
        options: ["sound", "picture"].map((value) => ({ label: value, value })),
        validation: { type: "condition.any", conditions: [required, is(output("best"), "left")] },
      },
      wideCommonControls: true,
      validation: { type: "condition.required", data: output("best"), hint: "Choose a video" },
    },
    plugins: [
      {
        type: "plugin.hotkeys",
        up: { type: "action.play-pause", view: { $ref: "view.items.0.content" } },
        q: { type: "action.set", data: output("best"), payload: "left" },
        w: { type: "action.set", data: output("best"), payload: "right" },
      },
    ],
  },
  {
    in: { left: url, right: url },
    input: { left: "https://example.com/1.mp4", right: "https://example.com/2.mp4" },
    out: { best: { ...string, allowed_values: ["left", "right"] }, why: optional },
    output: { best: "right", why: "sound" },
  },
);

const words = made(
  {
    view: {
      type: "layout.bars",
      barBefore: {
        type: "view.alert",
        theme: "warning",
        content: text({ type: "helper.translate", key: "rule" }),
      },
      content: {
        type: "view.labeled-list",
        items: {
          type: "helper.transform",
          items: { type: "helper.object2entries", data: input("facts") },
          into: {
            label: { type: "data.local", path: "item.key" },
            content: text({ type: "data.local", path: "item.value" }),
          },
        },
      },
      barAfter: {
        type: "view.list",
        items: [
          {
            type: "field.multi-select",
            label: "Wrong facts",
            data: output("wrong"),
            options: {
              type: "helper.transform",
              items: { type: "helper.object2entries", data: input("facts") },
              into: {
                label: { type: "data.local", path: "item.key" },
                value: { type: "data.local", path: "item.key" },
              },
            },
            validation: {
              type: "condition.all",
              conditions: [required, { type: "condition.sub-array", data: output("wrong"), parent: ["age", "town"] }],
            },
          },
          text({ type: "helper.join", items: [{ type: "helper.length", data: output("wrong") }, " of them"] }),
        ],
      },
    },
  },
  {
    in: { facts: json },
    input: { facts: { age: "204", town: "Paris" } },
    out: { wrong: { ...string, type: "array_string" } },
    output: { wrong: ["age"] },
    texts: { keys: [{ key: "rule", defaultValue: "Check each fact." }] },
  },
);

const quiz = made(
  {
    view: {
      type: "view.list",
      items: [
        {
          type: "field.quiz",
          instruction: "Answer both",
          data: output("quiz"),
          options: [
            {
              key: "one",
              label: "1 + 1",
              options: [
                { label: "2", value: 2, correct: true, hint: "Right" },
                { label: "3", value: 3 },
              ],
            },
            {
              key: "two",
              label: "2 × 2",
              options: [
                { label: "4", value: 4, correct: true },
                { label: "5", value: 5 },
              ],
            },
          ],
          validation: required,
        },
        {
          type: "helper.if",
          condition: { type: "condition.less", data: output("quiz.one"), then: 3 },
          then: {
            type: "view.group",
            label: "Next",
            content: { type: "field.checkbox", label: "I'm ready", data: output("ready"), validation: required },
          },
          else: { type: "view.hint", label: "Read the rules", hint: "Under Instructions" },
        },
        {
          type: "view.table",
          headers: ["Question", "Points"],
          items: [
            [text("1"), text("5")],
            [text("2"), text("5")],
          ],
        },
        { type: "view.json", label: "Answers", content: output("quiz") },
        { type: "view.with-label", label: "Sum", items: [text({ type: "helper.sum", items: [5, 5] })] },
        { type: "view.debug" },
      ],
    },
  },
  { out: { quiz: json, ready: { ...optional, type: "boolean" } }, output: { quiz: { one: 3, two: 4 } } },
);

export const OWN_INTERFACES: [name: string, of: Interface][] = [
  ["receipt: numbers, a date, sums", receipt],
  ["sections: tabs by helper.switch, a message when one is done", sections],
  ["pairs: videos to compare, a reason for one of them", pairs],
  ["facts: lists made of an object, translated text", words],
  ["quiz: questions, a table, a condition on a number", quiz],
];
export { is, json, made, optional, string, text, url, yesNo };
