import type { JsonObject } from "../../../../shared/values/json.ts";
import type { Interface } from "../interfaces.ts";
import { input, output, required } from "../opened.ts";
import { json, made, optional, string, text, url } from "./made.ts";

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
    out: { photos: files, exact: { ...json, required: false }, assignment: string },
    output: { photos: ["1"], exact: { center: "55.75,37.61" }, assignment: "a" },
  },
);

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

export const PLACES_AND_ANNOTATIONS: [name: string, of: Interface][] = [
  ["place: a map, photos near it, the id of the assignment", place],
  ["annotations: shapes and words with keys", annotations],
];
