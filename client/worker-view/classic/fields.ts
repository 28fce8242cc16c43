import type { Json } from "../../../shared/values/json.ts";
import type { FieldAsked } from "./helpers.ts";
import type { en } from "./words.en.ts";

/** A drawn field: shows a value of the answer. */
export interface DrawnField {
  element: HTMLElement;
  show(value: Json | undefined): void;
  /** What the worker's page has, and this one only says. */
  missing: string | null;
}

type Change = (value: Json | undefined) => void;
type Control = (asked: FieldAsked, name: string, change: Change, element: HTMLElement) => DrawnField["show"];

/** The name of a field in the answer. */
export const nameOf = ({ attributes }: FieldAsked): string => text(attributes.name);

/** A script sets it to the value of another field, which may be absent. */
const isDisabled = ({ disabled }: FieldAsked["attributes"]): boolean => disabled === true || disabled === "true";

const text = (value: unknown): string => (value === undefined || value === null ? "" : String(value));

function labelled(input: HTMLElement, label: unknown): HTMLElement {
  const around = document.createElement("label");
  around.append(input, ` ${text(label)}`);
  return around;
}

const radio: Control = ({ attributes }, name, change, element) => {
  const input = document.createElement("input");
  input.type = "radio";
  input.name = name;
  input.disabled = isDisabled(attributes);
  input.onchange = () => change(text(attributes.value));
  element.append(labelled(input, attributes.label));
  return (value) => {
    input.checked = value === text(attributes.value);
  };
};

const checkbox: Control = ({ attributes }, name, change, element) => {
  const input = document.createElement("input");
  input.type = "checkbox";
  input.name = name;
  input.disabled = isDisabled(attributes);
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
    input.name = name;
    input.placeholder = text(attributes.placeholder);
    input.disabled = isDisabled(attributes);
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
  input.name = name;
  input.disabled = isDisabled(attributes);
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
  link.className = attributes.action === true ? "button button_action" : "button";
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
export function drawField(asked: FieldAsked, change: Change, words: typeof en): DrawnField {
  const type = text(asked.attributes.type);
  const name = nameOf(asked);
  const element = document.createElement("div");
  element.className = `field field_type_${type} ${text(asked.attributes.class)}`;
  const control = CONTROLS.get(type);
  if (control !== undefined) return { element, missing: null, show: control(asked, name, change, element) };
  const upload = UPLOADS.has(type);
  const missing = upload ? words.upload(type, name) : words.notDrawn(type, name);
  element.classList.add("not-drawn");
  element.append(missing);
  return { element, missing, show: upload ? sampleUpload(element, change, words) : () => undefined };
}

const UPLOADS = new Set(["file", "file-img"]);

/** A file is never sent from here. A made-up id stands for it, so that the rest of the task can be tried. */
function sampleUpload(element: HTMLElement, change: Change, words: typeof en): DrawnField["show"] {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.onclick = () => change("preview-file-1");
  element.append(document.createElement("br"), button);
  return (value) => {
    button.textContent = value === undefined ? words.addSample : words.sampleAdded(text(value));
  };
}
