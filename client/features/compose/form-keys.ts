import { useEffect, useRef } from "react";
import { dialogIsOpen, inDialog } from "../../ui/dialog-open.ts";

/** What the keys of the form do. */
export interface FormKeys {
  create: (next: boolean) => void;
  /** Answers the question that stands before a creation; each says whether there was one. */
  confirm: () => boolean;
  cancel: () => boolean;
  pin: (step: string) => void;
}

const APPLE = /mac|iphone|ipad/i.test(navigator.userAgent);

/** The chord that confirms a creation, as it is shown. No keyboard layout types text with it, and no form key is like it. */
export const CONFIRM_KEYS: readonly string[] = APPLE ? ["⌘", "⌥", "Enter"] : ["Ctrl", "Alt", "Enter"];

/**
 * Ctrl/Cmd+Enter creates; Shift+Enter, with or without Ctrl, creates and goes on with the next task (in a text of many
 * lines Enter alone begins a line). Ctrl+Alt+Enter (Cmd+Option+Enter) confirms what is asked before a creation, Escape
 * cancels it. Alt+P pins the field that has the focus. Keys of an input method, of a dialog and of a key held down do nothing.
 */
export function useFormKeys(keys: FormKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (dialogIsOpen() || inDialog(target)) return;
      if (act(event, target, latest.current)) event.preventDefault();
    };
    // Before the controls' own keys: an editor would take Ctrl+Enter for a new line.
    document.addEventListener("keydown", press, true);
    return () => document.removeEventListener("keydown", press, true);
  }, []);
}

/** Does what a key asks for; says whether the key was one of the form's. */
function act(event: KeyboardEvent, target: HTMLElement | null, keys: FormKeys): boolean {
  if (event.key === "Escape") return !event.repeat && target?.ariaExpanded !== "true" && keys.cancel();
  if (event.altKey && event.code === "KeyP") {
    const step = event.repeat ? null : pinOf(target);
    if (step !== null) keys.pin(step);
    return step !== null;
  }
  if (event.key !== "Enter") return false;
  const confirms = asksToConfirm(event);
  if (!confirms && !asksToCreate(event, target)) return false;
  if (event.repeat) return true;
  if (!confirms) keys.create(event.shiftKey);
  return confirms ? keys.confirm() : true;
}

/** AltGr reports itself as Ctrl+Alt on Windows, and belongs to typing. */
const asksToConfirm = (event: KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey) && event.altKey && !event.shiftKey && !event.getModifierState("AltGraph");

function asksToCreate(event: KeyboardEvent, target: HTMLElement | null): boolean {
  if (event.ctrlKey || event.metaKey) return !event.altKey;
  if (!event.shiftKey || event.altKey) return false;
  return target?.closest("form") != null && target.matches("input, textarea");
}

/** The field around an element, if it can be pinned. */
const pinOf = (target: HTMLElement | null): string | null =>
  target?.closest<HTMLElement>("[data-field]")?.dataset.field ?? null;
