import { describe, expect, it } from "vitest";
import type { Json } from "../../../../shared/values/json.ts";
import { isSafe, readAt, stepsOf, writtenAt } from "./paths.ts";

describe("reading", () => {
  const tree = { a: { b: [10, { c: "x" }], n: null, f: false, z: 0, e: "" }, t: "text" };
  it.each<[string, Json | undefined]>([
    ["", tree],
    ["a.b.0", 10],
    ["a.b.1.c", "x"],
    ["a.b.length", 2],
    ["a.b.2", undefined],
    ["a.b.-1", undefined],
    ["a.n", null],
    ["a.n.x", undefined],
    ["a.f.x", undefined],
    ["a.z.x", undefined],
    ["a.e.x", undefined],
    ["t.length", undefined],
    ["a.constructor", undefined],
    ["__proto__", undefined],
    ["a.b.map", undefined],
    ["missing.deep.er", undefined],
  ])("at %j", (path, expected) => expect(readAt(tree, stepsOf(path))).toEqual(expected));
});

describe("writing", () => {
  it.each<[string, Json | undefined, string, Json | undefined, Json | undefined]>([
    ["makes objects on the way", {}, "a.b.c", 1, { a: { b: { c: 1 } } }],
    ["makes a list where a whole number follows", {}, "a.1.b", 1, { a: [null, { b: 1 }] }],
    ["keeps an object that is there already", { a: { x: 1 } }, "a.0", 2, { a: { x: 1, 0: 2 } }],
    ["replaces what cannot hold it", { a: "text" }, "a.b", 1, { a: { b: 1 } }],
    ["replaces the whole", { a: 1 }, "", { b: 2 }, { b: 2 }],
    ["of nothing removes the key", { a: 1, b: 2 }, "a", undefined, { b: 2 }],
    ["of nothing removes what it leaves empty", { a: { b: { c: 1 } }, d: 2 }, "a.b.c", undefined, { d: 2 }],
    ["of nothing removes the last key", { a: { b: 1 } }, "a.b", undefined, undefined],
    ["of nothing never removes a list", { a: [1] }, "a.0", undefined, { a: [null] }],
    ["of nothing keeps a list that it leaves empty inside", { a: [{ b: 1 }] }, "a.0.b", undefined, { a: [null] }],
    ["of nothing to what is not there changes nothing", { a: 1 }, "b.c", undefined, { a: 1 }],
    ["of nothing leaves what was empty before", { a: [{}] }, "a.0.b", undefined, { a: [{}] }],
    ["of nothing past a list's end changes nothing", { a: [1] }, "a.3", undefined, { a: [1] }],
    ["far past a list's end changes nothing", { a: [1] }, "a.999999999", 1, { a: [1] }],
    ["of a name into a list changes nothing", { a: [1] }, "a.b", 1, { a: [1] }],
    ["of what every object has adds it", {}, "constructor.x", 1, { constructor: { x: 1 } }],
  ])("%s", (_what, tree, path, value, expected) => {
    const before = JSON.stringify(tree);
    expect(writtenAt(tree, stepsOf(path), value)).toEqual(expected);
    expect(JSON.stringify(tree)).toBe(before);
  });
});

it.each([
  ["a.b", true],
  ["", true],
  ["constructor", true],
  ["a.__proto__.b", false],
  [Array(64).fill("a").join("."), true],
  [Array(65).fill("a").join("."), false],
  ["a.".repeat(1_000_000), false],
])("a place at %s can hold a value: %s".slice(0, 60), (path, expected) => expect(isSafe(stepsOf(path))).toBe(expected));
