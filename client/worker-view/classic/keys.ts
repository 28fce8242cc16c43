import { isTyping } from "../is-typing.ts";
import type { TaskSuite } from "./classes/task-suite.ts";
import type { Host } from "./host.ts";

/** Keys act on the task that has the focus: those of scripts, then of fields. Arrows move it, Enter submits. */
export function startKeys(suite: () => TaskSuite | null, host: Host): () => void {
  const pressed = (event: KeyboardEvent) => {
    const mine = suite();
    const { ctrlKey, metaKey, altKey, key, target } = event;
    if (mine === null || ctrlKey || metaKey || altKey) return;
    if (isTyping(target)) {
      if (key === "Enter" && target instanceof HTMLInputElement) host.submit();
      return;
    }
    const task = mine.getFocusedTask();
    const name = key.toLowerCase();
    host.attempt("onKey", () => {
      if (mine.hotkey.press(name) || task?.hotkey.press(name)) return event.preventDefault();
      if (name === "enter" && !(target instanceof HTMLButtonElement)) host.submit();
      else if (name === "arrowdown") mine.focusNextTask();
      else if (name === "arrowup") mine.focusPreviousTask();
      else task?.onKey(name);
    });
  };
  document.addEventListener("keydown", pressed);
  return () => document.removeEventListener("keydown", pressed);
}
