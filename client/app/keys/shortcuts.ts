/** What a key does anywhere on the page. */
export type Shortcut = "new-task" | "search" | "help" | "palette";

interface Press {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** Letters of other scripts say nothing of the key's place: there the place counts (`C` is `С` or `ψ` elsewhere). */
const isForeign = (key: string): boolean => key.length === 1 && key > "\u007f";

/** The short cut that a press asks for. `letters`: whether single keys count (off while typing, or by choice). */
export function shortcutOf(press: Press, letters: boolean): Shortcut | null {
  const { key, code } = press;
  const is = (letter: string, place: string) => key.toLowerCase() === letter || (isForeign(key) && code === place);
  if (press.altKey) return null;
  if (press.ctrlKey || press.metaKey) return !press.shiftKey && is("k", "KeyK") ? "palette" : null;
  if (!letters) return null;
  if (!press.shiftKey && is("c", "KeyC")) return "new-task";
  // Cyrillic keyboards have full stop and comma in the slash's place.
  if (key === "/" || (code === "Slash" && key === ".")) return "search";
  if (key === "?" || (code === "Slash" && key === ",")) return "help";
  return null;
}

const TYPING = "input, textarea, select, [contenteditable]:not([contenteditable=false]), [role=textbox]";

/** Whether single keys belong to what has the focus: text, or an open dialog. */
export const takesLetters = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(`${TYPING}, [role=dialog], dialog`) !== null;

const LETTERS_KEY = "task-desk:single-keys";

/** Whether single keys are short cuts (WCAG 2.1.4: they can be switched off). */
export function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(LETTERS_KEY) !== "off";
  } catch {
    return true;
  }
}

export function switchSingleKeys(on: boolean): void {
  try {
    localStorage.setItem(LETTERS_KEY, on ? "on" : "off");
  } catch {
    // Forbidden storage: the choice cannot be kept.
  }
}
