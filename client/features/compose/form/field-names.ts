/**
 * The form library reads names as paths, so a field called `1` would make a list and one called `constructor` would
 * vanish. Every field id gets a prefix inside the form's state; this is the one place where it is put on and taken off.
 */
const PREFIX = "f_";

/** `image` → `f_image`; characters that would end a step of a path are written as their number. */
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

/** The form's name of an answer's field. `key`: the answer's own, which it keeps when others go. */
export const answerName = (key: string, fieldId: string) => `solutions.${key}.values.${stepOf(fieldId)}` as const;

export const weightName = (key: string) => `solutions.${key}.weight` as const;

/** The id in the page of what is typed under a name. */
export const domId = (name: string): string => `field-${name.replaceAll(".", "-")}`;
