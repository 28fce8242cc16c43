import type { Interface } from "../interfaces.ts";
import { input, internal, output, required } from "../opened.ts";
import { is, made, optional, string, text, url } from "./made.ts";

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

export const NUMBERS_AND_TABS: [name: string, of: Interface][] = [
  ["receipt: numbers, a date, sums", receipt],
  ["sections: tabs by helper.switch, a message when one is done", sections],
  ["pairs: videos to compare, a reason for one of them", pairs],
];
