import type { Json } from "../../../shared/values/json.ts";
import type { FieldAsked } from "./helpers.ts";

/** A drawn field: shows a value of the answer. */
export interface DrawnField {
  name: string;
  element: HTMLElement;
  show(value: Json | undefined): void;
  /** What the worker's page has, and this one only says. */
  missing: string | null;
}

type Change = (value: Json | undefined) => void;
type Control = (asked: FieldAsked, name: string, change: Change, element: HTMLElement) => DrawnField["show"];

const text = (value: unknown): string => (value === undefined || value === null ? "" : String(value));

function labelled(input: HTMLElement, label: unknown): HTMLElement {
  const around = document.createElement("label");
  around.append(input, ` ${text(label)}`);
  return around;
}

const radio: Control = ({ attributes }, name, change, element) => {
  const input = document.createElement("input");
  input.type = "radio";
  input.name = `answer-${name}`;
  input.onchange = () => change(text(attributes.value));
  element.append(labelled(input, attributes.label));
  return (value) => {
    input.checked = value === text(attributes.value);
  };
};

const checkbox: Control = ({ attributes }, _name, change, element) => {
  const input = document.createElement("input");
  input.type = "checkbox";
  input.onchange = () => change(input.checked);
  element.append(labelled(input, attributes.label));
  return (value) => {
    input.checked = value === true;
  };
};

const typing =
  (tag: "input" | "textarea"): Control =>
  ({ attributes }, name, change, element) => {
    const input = document.createElement(tag);
    input.placeholder = text(attributes.placeholder);
    input.disabled = attributes.disabled === true;
    input.setAttribute("aria-label", text(attributes.label) || name);
    if (input instanceof HTMLTextAreaElement) input.rows = Number(attributes.rows ?? 3);
    input.style.width = text(attributes.width);
    input.oninput = () => change(input.value === "" ? undefined : input.value);
    element.append(input);
    return (value) => {
      if (input.value !== text(value)) input.value = text(value);
    };
  };

const select: Control = ({ attributes, items }, name, change, element) => {
  const input = document.createElement("select");
  input.setAttribute("aria-label", text(attributes.label) || name);
  input.add(new Option(text(attributes.placeholder), ""));
  for (const item of items) input.add(new Option(text(item.text ?? item.value), text(item.value)));
  input.onchange = () => change(input.value === "" ? undefined : input.value);
  element.append(input);
  return (value) => {
    input.value = text(value);
  };
};

const clicked: Control = ({ attributes }, _name, change, element) => {
  const link = document.createElement("a");
  link.className = "button";
  link.href = text(attributes.href);
  link.textContent = text(attributes.label);
  link.addEventListener("click", () => change(true));
  element.append(link);
  return (value) => link.classList.toggle("button_clicked", value === true);
};

const CONTROLS = new Map<string, Control>([
  ["radio", radio],
  ["checkbox", checkbox],
  ["input", typing("input")],
  ["suggest", typing("input")],
  ["textarea", typing("textarea")],
  ["select", select],
  ["button-clicked", clicked],
]);

/** Draws a field; a type that cannot work here, such as an upload, leaves a box that says so. */
export function drawField(asked: FieldAsked, change: (name: string, value: Json | undefined) => void): DrawnField {
  const type = text(asked.attributes.type);
  const name = text(asked.attributes.name);
  const element = document.createElement("div");
  element.className = `field field_type_${type} ${text(asked.attributes.class)}`;
  const control = CONTROLS.get(type);
  if (control !== undefined)
    return { name, element, missing: null, show: control(asked, name, (value) => change(name, value), element) };
  const missing = `A field of type “${type}” (${name}) can't be answered here.`;
  element.classList.add("not-drawn");
  element.textContent = missing;
  return { name, element, missing, show: () => undefined };
}
