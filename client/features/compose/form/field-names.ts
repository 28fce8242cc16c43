/**
 * The form library reads names as paths: a field `1` would make a list, and a field `constructor` would be lost. So
 * every field id has a prefix in the form's state, which only this file adds and removes.
 */
const PREFIX = "f_";

/** `image` → `f_image`; other characters than letters, digits, `_` and `-` are written as their code. */
export function stepOf(fieldId: string): string {
  return PREFIX + fieldId.replace(/[^A-Za-z0-9_-]/gu, (character) => `~${character.codePointAt(0)!.toString(16)}~`);
}

export function fieldIdOf(step: string): string {
  return step
    .slice(PREFIX.length)
    .replace(/~([0-9a-f]+)~/g, (_match, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
}

/** The form's name of an input field. */
export const inputName = (fieldId: string) => `input.${stepOf(fieldId)}` as const;

/** The form's name of an answer's field. `key`: the answer's key, which does not depend on its position. */
export const answerName = (key: string, fieldId: string) => `solutions.${key}.values.${stepOf(fieldId)}` as const;

export const weightName = (key: string) => `solutions.${key}.weight` as const;

/** The id of the element for a name. */
export const domId = (name: string): string => `field-${name.replaceAll(".", "-")}`;
