import { type JsonObject, stringifyJson } from "../../../shared/values/json.ts";

const field = (type: string, more: JsonObject = {}): JsonObject => ({ type, required: false, hidden: false, ...more });

/** All sixteen types, with every constraint that they can have. */
export function everyFieldSpec(): JsonObject {
  return {
    title: field("string", { required: true, min_length: 2, max_length: 60 }),
    code: field("string", { pattern: "[A-Z]{2}-\\d{3}" }),
    size: field("string", { allowed_values: ["small", "medium", "large"] }),
    page: field("url"),
    urgent: field("boolean"),
    amount: field("integer", { min_value: 1, max_value: 100 }),
    share: field("float", { min_value: 0, max_value: 1 }),
    place: field("coordinates"),
    details: field("json"),
    scan: field("file"),
    secret: field("string", { hidden: true, max_length: 40 }),
    words: field("array_string", { min_size: 1, max_size: 5, max_length: 12 }),
    pages: field("array_url", { max_size: 6 }),
    flags: field("array_boolean"),
    numbers: field("array_integer", { min_value: 0, max_size: 10 }),
    shares: field("array_float", { max_value: 1 }),
    places: field("array_coordinates"),
    parts: field("array_json"),
    scans: field("array_file"),
  };
}

const KINDS: ((number: number) => JsonObject)[] = [
  (number) => field("string", { required: number % 20 === 1, min_length: 2, max_length: 200 }),
  () => field("integer", { min_value: 0, max_value: 1_000 }),
  () => field("url"),
  () => field("float", { max_value: 99.5 }),
  () => field("string", { pattern: "[a-z ]+" }),
  () => field("boolean"),
];

/** Many fields with constraints, to measure the form. */
export function manyFieldsSpec(count: number): JsonObject {
  return Object.fromEntries(
    Array.from({ length: count }, (_item, index) => [
      `field_${String(index + 1).padStart(3, "0")}`,
      KINDS[index % KINDS.length]!(index + 1),
    ]),
  );
}

/** Lists with all constraints of lists. */
export const listSpec = (): JsonObject => ({
  words: field("array_string", { min_length: 2, max_size: 1_000 }),
  numbers: field("array_integer", { min_value: 0 }),
  title: field("string", { max_length: 500 }),
});

/** A picture and two buttons, in the form of the Template Builder: `config` is JSON in a string. */
export function templateView(): JsonObject {
  const config = {
    view: {
      type: "view.list",
      items: [
        { type: "view.image", url: { type: "data.input", path: "image" }, ratio: [4, 3], maxWidth: 500 },
        {
          type: "field.button-radio-group",
          label: "Who is in the picture?",
          data: { type: "data.output", path: "result" },
          options: [
            { label: "Cat", value: "cat" },
            { label: "Dog", value: "dog" },
          ],
          validation: { type: "condition.required" },
        },
      ],
    },
    plugins: [{ type: "plugin.toloka", layout: { kind: "scroll", taskWidth: 600 } }],
  };
  return {
    type: "tb",
    config: stringifyJson(config),
    lock: {
      core: "1.15.0",
      "view.list": "1.2.0",
      "view.image": "1.4.0",
      "field.button-radio-group": "1.4.0",
      "condition.required": "1.2.0",
      "plugin.toloka": "1.2.0",
    },
    inferDataSpec: false,
    settings: {
      showSkip: true,
      showTimer: true,
      showTitle: true,
      showSubmit: true,
      showFullscreen: true,
      showInstructions: true,
      showFinish: true,
      showMessage: true,
      showReward: true,
    },
  };
}
