import type { Json } from "../../../../shared/values/json.ts";
import { type DrawnField, drawField, nameOf } from "../fields.ts";
import type { FieldAsked } from "../helpers.ts";
import type { en } from "../words.en.ts";

/** A field as the requester's scripts know it: https://toloka.ai/docs/guide/concepts/t-components/. */
export interface TaskField {
  name: string;
  getImplementation(): Implementation;
  showError(message: string): void;
  hideError(): void;
}

/** The control inside a field. A script may change its options and draw it again. */
interface Implementation {
  options: Record<string, unknown>;
  render(): void;
  /** The element that is typed into or pressed. */
  getEditor(): Element | null;
}

/** What the task itself does with a field. */
export interface HeldField extends TaskField {
  element(): HTMLElement;
  show(value: Json | undefined): void;
  missing(): string | null;
  hotkey: string;
  /** Does what a press on the control does. */
  press(): void;
}

export function taskField(
  { attributes, items }: FieldAsked,
  change: (name: string, value: Json | undefined) => void,
  words: typeof en,
): HeldField {
  const options: Record<string, unknown> = { ...attributes };
  const asked: FieldAsked = { attributes: options, items };
  const name = nameOf(asked);
  const draw = (): DrawnField => drawField(asked, (value) => change(name, value), words);
  let drawn = draw();
  let value: Json | undefined;
  const popup = document.createElement("div");
  popup.className = "popup popup_type_error";
  popup.setAttribute("role", "alert");
  const said = document.createElement("div");
  said.className = "popup__text";
  popup.append(said);
  drawn.element.append(popup);
  const editor = () => drawn.element.querySelector("input, textarea, select, a, button");
  return {
    name,
    hotkey: String(options.hotkey ?? "").toLowerCase(),
    element: () => drawn.element,
    missing: () => drawn.missing,
    show(next) {
      value = next;
      drawn.show(next);
    },
    press() {
      const control = editor();
      if (control instanceof HTMLElement) control.click();
    },
    showError(message) {
      said.textContent = message;
      popup.classList.add("popup_visible");
    },
    hideError() {
      said.textContent = "";
      popup.classList.remove("popup_visible");
    },
    getImplementation: () => ({
      options,
      getEditor: editor,
      render() {
        const { element } = drawn;
        drawn = draw();
        drawn.element.append(popup);
        drawn.show(value);
        element.replaceWith(drawn.element);
      },
    }),
  };
}
