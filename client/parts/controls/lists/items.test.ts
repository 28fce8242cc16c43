import { describe, expect, it } from "vitest";
import type { TypedItem } from "../typed.ts";
import { addItem, changeItem, columnOf, moveItem, pasteColumn, removeItem } from "./items.ts";

const list = (...texts: string[]): TypedItem[] => texts.map((typed) => ({ key: `key-${typed}`, typed }));
const texts = (items: TypedItem[]) => items.map(({ typed }) => typed);

describe("a list of items", () => {
  it("keeps the keys of items that move, so that errors and the caret move along", () => {
    const moved = moveItem(list("a", "b", "c"), "key-c", -1);
    expect(moved.map(({ key }) => key)).toEqual(["key-a", "key-c", "key-b"]);
    expect(texts(moveItem(list("a", "b"), "key-a", -1))).toEqual(["a", "b"]);
    expect(texts(moveItem(list("a", "b"), "key-b", 1))).toEqual(["a", "b"]);
  });

  it("adds, changes and removes one item and leaves the others alone", () => {
    const before = list("a", "b");
    expect(texts(addItem(before))).toEqual(["a", "b", ""]);
    expect(texts(removeItem(before, "key-a"))).toEqual(["b"]);
    const changed = changeItem(before, "key-b", "c");
    expect(texts(changed)).toEqual(["a", "c"]);
    expect(changed[0]).toBe(before[0]);
  });

  it("gives every new item a key of its own", () => {
    const items = addItem(addItem(addItem([])));
    expect(new Set(items.map(({ key }) => key)).size).toBe(3);
  });

  it("takes a pasted column as items, in the blank item first", () => {
    expect(columnOf("a\r\n\n  b \rc\n")).toEqual(["a", "b", "c"]);
    expect(texts(pasteColumn([...list("x"), { key: "k", typed: "" }, ...list("y")], "k", ["a", "b"]))).toEqual([
      "x",
      "a",
      "b",
      "y",
    ]);
    expect(texts(pasteColumn(list("x", "y"), "key-x", ["a", "b"]))).toEqual(["x", "a", "b", "y"]);
  });
});
