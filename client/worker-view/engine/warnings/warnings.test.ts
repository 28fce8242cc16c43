import { beforeAll, describe, expect, it } from "vitest";
import { loadPatterns } from "../../../../shared/fields/pattern.ts";
import { loadLanguage } from "../../../../shared/language.ts";
import type { FieldSpecs } from "../../../../shared/toloka.ts";
import type { Json, JsonObject } from "../../../../shared/values/json.ts";
import { ifIs, input, list, output, required } from "../../../../test/support/worker-view/opened.ts";
import { type ViewWarning, warningsOf } from "./warnings.ts";
import en from "./words.en.ts";
import ru from "./words.ru.ts";

beforeAll(async () => {
  await loadPatterns();
  await loadLanguage("ru");
});

interface Given {
  view: Json;
  plugins?: Json;
  input?: FieldSpecs;
  output?: FieldSpecs;
  values?: JsonObject;
}

const warned = (given: Given, language: "en" | "ru" = "en"): ViewWarning[] =>
  warningsOf(
    {
      view_spec: { config: { view: given.view, plugins: given.plugins ?? [] } },
      input_spec: given.input ?? {},
      output_spec: given.output ?? {},
      ...(given.values === undefined ? {} : { input_values: given.values }),
    },
    language,
  );
const text = { type: "string" };
const optional = { type: "string", required: false };
const radio = (path: string, values: Json[], more: JsonObject = {}) => ({
  type: "field.radio-group",
  data: output(path),
  options: values.map((value) => ({ label: String(value), value })),
  validation: required,
  ...more,
});
const field = (path: string, more: JsonObject = {}) => ({ type: "field.text", data: output(path), ...more });
const image = (url: Json) => ({ type: "view.image", url });

