import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../../../shared/values/json.ts";
import { input, opened, output, part, resolved } from "../../../../test/support/worker-view/opened.ts";
import en from "../words.en.ts";
import ru from "../words.ru.ts";

const given = {
  input: { here: "55.7558, 37.6173", list: [1, { a: 2 }], name: "Ann", no: null, zero: 0, text: "" },
  location: "55.7559,37.6175",
};
const missing = input("missing");
const yes = { type: "condition.required", data: 1 };
const no = { type: "condition.required", data: missing };
const unsaid = { type: "helper.if", condition: no, then: no };

const cases: Record<string, [boolean, JsonObject][]> = {
  required: [
    [false, { data: missing }],
    [true, { data: input("no") }],
    [true, { data: false }],
    [true, { data: input("text") }],
    [true, { data: [] }],
    [true, { data: input("zero") }],
    [true, { data: "data.output" }],
  ],
  equals: [
    [true, { data: { a: [1, 2] }, to: { a: [1, 2] } }],
    [true, { data: { a: 1, b: 2 }, to: { b: 2, a: 1 } }],
    [false, { data: 1, to: "1" }],
    [false, { data: true, to: "true" }],
    [false, { data: [1, 2], to: [2, 1] }],
    [true, { data: missing, to: missing }],
    [false, { data: missing, to: null }],
    [false, { data: input("no"), to: missing }],
    [true, { data: 1, to: 1.0 }],
  ],
  all: [
    [true, { conditions: [] }],
    [true, { conditions: [yes, yes] }],
    [false, { conditions: [yes, no] }],
    [true, { conditions: [yes, unsaid] }],
  ],
  any: [
    [false, { conditions: [] }],
    [true, { conditions: [no, yes] }],
    [false, { conditions: [no, no] }],
    [true, { conditions: [no, unsaid] }],
  ],
  not: [
    [false, { condition: yes }],
    [true, { condition: no }],
  ],
  schema: [
    [false, { data: missing, schema: { type: "string" } }],
    [true, { data: missing, schema: { minLength: 3 } }],
    [true, { data: "xaby", schema: { type: "string", pattern: "ab" } }],
    [false, { data: "xaby", schema: { type: "string", pattern: "^ab" } }],
  ],
  empty: [
    [true, { data: missing }],
    [true, { data: input("no") }],
    [true, { data: "" }],
    [true, { data: [] }],
    [true, { data: {} }],
    [false, { data: 0 }],
    [false, { data: false }],
    [false, { data: " " }],
  ],
  distance: [
    [true, { from: { type: "@toloka/data.location" }, to: input("here"), max: 50 }],
    [false, { from: { type: "@toloka/data.location" }, to: input("here"), max: 5 }],
    [true, { from: "0,0", to: "0,180", max: 20_016_000 }],
    [false, { from: "0,0", to: "0,180", max: 20_015_000 }],
    [false, { from: "unavaliable,unavaliable", to: input("here"), max: 50 }],
    [false, { from: input("here"), to: "rejected,rejected", max: 50 }],
    [false, { from: input("here"), to: input("here"), max: "50" }],
    [false, { from: missing, to: input("here"), max: 50 }],
    [true, { from: input("here"), to: input("here"), max: 0 }],
  ],
  contains: [
    [true, { in: ["A", "b"], data: "a" }],
    [false, { in: ["A", "b"], data: "c" }],
    [true, { in: input("list"), data: { a: 2 } }],
    [true, { in: "Hello world", data: "WORLD" }],
    [false, { in: "Hello", data: missing }],
    [false, { in: missing, data: "a" }],
  ],
  less: [
    [true, { data: 1, then: 2 }],
    [false, { data: 2, then: 2 }],
    [true, { data: 2, then: 2, orEquals: true }],
    [false, { data: "1", then: 2 }],
    [false, { data: missing, then: 2 }],
  ],
  more: [
    [true, { data: 3, then: 2 }],
    [false, { data: 2, then: 2 }],
    [true, { data: 2, then: 2, orEquals: true }],
    [false, { data: 3, then: "2" }],
  ],
  "same-domain": [
    [true, { data: "https://www.example.org/a", original: "http://example.org/b?c" }],
    [false, { data: "https://example.com", original: "https://example.org" }],
    [true, { data: "plain", original: "plain" }],
    [false, { data: "plain", original: "https://plain.org" }],
  ],
  "sub-array": [
    [true, { data: [{ a: 2 }], parent: input("list") }],
    [true, { data: [], parent: [] }],
    [false, { data: [1, 3], parent: input("list") }],
    [false, { data: 1, parent: input("list") }],
    [false, { data: [1], parent: "1" }],
  ],
  unknown: [[true, { data: missing }]],
};

describe.each(Object.entries(cases))("condition.%s", (name, rows) => {
  it.each(rows)("is %s for %j", (expected, props) => {
    expect(resolved({ type: `condition.${name}`, ...props }, given)).toBe(expected);
  });
});

