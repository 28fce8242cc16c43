import { useEffect, useRef } from "react";
import { dialogIsOpen, inDialog } from "../../ui/dialog/dialog-open.ts";

/** What the form's keyboard shortcuts do. */
export interface FormKeys {
  create: (next: boolean) => void;
  /** These answer the question before a creation; `false` if there is none. */
  confirm: () => boolean;
  cancel: () => boolean;
  /** Takes back what is not sent yet; `false` if there is no such thing. */
  undo: () => boolean;
  pin: (step: string) => void;
}

const APPLE = /mac|iphone|ipad/i.test(navigator.userAgent);

/** The keys that confirm a creation, as they are shown. No keyboard layout types text with them. */
export const CONFIRM_KEYS: readonly string[] = APPLE ? ["⌘", "⌥", "Enter"] : ["Ctrl", "Alt", "Enter"];
/** The keys that take back a task that is not sent yet. Without Alt they undo what was typed. */
export const UNDO_KEYS: readonly string[] = APPLE ? ["⌘", "⌥", "Z"] : ["Ctrl", "Alt", "Z"];

/**
 * Ctrl/Cmd+Enter creates the task; if it exists, it starts the next. Shift+Enter, with or without Ctrl, creates it and
 * continues with the next. Ctrl+Alt+Enter (Cmd+Option+Enter) confirms the question before a creation, Escape cancels it.
 * Ctrl+Alt+Z takes back a task that is not sent yet. Alt+P pins the field that has the focus. Keys for an input method or a
 * dialog, and repeats of a key held down, do nothing.
 */
export function useFormKeys(keys: FormKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented || !mayAct(event)) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (dialogIsOpen() || inDialog(target)) return;
      if (act(event, target, latest.current)) event.preventDefault();
    };
    // In the capture phase: the JSON editor would insert a line for Ctrl+Enter.
    document.addEventListener("keydown", press, true);
    return () => document.removeEventListener("keydown", press, true);
  }, []);
}

/** Other keys are text: for them nothing is looked up on the page. */
const mayAct = ({ key, altKey }: KeyboardEvent): boolean => key === "Enter" || key === "Escape" || altKey;

/** Performs a key's action; `false` if the key is none of the form's. */
function act(event: KeyboardEvent, target: HTMLElement | null, keys: FormKeys): boolean {
  if (event.key === "Escape") return !event.repeat && target?.ariaExpanded !== "true" && keys.cancel();
  if (asksToUndo(event)) return !event.repeat && keys.undo();
  if (event.altKey && event.code === "KeyP") {
    const step = event.repeat ? null : pinOf(target);
    if (step !== null) keys.pin(step);
    return step !== null;
  }
  if (event.key !== "Enter") return false;
  const confirms = withCtrlAlt(event);
  if (!confirms && !asksToCreate(event, target)) return false;
  if (event.repeat) return true;
  if (!confirms) keys.create(event.shiftKey);
  return confirms ? keys.confirm() : true;
}

/** On Windows AltGr, which types characters, is reported as Ctrl+Alt. */
const withCtrlAlt = (event: KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey) && event.altKey && !event.shiftKey && !event.getModifierState("AltGraph");

/** The letter of the key, or its place where Option or another script makes it no Latin letter. */
const asksToUndo = (event: KeyboardEvent): boolean =>
  withCtrlAlt(event) && (/^[a-z]$/i.test(event.key) ? event.key.toLowerCase() === "z" : event.code === "KeyZ");

function asksToCreate(event: KeyboardEvent, target: HTMLElement | null): boolean {
  if (event.ctrlKey || event.metaKey) return !event.altKey;
  if (!event.shiftKey || event.altKey) return false;
  return target?.closest("[data-composer]") != null && target.matches("input, textarea");
}

/** The field around an element, if it can be pinned. */
const pinOf = (target: HTMLElement | null): string | null =>
  target?.closest<HTMLElement>("[data-field]")?.dataset.field ?? null;
