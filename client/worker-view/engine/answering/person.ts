import { type Json, stringifyJson } from "../../../../shared/values/json.ts";
import { placeName } from "../config/node.ts";
import type { Template } from "../template.ts";
import { type Drawable, type Drawn, isDoable, isDrawn } from "../tree.ts";
import { candidatesFor, choicesOf } from "./candidates.ts";

/** Values to give to some fields, by their place; a person would choose them. */
export type Choices = ReadonlyMap<string, Json>;

/** More are not done to one task. */
const MOST_ROUNDS = 1000;

/** Every component that is shown, outer ones first. */
export function partsOf(template: Template): Drawn[] {
  const parts: Drawn[] = [];
  const visit = (value: Drawable) => {
    if (isDrawn(value)) {
      parts.push(value);
      for (const inner of Object.values(value.props)) visit(inner);
      for (const inner of value.elements) visit(inner);
    } else if (Array.isArray(value)) for (const inner of value) visit(inner);
    else if (typeof value === "object" && value !== null && !isDoable(value))
      for (const inner of Object.values(value)) visit(inner as Drawable);
  };
  visit(template.tree()?.root);
  return parts;
}

/**
 * Answers a task as a person would: fills in what complains, plays what has to be played, opens links, presses buttons,
 * until nothing complains or nothing helps, or `performance.now()` is past `until`. `texts`: what to try in text fields.
 * Whether the answer became valid.
 */
export function answer(
  template: Template,
  choices: Choices,
  texts: readonly string[],
  until = Number.POSITIVE_INFINITY,
): boolean {
  const tried = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS && template.fault() === null; round += 1) {
    if (performance.now() > until) return false;
    const parts = partsOf(template);
    const chosen = parts.find((part) => part.place !== null && isOpen(part, choices.get(placeName(part.place)), tried));
    if (chosen?.place != null) {
      tried.add(placeName(chosen.place));
      template.act({ kind: "write", place: chosen.place, value: choices.get(placeName(chosen.place)) });
      continue;
    }
    if (template.valid()) return true;
    const helped =
      parts.some((part) => part.error !== null && fillIn(template, part, texts)) || tryAll(template, parts, tried);
    if (!helped) return false;
  }
  return template.valid();
}

const isOpen = (part: Drawn, value: Json | undefined, tried: ReadonlySet<string>): boolean =>
  part.place !== null &&
  value !== undefined &&
  !tried.has(placeName(part.place)) &&
  choicesOf(part).some((one) => stringifyJson(one) === stringifyJson(value));

/** Tries values in a field that complains, until it complains no more. */
function fillIn(template: Template, field: Drawn, texts: readonly string[]): boolean {
  const { place } = field;
  if (place === null || place.tree === "input") return false;
  const before = field.value;
  for (const value of candidatesFor(field, texts)) {
    template.act({ kind: "write", place, value });
    const now = partsOf(template).find(({ key }) => key === field.key);
    if (template.fault() !== null) return false;
    if (now === undefined || now.error === null) return true;
    if (field.type === "field.list" && now.elements.length > field.elements.length) return true;
  }
  template.act({ kind: "write", place, value: before });
  return false;
}

/** Does what has not been done yet, once each: plays, opens links, presses buttons, fills in empty fields. */
function tryAll(template: Template, parts: readonly Drawn[], tried: Set<string>): boolean {
  for (const part of parts) {
    if (tried.has(part.key) || !use(template, part)) continue;
    tried.add(part.key);
    return true;
  }
  return false;
}

function use(template: Template, part: Drawn): boolean {
  const { action, url, links } = part.props;
  if (part.type === "view.audio" || part.type === "view.video") return template.act({ kind: "ended", key: part.key });
  if (part.type === "view.link" && typeof url === "string") return template.act({ kind: "open", url });
  if (part.type === "view.link-group" && Array.isArray(links))
    return links.map((link) => open(template, link)).some((opened) => opened);
  if (isDoable(action)) return template.act({ kind: "do", action: action.action });
  // a layout may complain of a field inside it that has no condition of its own
  if (part.place === null || part.place.tree === "input" || part.value !== undefined || part.error !== null)
    return false;
  const [first] = candidatesFor(part, []);
  return first !== undefined && template.act({ kind: "write", place: part.place, value: first });
}

const open = (template: Template, link: Drawable): boolean =>
  typeof link === "object" && link !== null && "url" in link && typeof link.url === "string"
    ? template.act({ kind: "open", url: link.url })
    : false;

/** Every choice that is offered now, each as a place's name and a value. */
export const offersOf = (template: Template): { place: string; value: Json; type: string }[] =>
  partsOf(template).flatMap((part) => {
    if (part.place === null || part.place.tree === "input") return [];
    const place = placeName(part.place);
    return choicesOf(part).map((value) => ({ place, value, type: part.type }));
  });
