import { describe, expect, it } from "vitest";
import { shortcutOf } from "./shortcuts.ts";

const press = (key: string, code: string, more: Partial<Parameters<typeof shortcutOf>[0]> = {}) => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

describe("short cuts", () => {
  it.each([
    ["C", press("c", "KeyC"), "new-task"],
    ["the C of a Russian keyboard", press("с", "KeyC"), "new-task"],
    ["the C of a Dvorak keyboard", press("c", "KeyI"), "new-task"],
    ["another letter in C's place on Dvorak", press("j", "KeyC"), null],
    ["slash", press("/", "Slash"), "search"],
    ["slash on a German keyboard", press("/", "Digit7", { shiftKey: true }), "search"],
    ["slash's place on a Russian keyboard", press(".", "Slash"), "search"],
    ["question mark", press("?", "Slash", { shiftKey: true }), "help"],
    ["question mark's place on a Russian keyboard", press(",", "Slash", { shiftKey: true }), "help"],
    ["Ctrl+K", press("k", "KeyK", { ctrlKey: true }), "palette"],
    ["Cmd+K on a Russian keyboard", press("л", "KeyK", { metaKey: true }), "palette"],
    ["Ctrl+Shift+K, which is the browser's", press("K", "KeyK", { ctrlKey: true, shiftKey: true }), null],
    ["Ctrl+C, which copies", press("c", "KeyC", { ctrlKey: true }), null],
    ["Alt+C", press("c", "KeyC", { altKey: true }), null],
  ])("%s", (_name, pressed, expected) => {
    expect(shortcutOf(pressed, true)).toBe(expected);
  });

  it("ignores single keys in text fields, but not Ctrl+K", () => {
    expect(shortcutOf(press("c", "KeyC"), false)).toBeNull();
    expect(shortcutOf(press("?", "Slash", { shiftKey: true }), false)).toBeNull();
    expect(shortcutOf(press("k", "KeyK", { ctrlKey: true }), false)).toBe("palette");
  });
});
