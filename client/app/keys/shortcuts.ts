import { isForeign } from "../../parts/single-keys.ts";

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
