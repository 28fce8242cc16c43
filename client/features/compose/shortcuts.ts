import { useEffect, useRef } from "react";

/** What the keys of the form do. */
export interface FormKeys {
  create: (next: boolean) => void;
  pin: (step: string) => void;
}

/**
 * Ctrl/Cmd+Enter creates; Shift+Enter, with or without Ctrl, creates and goes on with the next task (in a text of many
 * lines Enter alone begins a line). Alt+P pins the field that has the focus. Keys that belong to an input method are left alone.
 */
export function useFormKeys(keys: FormKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented || event.repeat) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (target?.closest("[role=dialog]")) return;
      if (event.altKey && event.code === "KeyP") {
        const step = pinOf(target);
        if (step === null) return;
        event.preventDefault();
        latest.current.pin(step);
      } else if (event.key === "Enter" && asksToCreate(event, target)) {
        event.preventDefault();
        latest.current.create(event.shiftKey);
      }
    };
    // Before the controls' own keys: an editor would take Ctrl+Enter for a new line.
    document.addEventListener("keydown", press, true);
    return () => document.removeEventListener("keydown", press, true);
  }, []);
}

function asksToCreate(event: KeyboardEvent, target: HTMLElement | null): boolean {
  if (event.ctrlKey || event.metaKey) return !event.altKey;
  if (!event.shiftKey || event.altKey) return false;
  return target?.closest("form") != null && target.matches("input, textarea");
}

/** The field around an element, if it can be pinned. */
function pinOf(target: HTMLElement | null): string | null {
  for (let at = target; at !== null; at = at.parentElement) {
    const button = at.querySelector<HTMLElement>(":scope > div > span > [data-pin]");
    if (button) return button.dataset.pin ?? null;
    if (at.tagName === "FORM") return null;
  }
  return null;
}