it("a condition without data tests its own component's value", () => {
  const field = { type: "field.text", data: output("a"), validation: { type: "condition.equals", to: "x" } };
  expect(opened(field, { output: { a: "x" } }).valid()).toBe(true);
  expect(opened(field, { output: { a: "y" } }).valid()).toBe(false);
});
it("a condition without data on a view without data sees nothing", () => {
  const view = (condition: string) => ({ type: "view.text", content: "a", validation: { type: condition } });
  expect(opened(view("condition.required")).valid()).toBe(false);
  expect(opened(view("condition.empty")).valid()).toBe(true);
});

describe.each(["played", "played-fully"] as const)("condition.%s", (name) => {
  const view = {
    type: "view.list",
    items: [
      { type: "view.audio", url: "https://a.example/1.mp3", validation: { type: `condition.${name}` } },
      { type: "view.audio", url: "https://a.example/2.mp3" },
    ],
  };
  const act = name === "played" ? "played" : "ended";
  it("looks at its own player", () => {
    const template = opened(view);
    const [first, second] = [part(template, "view.items.0"), part(template, "view.items.1")];
    template.act({ kind: act, key: second.key });
    expect(template.valid()).toBe(false);
    template.act({ kind: act, key: first.key });
    expect(template.valid()).toBe(true);
  });
});
it("a recording that was only started was not played fully", () => {
  const template = opened({
    type: "view.video",
    url: "https://a.example/1.mp4",
    validation: { type: "condition.played-fully" },
  });
  template.act({ kind: "played", key: part(template, "view").key });
  expect(template.valid()).toBe(false);
});

describe("condition.link-opened", () => {
  const url = "https://a.example/page";
  const open = { type: "action.open-link", payload: url };
  const view = {
    type: "view.list",
    items: [
      { type: "view.link", url, validation: { type: "condition.link-opened", url } },
      { type: "view.action-button", label: "Open", action: open },
    ],
  };
  const plugins = [{ type: "plugin.hotkeys", q: open }];
  it("passes once the exact link was opened, by whatever", () => {
    const ways: ((template: ReturnType<typeof opened>) => void)[] = [
      (template) => template.act({ kind: "open", url }),
      (template) => template.act({ kind: "key", key: "q", typing: false }),
      (template) =>
        template.act({ kind: "do", action: (part(template, "view.items.1").props.action as { action: never }).action }),
    ];
    for (const way of ways) {
      const template = opened(view, { plugins });
      template.act({ kind: "open", url: `${url}#other` });
      expect(template.valid()).toBe(false);
      way(template);
      expect(template.valid()).toBe(true);
    }
  });
});

describe("what a failing condition says", () => {
  const say = (validation: Json) =>
    part(opened({ type: "field.text", data: output("a"), validation }), "view").error?.text;
  const all = (...conditions: Json[]) => ({ type: "condition.all", conditions });
  const any = (...conditions: Json[]) => ({ type: "condition.any", conditions });
  const not = (condition: Json, more = {}) => ({ type: "condition.not", condition, ...more });
  const hinted = (hint: string) => ({ type: "condition.required", hint });
  it.each<[string, Json, string | undefined]>([
    ["its hint", hinted("Give a name"), "Give a name"],
    ["its own sentence without a hint", { type: "condition.required" }, en.required[0]],
    ["its own sentence where the hint is empty", hinted(""), en.required[0]],
    [
      "a hint that a helper makes",
      { type: "condition.required", hint: { type: "helper.join", items: ["a", "b"] } },
      "ab",
    ],
    ["the failing ones of all", all(hinted("A"), { type: "condition.empty" }, hinted("B")), `A\n${en.and}\nB`],
    ["any as alternatives", any(hinted("A"), hinted("B")), `A\n${en.or}\nB`],
    ["the outer hint first", { ...all(hinted("A")), hint: "Outer" }, "Outer"],
    ["of not, its own hint", not({ type: "condition.empty" }, { hint: "Own" }), "Own"],
    ["of not, the opposite sentence", not({ type: "condition.empty" }), en.empty[1]],
    [
      "of not all, one of the opposites",
      not(all({ type: "condition.empty" }, { type: "condition.empty" })),
      `${en.empty[1]}\n${en.or}\n${en.empty[1]}`,
    ],
    [
      "of helper.if, the branch that holds",
      { type: "helper.if", condition: hinted("x"), then: hinted("A"), else: hinted("B") },
      "B",
    ],
    ["of a plain false, a general sentence", false, en.other[0]],
  ])("%s", (_what, validation, expected) => expect(say(validation)).toBe(expected));
  it.each(Object.keys(cases).filter((name) => !["all", "any", "not", "unknown"].includes(name)))(
    "condition.%s has a sentence of its own for both ways, in both languages",
    (name) => {
      for (const words of [en, ru]) {
        const sentences = (words as Record<string, unknown>)[name];
        expect(sentences).toHaveLength(2);
        expect(new Set(sentences as string[]).size).toBe(2);
      }
    },
  );
});
