import { describe, expect, it } from "vitest";
import type { Json } from "../../../../shared/values/json.ts";
import { input, output, resolved } from "../../../../test/support/worker-view/opened.ts";
import { openTemplate } from "../template.ts";
import words from "../words.en.ts";

const nothing = { $empty: true };
const equals = (data: Json, to: Json) => ({ type: "condition.equals", data, to });
const passing = equals(1, 1);
const failing = equals(1, 2);

const given = {
  input: { name: "Ann", list: [1, 2], object: { a: 1, b: "x" }, empty: null, items: [{ id: 1 }, { id: 2 }] },
  output: { flag: true },
};
const cases: Record<string, [Json, Json | undefined][]> = {
  "helper.if": [
    [{ condition: passing, then: "yes", else: "no" }, "yes"],
    [{ condition: failing, then: "yes", else: "no" }, "no"],
    [{ condition: failing, then: "yes" }, undefined],
    [{ then: "yes", else: "no" }, "yes"],
    [{ condition: { type: "helper.if", condition: failing, then: failing }, then: "yes", else: "no" }, "yes"],
    [{ condition: output("flag"), then: "yes", else: "no" }, "yes"],
  ],
  "helper.switch": [
    [
      {
        cases: [
          { condition: failing, result: 1 },
          { condition: passing, result: 2 },
          { condition: passing, result: 3 },
        ],
      },
      2,
    ],
    [{ cases: [{ condition: failing, result: 1 }], default: 4 }, 4],
    [{ cases: [{ condition: failing, result: 1 }] }, undefined],
    [{ default: "d" }, "d"],
  ],
  "helper.join": [
    [{ items: ["a", input("name"), 3, true], by: "-" }, "a-Ann-3-true"],
    [{ items: ["a", nothing, input("empty"), input("missing"), "b"] }, "ab"],
    [{ items: ["a", nothing, "b"], by: "," }, "a,,b"],
    [{ items: [{ a: 1 }, ["x"]] }, '{"a":1}["x"]'],
    [{ items: "no list" }, ""],
  ],
  "helper.transform": [
    [
      {
        items: input("items"),
        into: { id: { type: "data.local", path: "item.id" }, at: { type: "data.local", path: "index" } },
      },
      [
        { id: 1, at: 0 },
        { id: 2, at: 1 },
      ],
    ],
    [{ items: input("list"), into: { type: "data.local", path: "item" } }, [1, 2]],
    [{ items: ["a"], into: { type: "helper.join", items: [{ type: "data.local", path: "item" }, "!"] } }, ["a!"]],
    [{ items: input("name"), into: "x" }, []],
    [{ items: input("missing"), into: "x" }, []],
    [
      {
        items: [[1, 2], [3]],
        into: {
          type: "helper.transform",
          items: { type: "data.local", path: "item" },
          into: { type: "data.local", path: "item" },
        },
      },
      [[1, 2], [3]],
    ],
  ],
  "helper.replace": [
    [{ data: "a.b.c", find: ".", replace: "-" }, "a-b-c"],
    [{ data: "a.b.c", find: ".", replace: "$&$1" }, "a$&$1b$&$1c"],
    [{ data: "aAa", find: "a", replace: "x" }, "xAx"],
    [{ data: "aAa", find: "a", replace: "x", params: { replaceAll: true, caseInsensitive: true } }, "xxx"],
    [{ data: "aAa", find: "a", replace: "x", params: {} }, "xAa"],
    [{ data: "a1b22", find: "\\d+", replace: "<$&>", params: { regExp: true, replaceAll: true } }, "a<1>b<22>"],
    [{ data: "Ann Lee", find: "(\\w+) (\\w+)", replace: "$2 $1", params: { regExp: true } }, "Lee Ann"],
    [{ data: "a1", find: "\\d", replace: "x" }, "a1"],
    [{ data: "abc", find: "(", replace: "x", params: { regExp: true } }, "abc"],
    [{ data: "abc", find: "", replace: "x" }, "abc"],
    [{ data: 5, find: "5", replace: "x" }, 5],
    [{ data: input("missing"), find: "a", replace: "x" }, undefined],
    [{ data: ["a"], find: "a", replace: "x" }, ["a"]],
  ],
  "helper.sum": [
    [{ items: [1, 2.5, "3", null, input("list.1")] }, 5.5],
    [{ items: [] }, 0],
    [{ items: "no list" }, 0],
  ],
  "helper.multiply": [[{ items: [2, 3, input("list.1")] }, 12]],
  "helper.length": [
    [{ data: "abc" }, 3],
    [{ data: input("list") }, 2],
    [{ data: input("object") }, 2],
    [{ data: 5 }, undefined],
    [{ data: input("missing") }, undefined],
  ],
  "helper.text-transform": [
    [{ data: "aBc", transformation: "uppercase" }, "ABC"],
    [{ data: "aBc", transformation: "lowercase" }, "abc"],
    [{ data: "aBc dE", transformation: "capitalize" }, "Abc de"],
    [{ data: input("missing"), transformation: "uppercase" }, ""],
    [{ data: "aBc", transformation: "other" }, "aBc"],
  ],
  "helper.concat-arrays": [
    [{ items: [[1], input("list"), "no list", nothing, [[3]]] }, [1, 1, 2, [3]]],
    [{ items: "no list" }, []],
  ],
  "helper.object2entries": [
    [
      { data: input("object") },
      [
        { key: "a", value: 1 },
        { key: "b", value: "x" },
      ],
    ],
    [{ data: [1] }, []],
    [{ data: input("missing") }, []],
  ],
  "helper.entries2object": [
    [
      {
        data: [
          { key: "a", value: 1 },
          { key: "b", value: "x" },
        ],
      },
      { a: 1, b: "x" },
    ],
    [{ data: { a: 1 } }, {}],
    [
      {
        data: [
          { key: "__proto__", value: { x: 1 } },
          { key: "constructor", value: 1 },
        ],
      },
      { constructor: 1 },
    ],
  ],
  "helper.search-query": [
    [{ query: "a b&c", engine: "google" }, "https://www.google.com/search?q=a%20b%26c"],
    [{ query: "a", engine: { name: "yandex", regionId: 1 } }, "https://yandex.ru/search/?text=a"],
    [{ query: "a", engine: "wikipedia" }, "https://ru.wikipedia.org/w/index.php?search=a"],
    [{ query: "a b", engine: "nobody" }, "a%20b"],
    [{ query: "a b", engine: "constructor" }, "a%20b"],
    [{ query: "a b" }, "a%20b"],
  ],
  "helper.translate": [[{ key: "greeting" }, "greeting"]],
  "helper.proxy": [[{ path: "dir/file.jpg" }, "dir/file.jpg"]],
};

describe.each(Object.entries(cases))("%s", (type, rows) => {
  it.each(rows)("%j", (props, expected) => {
    expect(resolved({ type, ...(props as object) }, given)).toEqual(expected);
  });
});

it("helper.translate takes the text that the interface's settings have for the key", () => {
  const localizationConfig = { keys: [{ key: "greeting", defaultValue: "Hello" }, { key: 5 }, null] };
  const content = { type: "helper.translate", key: "greeting" };
  const view_spec = { config: { view: { type: "view.text", content } }, localizationConfig };
  expect(openTemplate({ view_spec, input_values: {}, words }).tree()?.root.props.content).toBe("Hello");
});
it("a helper may stand wherever a value may, a path included", () => {
  const path = { type: "helper.join", items: ["items", { type: "helper.sum", items: [0, 1] }, "id"], by: "." };
  expect(resolved({ type: "data.input", path }, given)).toBe(2);
});
it("is not what every object has", () => {
  for (const type of ["constructor", "toString", "helper.constructor", "__proto__"])
    expect(resolved({ type, data: "a" })).toMatchObject({ drawn: true, type });
});
