/** A frame that takes the focus so soon after a key press takes it from somebody who types, in milliseconds. */
const TYPING_MS = 1000;
/** So many times in one frame, then `taken` is called. */
const MOST_TAKEN = 3;

/**
 * Gives the focus back to where somebody is typing when a script in the frame takes it. Nothing is done if the person moves it: with the
 * pointer, which is then over the frame, with Tab, or without typing. Returns the function that ends this.
 */
export function keepFocusFrom(frame: HTMLIFrameElement, taken: () => void): () => void {
  let typing: { at: number; element: Element | null } | null = null;
  let times = 0;
  const press = ({ key }: KeyboardEvent) => {
    typing = key === "Tab" ? null : { at: performance.now(), element: document.activeElement };
  };
  const giveBack = () => {
    if (document.activeElement !== frame || frame.matches(":hover")) return;
    if (typing === null || performance.now() - typing.at > TYPING_MS) return;
    times += 1;
    if (typing.element instanceof HTMLElement) typing.element.focus({ preventScroll: true });
    if (times === MOST_TAKEN) taken();
  };
  // Some browsers name the frame as the focused element only after this event.
  const leave = () => setTimeout(giveBack);
  window.addEventListener("keydown", press, true);
  window.addEventListener("blur", leave);
  return () => {
    window.removeEventListener("keydown", press, true);
    window.removeEventListener("blur", leave);
  };
}
