import type { JsonObject } from "../../../shared/values/json.ts";
import type { Interface } from "./interfaces.ts";
import { input, internal, output, required } from "./opened.ts";
import { is, json, made, optional, string, text, url, yesNo } from "./own-interfaces.ts";

// As in own-interfaces.ts: places, annotations, lists, links and pictures beside each other.

const files: JsonObject = { ...optional, type: "array_file" };

const place = made(
  {
    view: {
      type: "view.list",
      items: [
        { type: "view.map", center: input("at"), markers: [{ position: input("at"), label: "Shop", color: "red" }] },
        {
          type: "helper.if",
          condition: {
            type: "condition.distance",
            from: { type: "@toloka/data.location" },
            to: input("at"),
            max: 500,
            hint: "Come closer",
          },
          then: {
            type: "field.media-file",
            label: "Photos",
            data: output("photos"),
            accept: { photo: true, gallery: true },
            multiple: true,
            requiredCoordinates: true,
            validation: required,
          },
          else: { type: "view.alert", theme: "danger", content: text("You are too far away") },
        },
        { type: "view.image", url: { type: "@toloka/helper.proxy", path: "plans/1.png" } },
        { type: "field.map", label: "Where exactly", data: output("exact"), center: input("at"), zoom: 15 },
      ],
      validation: { type: "condition.required", data: output("photos"), hint: "Take photos" },
    },
    plugins: [
      {
        type: "plugin.trigger",
        fireImmediately: true,
        action: { type: "action.set", data: output("assignment"), payload: { type: "@toloka/data.assignment-id" } },
      },
    ],
  },
  {
    in: { at: { ...string, type: "coordinates" } },
    input: { at: "55.7558,37.6173" },
    out: { photos: files, exact: json, assignment: string },
    output: { photos: ["1"], exact: { center: "55.75,37.61" }, assignment: "a" },
  },
);
place.output_spec.exact!.required = false;

const labels = ["noun", "verb"].map((value) => ({ label: value, value }));
const annotations = made(
  {
    view: {
      type: "layout.columns",
      ratio: [2, 1],
      items: [
        {
          type: "field.image-annotation",
          label: "Outline",
          image: input("image"),
          data: output("shapes"),
          labels,
          shapes: { rectangle: true, polygon: true },
          validation: required,
        },
        { type: "field.bounding-box", label: "The largest", image: input("image"), data: output("largest") },
        {
          type: "field.text-annotation",
          label: "Words",
          content: input("text"),
          data: output("words"),
          labels,
          adjust: "words",
          validation: { type: "condition.not", condition: { type: "condition.empty", data: output("words") } },
        },
      ],
    },
    plugins: [
      { type: "plugin.field.image-annotation.hotkeys", labels: ["1", "2"], modes: { rectangle: "e" } },
      { type: "plugin.field.text-annotation.hotkeys", labels: ["3", "4"], remove: "c" },
    ],
  },
  {
    in: { image: url, text: string },
    input: { image: "https://example.com/a.png", text: "Dogs bark" },
    out: { shapes: json, largest: { ...json, required: false }, words: { ...json, type: "array_json" } },
    output: {
      shapes: [{ shape: "rectangle", left: 0.1, top: 0.1, width: 0.5, height: 0.25, label: "noun" }],
      words: [{ label: "noun", offset: 0, length: 4, segment: "Dogs" }],
    },
  },
);

const people = made(
  {
    view: {
      type: "view.list",
      items: [
        {
          type: "field.list",
          label: "People",
          data: output("people"),
          buttonLabel: "Add a person",
          minLength: 1,
          maxLength: 3,
          removeVariant: "group",
          render: {
            type: "view.group",
            content: {
              type: "view.list",
              items: [
                {
                  type: "field.text",
                  label: "Name",
                  data: { type: "data.relative", path: "name" },
                  validation: required,
                },
                {
                  type: "field.checkbox-group",
                  label: "Roles",
                  data: { type: "data.relative", path: "roles" },
                  preserveFalse: true,
                  options: ["author", "editor"].map((value) => ({ label: value, value })),
                },
              ],
            },
          },
          validation: required,
        },
        {
          type: "view.action-button",
          label: "Add Anna",
          action: { type: "action.list-push", data: output("people"), payload: { name: "Anna" } },
        },
        {
          type: "view.action-button",
          label: "Remove the first",
          action: { type: "action.list-remove", data: output("people"), payload: 0 },
        },
        text({
          type: "helper.replace",
          find: "Anna",
          replace: "A.",
          data: { type: "data.sub", parent: output("people"), path: "0.name" },
        }),
        {
          type: "view.json",
          content: {
            type: "helper.entries2object",
            data: {
              type: "helper.transform",
              items: { type: "helper.concat-arrays", items: [output("people"), input("others")] },
              into: { key: { type: "data.local", path: "item.name" }, value: { type: "data.local", path: "index" } },
            },
          },
        },
        {
          type: "helper.if",
          condition: { type: "condition.contains", data: "anna", in: input("banned") },
          then: text("Anna is on the list"),
        },
      ],
    },
  },
  {
    in: { others: { ...string, type: "array_json" }, banned: { ...string, type: "array_string" } },
    input: { others: [{ name: "Boris" }], banned: ["ANNA"] },
    out: { people: { ...string, type: "array_json" } },
    output: { people: [{ name: "Anna", roles: { author: true, editor: false } }] },
  },
);

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

export const MORE_OWN_INTERFACES: [name: string, of: Interface][] = [
  ["place: a map, photos near it, the id of the assignment", place],
  ["annotations: shapes and words with keys", annotations],
  ["people: a list of groups, pushed and removed by buttons", people],
  ["site: links, a search, a recording that must be heard", site],
  ["pictures: side by side, turned and enlarged by keys", pictures],
];