// by the sentence's name: interfaces that are warned of, where, and how bad it is; and some that are not
const cases: Record<string, { yes: [Given, string, ViewWarning["severity"]][]; no: Given[] }> = {
  neverFilled: {
    yes: [[{ view: list(), output: { a: text } }, "output_spec.a", "bad"]],
    no: [
      { view: list(), output: { a: optional } },
      { view: field("a"), output: { a: text } },
      { view: field("a.b"), output: { a: { type: "json" } } },
      {
        view: { type: "field.text", data: { type: "data.sub", parent: output("a"), path: "b" } },
        output: { a: { type: "json" } },
      },
      {
        view: list(),
        plugins: [{ type: "plugin.hotkeys", q: { type: "action.set", data: output("a"), payload: 1 } }],
        output: { a: text },
      },
      { view: field("", { type: "field.checkbox-group" }), output: { a: { type: "boolean" } } },
    ],
  },
  unknownRule: {
    yes: [
      [{ view: field("a", { validation: { type: "condition.wise" } }) }, "view.validation", "doubtful"],
      [
        { view: list(), plugins: [{ type: "plugin.hotkeys", q: { type: "action.zoom-in-out", view: "view" } }] },
        "plugins.0.q",
        "doubtful",
      ],
    ],
    no: [{ view: { type: "view.new" } }, { view: field("a", { validation: required }) }],
  },
  refused: {
    yes: [
      [{ view: field("a"), output: { a: text } }, "output_spec.a", "bad"],
      [
        { view: field("a", { type: "field.number", validation: required }), output: { a: text } },
        "output_spec.a",
        "bad",
      ],
      [{ view: radio("a", [1]), output: { a: { type: "integer", max_value: 0 } } }, "output_spec.a", "bad"],
      [{ view: radio("a", ["x"]), output: { a: { type: "string", pattern: "[0-9]+" } } }, "output_spec.a", "bad"],
    ],
    no: [
      { view: field("a", { validation: required }), output: { a: text } },
      { view: field("a"), output: { a: optional } },
      {
        view: field("a", { type: "field.image-annotation", validation: required, image: "https://a.example/1.png" }),
        output: { a: { type: "json" } },
      },
    ],
  },
  refusedAfter: {
    yes: [
      [
        {
          view: list(radio("kind", ["yes", "no"]), ifIs("kind", "yes", field("why", { validation: required }))),
          output: { kind: text, why: text },
        },
        "output_spec.why",
        "bad",
      ],
      [
        { view: radio("a", ["x", "y"]), output: { a: { type: "string", allowed_values: ["x"] } } },
        "output_spec.a",
        "bad",
      ],
    ],
    no: [
      {
        view: list(radio("kind", ["yes", "no"]), ifIs("kind", "yes", field("why", { validation: required }))),
        output: { kind: text, why: optional },
      },
    ],
  },
  noOutput: {
    yes: [[{ view: field("a") }, "view", "bad"]],
    no: [{ view: field("a"), output: { a: optional } }],
  },
  notOffered: {
    yes: [
      [
        { view: radio("a", ["x"]), output: { a: { type: "string", allowed_values: ["x", "y"] } } },
        "output_spec.a",
        "doubtful",
      ],
    ],
    no: [
      { view: field("a"), output: { a: { type: "string", allowed_values: ["x"], required: false } } },
      // offered in a branch that only another choice opens
      {
        view: list(radio("kind", ["1", "2"]), ifIs("kind", "2", radio("a", ["y"]), radio("a", ["x"]))),
        output: { kind: text, a: { type: "string", allowed_values: ["x", "y"] } },
      },
    ],
  },
  looser: {
    yes: [
      [
        { view: field("a", { validation: required }), output: { a: { type: "string", max_length: 5 } } },
        "view",
        "note",
      ],
      [{ view: field("a", { validation: required }), output: { a: { type: "url" } } }, "view", "note"],
    ],
    no: [
      {
        view: field("a", { validation: { type: "condition.schema", schema: { maxLength: 5 } } }),
        output: { a: { type: "string", max_length: 5, required: false } },
      },
    ],
  },
  hiddenInput: {
    yes: [
      [
        {
          view: { type: "view.text", content: input("secret.part") },
          input: { secret: { type: "json", hidden: true } },
        },
        "view.content",
        "bad",
      ],
    ],
    no: [
      {
        view: { type: "view.text", content: input("open") },
        input: { open: text, secret: { type: "string", hidden: true } },
      },
    ],
  },
  noInput: {
    yes: [
      [{ view: { type: "view.text", content: input("tittle") }, input: { title: text } }, "view.content", "doubtful"],
      [
        { view: { type: "view.text", content: input("constructor") }, input: { title: text } },
        "view.content",
        "doubtful",
      ],
    ],
    no: [{ view: { type: "view.text", content: input("title") }, input: { title: text } }],
  },
  sharedPath: {
    yes: [
      [
        {
          view: list(radio("k", ["1", "2"]), ifIs("k", "1", radio("a", ["x"]), radio("a", ["y"]))),
          output: { k: text, a: text },
        },
        "view.items.1.else",
        "doubtful",
      ],
      [
        {
          view: list(radio("k", ["1", "2"]), ifIs("k", "1", radio("a", ["x"])), ifIs("k", "2", radio("a", ["y"]))),
          output: { k: text, a: text },
        },
        "view.items.2.then",
        "doubtful",
      ],
    ],
    no: [
      {
        view: list(radio("k", ["1", "2"]), ifIs("k", "1", radio("a", ["x", "y"]), radio("a", ["y", "x"]))),
        output: { k: text, a: text },
      },
      {
        view: list(radio("k", ["1", "2"]), ifIs("k", "1", radio("a", ["x"]), radio("b", ["y"]))),
        output: { k: text, a: optional, b: optional },
      },
    ],
  },
  literalData: {
    yes: [
      [{ view: { type: "field.text", data: "data.output" } }, "view", "bad"],
      [
        { view: { ...list(), validation: { type: "condition.required", data: "data.output" } } },
        "view.validation",
        "bad",
      ],
    ],
    no: [{ view: { ...list(), validation: { type: "condition.equals", data: "text", to: "text" } } }],
  },
  otherKind: {
    yes: [
      [
        {
          view: field("a", { type: "field.text-annotation", content: "abc", labels: [{ label: "X", value: "x" }] }),
          plugins: [{ type: "plugin.hotkeys", q: { type: "action.set", data: output("a"), payload: "x" } }],
          output: { a: { type: "json", required: false } },
        },
        "plugins.0.q",
        "doubtful",
      ],
    ],
    no: [
      {
        view: radio("a", ["x"]),
        plugins: [{ type: "plugin.hotkeys", q: { type: "action.set", data: output("a"), payload: "x" } }],
        output: { a: text },
      },
    ],
  },
  uncheckedPattern: {
    yes: [
      [
        {
          view: field("a", { validation: { type: "condition.schema", schema: { anyOf: [{ pattern: "(?!x)y" }] } } }),
          output: { a: optional },
        },
        "view.validation",
        "note",
      ],
    ],
    no: [
      {
        view: field("a", { validation: { type: "condition.schema", schema: { pattern: "xy" } } }),
        output: { a: optional },
      },
    ],
  },
  plainHttp: {
    yes: [
      [{ view: image("http://a.example/1.png") }, "view", "doubtful"],
      [
        { view: image(input("u")), input: { u: { type: "url" } }, values: { u: "http://a.example/1.png" } },
        "view",
        "doubtful",
      ],
    ],
    no: [{ view: image(input("u")), input: { u: { type: "url" } }, values: { u: "https://a.example/1.png" } }],
  },
  privateHost: {
    yes: [[{ view: image("https://files.internal/1.png") }, "view", "bad"]],
    no: [{ view: image("https://a.example/1.png") }],
  },
  noAddress: {
    yes: [[{ view: image(input("u")), input: { u: text }, values: { u: "not an address" } }, "view", "bad"]],
    // made-up values say nothing about real ones
    no: [{ view: image(input("u")), input: { u: text } }],
  },
  freeText: {
    yes: [[{ view: field("a"), output: { a: optional } }, "output_spec.a", "note"]],
    no: [
      { view: radio("a", ["x"]), output: { a: text } },
      { view: field("a"), output: { a: { ...optional, allowed_values: ["x"] } } },
    ],
  },
  url: {
    yes: [[{ view: field("a"), output: { a: { type: "url", required: false } } }, "output_spec.a", "note"]],
    no: [{ view: field("a"), output: { a: optional } }],
  },
  inexact: {
    yes: [
      [
        { view: field("a", { type: "field.number" }), output: { a: { type: "float", required: false } } },
        "output_spec.a",
        "note",
      ],
      [{ view: field("a"), output: { a: { type: "coordinates", required: false } } }, "output_spec.a", "note"],
    ],
    no: [{ view: field("a", { type: "field.number" }), output: { a: { type: "integer", required: false } } }],
  },
  inexactRequired: {
    yes: [
      [
        { view: field("a", { type: "field.image-annotation", validation: required }), output: { a: { type: "json" } } },
        "output_spec.a",
        "doubtful",
      ],
    ],
    no: [{ view: field("a", { type: "field.image-annotation" }), output: { a: { type: "json", required: false } } }],
  },
  upload: {
    yes: [
      [
        { view: field("a", { type: "field.file" }), output: { a: { type: "file", required: false } } },
        "output_spec.a",
        "note",
      ],
    ],
    no: [{ view: field("a"), output: { a: optional } }],
  },
  uploadRequired: {
    yes: [
      [
        {
          view: field("a", { type: "field.media-file", multiple: true, validation: required }),
          output: { a: { type: "array_file" } },
        },
        "output_spec.a",
        "bad",
      ],
    ],
    no: [{ view: field("a", { type: "field.file" }), output: { a: { type: "file", required: false } } }],
  },
  fault: {
    yes: [
      [{ view: { $ref: "vars.nothing" } }, "view", "bad"],
      [{ view: { type: "view.text", content: input("__proto__.x") }, values: {} }, "view.content", "bad"],
    ],
    no: [{ view: list() }],
  },
};

