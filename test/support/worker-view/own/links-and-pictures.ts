import type { Interface } from "../interfaces.ts";
import { input, internal, output, required } from "../opened.ts";
import { is, made, optional, string, text, url, yesNo } from "./made.ts";

const site = made(
  {
    view: {
      type: "view.list",
      items: [
        {
          type: "view.link",
          content: "Search",
          url: { type: "helper.search-query", query: input("name"), engine: { name: "google" } },
          validation: {
            type: "condition.link-opened",
            url: { type: "helper.search-query", query: input("name"), engine: "google" },
            hint: "Open the search",
          },
        },
        { type: "view.link-group", links: [{ url: input("site"), content: "Site", theme: "primary" }] },
        { type: "view.iframe", url: input("site") },
        { type: "view.audio", url: input("sound"), validation: { type: "condition.played-fully", hint: "Listen" } },
        {
          type: "field.text",
          label: "Page",
          data: output("page"),
          validation: {
            type: "condition.all",
            conditions: [
              { type: "condition.schema", schema: { type: "string", format: "uri", pattern: "^https://" } },
              { type: "condition.same-domain", original: input("site"), hint: "A page of the site" },
            ],
          },
        },
        { type: "field.file", label: "Document", data: output("document"), accept: ["application/pdf"] },
        { type: "field.audio", label: "Read it aloud", data: output("voice"), validation: required },
      ],
    },
    plugins: [
      {
        type: "plugin.hotkeys",
        s: { type: "action.open-link", payload: input("site") },
        allowHotkeysInInputs: false,
      },
    ],
  },
  {
    in: { name: string, site: url, sound: url },
    input: { name: "Museum", site: "https://www.example.org/", sound: "https://example.com/a.mp3" },
    out: { page: url, document: { ...optional, type: "file" }, voice: { ...string, type: "file" } },
    output: { page: "https://example.org/visit", voice: "1" },
  },
);

const pictures = made(
  {
    vars: { zoom: { type: "view.image", url: input("left"), popup: true, rotatable: true } },
    view: {
      type: "layout.side-by-side",
      items: [{ $ref: "vars.zoom" }, { type: "view.image", url: input("right"), noBorder: true }],
      minItemWidth: 300,
      controls: {
        type: "view.list",
        size: "s",
        items: [
          {
            type: "field.button-radio-group",
            label: "Same?",
            data: output("same"),
            options: yesNo,
            validation: required,
          },
          { type: "field.button-checkbox", label: "Blurred", data: output("blurred") },
          {
            type: "helper.if",
            condition: is(output("same"), "no"),
            then: {
              type: "field.radio-group",
              label: "Which is newer?",
              data: output("newer"),
              options: yesNo,
              validation: required,
            },
          },
          text({
            type: "helper.text-transform",
            data: internal("note", { default: "none" }),
            transformation: "uppercase",
          }),
        ],
      },
    },
    plugins: [
      {
        type: "plugin.hotkeys",
        1: { type: "action.toggle", data: output("blurred") },
        2: { type: "action.rotate", view: { $ref: "vars.zoom" }, payload: "left" },
        3: { type: "action.open-close", view: { $ref: "vars.zoom" } },
        4: { type: "action.set", data: output("same"), payload: { $empty: true } },
      },
    ],
  },
  {
    in: { left: url, right: url },
    input: { left: "https://example.com/1.png", right: "https://example.com/2.png" },
    out: { same: string, newer: optional, blurred: { ...optional, type: "boolean" } },
    output: { same: "no", newer: "yes" },
  },
);

export const LINKS_AND_PICTURES: [name: string, of: Interface][] = [
  ["site: links, a search, a recording that must be heard", site],
  ["pictures: side by side, turned and enlarged by keys", pictures],
];
