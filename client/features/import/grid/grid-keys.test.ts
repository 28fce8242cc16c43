import { describe, expect, it } from "vitest";
import { keyMeaning, type Place, stepFrom } from "./grid-keys.ts";

const BOUNDS = { rows: 100, columns: 3, page: 10 };
const press = (key: string, more = {}) => ({
  ...{ key, ctrlKey: false, metaKey: false, altKey: false, nativeEvent: { isComposing: false } },
  ...more,
});
const at = (row: number, column: number): Place => ({ row, column });

describe("keys on a cell", () => {
  it.each<[string, Place, Place]>([
    ["ArrowDown", at(4, 1), at(5, 1)],
    ["ArrowDown", at(99, 1), at(99, 1)],
    ["ArrowUp", at(0, 1), at(0, 1)],
    ["ArrowRight", at(4, 2), at(4, 3)],
    ["ArrowRight", at(4, 3), at(4, 3)],
    ["ArrowLeft", at(4, 0), at(4, 0)],
    ["PageDown", at(95, 2), at(99, 2)],
    ["PageUp", at(15, 2), at(5, 2)],
    ["Home", at(4, 2), at(4, 0)],
    ["End", at(4, 0), at(4, 2)],
  ])("%s from %o leads to %o", (key, from, to) => {
    expect(keyMeaning(press(key), from, BOUNDS)).toEqual({ kind: "go", to });
  });

  it("edit: Enter and F2 what is there, a letter a new value", () => {
    expect(keyMeaning(press("Enter"), at(1, 1), BOUNDS)).toEqual({ kind: "edit", letter: null });
    expect(keyMeaning(press("F2"), at(1, 1), BOUNDS)).toEqual({ kind: "edit", letter: null });
    expect(keyMeaning(press("ж"), at(1, 1), BOUNDS)).toEqual({ kind: "edit", letter: "ж" });
  });

  it("mean nothing on a row's button, with Ctrl, while a letter is composed, and if they type nothing", () => {
    expect(keyMeaning(press("Enter"), at(1, 3), BOUNDS)).toBeNull();
    expect(keyMeaning(press("x"), at(1, 3), BOUNDS)).toBeNull();
    expect(keyMeaning(press("c", { ctrlKey: true }), at(1, 1), BOUNDS)).toBeNull();
    expect(keyMeaning(press("a", { nativeEvent: { isComposing: true } }), at(1, 1), BOUNDS)).toBeNull();
    for (const key of ["Escape", "Tab", "Shift", " ", "F5", "Delete"])
      expect(keyMeaning(press(key), at(1, 1), BOUNDS)).toBeNull();
  });
});

describe("after a cell was changed", () => {
  it.each<[Place, { rows: number; columns: number }, Place]>([
    [at(4, 1), { rows: 1, columns: 0 }, at(5, 1)],
    [at(99, 1), { rows: 1, columns: 0 }, at(99, 1)],
    [at(0, 1), { rows: -1, columns: 0 }, at(0, 1)],
    [at(4, 1), { rows: 0, columns: 1 }, at(4, 2)],
    [at(4, 2), { rows: 0, columns: 1 }, at(5, 0)],
    [at(4, 0), { rows: 0, columns: -1 }, at(3, 2)],
    [at(0, 0), { rows: 0, columns: -1 }, at(0, 0)],
    [at(99, 2), { rows: 0, columns: 1 }, at(99, 2)],
    [at(4, 1), { rows: 0, columns: 0 }, at(4, 1)],
  ])("the keys go from %o by %o to %o", (from, step, to) => {
    expect(stepFrom(from, step, BOUNDS)).toEqual(to);
  });
});
