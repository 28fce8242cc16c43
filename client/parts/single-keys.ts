import { deviceShelf } from "../stored.ts";

const TYPING =
  "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]:not([contenteditable=false]), [role=textbox]";

/** Whether the focus is in a text control, a menu or a dialog, so that single keys belong to it. */
export const takesLetters = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(`${TYPING}, [role=menu], [role=dialog], dialog`) !== null;

/** Whether single keys are shortcuts (WCAG 2.1.4: they can be switched off). */
export const singleKeysOn = (): boolean => deviceShelf().read("single-keys") !== false;

export const switchSingleKeys = (on: boolean): boolean => deviceShelf().write("single-keys", on);

/** Letters of other scripts. For these the place of the key counts: the key `C` types `С` or `ψ` on other keyboards. */
export const isForeign = (key: string): boolean => key.length === 1 && key > "\u007f";

/** The Latin letter of a key press: that of the key's place on a keyboard of another script. */
export const letterOf = ({ key, code }: { key: string; code: string }): string =>
  isForeign(key) ? code.replace(/^Key/, "").toLowerCase() : key.toLowerCase();
