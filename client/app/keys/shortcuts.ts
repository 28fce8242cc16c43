import { deviceShelf } from "../../stored.ts";

/** What a keyboard shortcut does. */
export type Shortcut = "new-task" | "search" | "help" | "palette";

interface Press {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** Letters of other scripts. For these the place of the key counts: the key `C` types `С` or `ψ` on other keyboards. */
const isForeign = (key: string): boolean => key.length === 1 && key > "\u007f";

/** The shortcut for a key press. `letters`: whether single keys count (not while typing, nor if switched off). */
export function shortcutOf(press: Press, letters: boolean): Shortcut | null {
  const { key, code } = press;
  const is = (letter: string, place: string) => key.toLowerCase() === letter || (isForeign(key) && code === place);
  if (press.altKey) return null;
  if (press.ctrlKey || press.metaKey) return !press.shiftKey && is("k", "KeyK") ? "palette" : null;
  if (!letters) return null;
  if (!press.shiftKey && is("c", "KeyC")) return "new-task";
  // Cyrillic keyboards have the full stop and the comma on the key of the slash.
  if (key === "/" || (code === "Slash" && key === ".")) return "search";
  if (key === "?" || (code === "Slash" && key === ",")) return "help";
  return null;
}

const TYPING = "input, textarea, select, [contenteditable]:not([contenteditable=false]), [role=textbox]";

/** Whether the focus is in a text control, a menu or a dialog, so that single keys belong to it. */
export const takesLetters = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(`${TYPING}, [role=menu], [role=dialog], dialog`) !== null;

/** Whether single keys are shortcuts (WCAG 2.1.4: they can be switched off). */
export const singleKeysOn = (): boolean => deviceShelf().read("single-keys") !== false;

export const switchSingleKeys = (on: boolean): boolean => deviceShelf().write("single-keys", on);