describe.each(Object.entries(cases))("%s", (code, { yes, no }) => {
  it.each(yes)("is said of %j at %s", (given, path, severity) => {
    for (const language of ["en", "ru"] as const) {
      const found = warned(given, language).filter((warning) => warning.code === code);
      expect(found[0]).toMatchObject({ path, severity });
      if (language === "ru") expect(found[0]?.text).toMatch(/[а-яё]/i);
    }
  });
  it.each(no)("is not said of %j", (given) => {
    expect(warned(given).map((warning) => warning.code)).not.toContain(code);
  });
});

it("each sentence has a case", () => {
  expect(Object.keys(cases).sort()).toEqual(Object.keys(en).sort());
  expect(Object.keys(ru)).toEqual(Object.keys(en));
});

describe("the warnings of one interface", () => {
  const view = list(radio("kind", ["yes", "no"]), ifIs("kind", "yes", field("why", { validation: required })));
  const found = warned({ view, output: { kind: text, why: text } });
  it("name the choice that leads there", () => {
    expect(found[0]?.text).toMatch(/^After kind = "no" .* why: Required/);
  });
  it("begin with the worst", () => {
    const order = ["bad", "doubtful", "note"];
    expect(found.map(({ severity }) => order.indexOf(severity))).toEqual(
      found.map(({ severity }) => order.indexOf(severity)).sort(),
    );
    expect(found.length).toBeGreaterThan(1);
  });
  it("are 20 of a kind at most", () => {
    const many = list(...Array.from({ length: 50 }, (_, at) => field(`a${at}`)));
    expect(warned({ view: many }).filter(({ code }) => code === "noOutput")).toHaveLength(20);
  });
  it("are none for a classic interface", () => {
    const view_spec = { type: "classic", markup: "<p>{{a}}</p>" };
    expect(warningsOf({ view_spec, input_spec: {}, output_spec: { a: text } }, "en")).toEqual([]);
  });
  it("are none for an interface that is right", () => {
    const right = list(image("https://a.example/1.png"), radio("a", ["x", "y"]));
    expect(warned({ view: right, output: { a: { type: "string", allowed_values: ["x", "y"] } } })).toEqual([]);
  });
});
