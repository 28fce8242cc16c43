import { isJsonNumber, isJsonObject, type Json } from "../../../shared/values/json.ts";
import { type Doable, type Drawable, type Drawn, isDoable, isDrawn } from "../engine/tree.ts";
import { asText, plain } from "../engine/values.ts";

// What a property of a drawn component holds, as what a drawing needs. Values of another kind count as absent.

/** The value as JSON: views and actions in it are left out. */
export const jsonOf = (value: Drawable): Json | undefined =>
  isDrawn(value) || isDoable(value) ? undefined : plain(value as Json | undefined);

export const textOf = (part: Drawn, name: string): string => asText(jsonOf(part.props[name]));

export function numberOf(part: Drawn, name: string): number | undefined {
  const value = jsonOf(part.props[name]);
  return isJsonNumber(value) && Number.isFinite(Number(String(value))) ? Number(String(value)) : undefined;
}

export function flagOf(part: Drawn, name: string, usual = false): boolean {
  const value = part.props[name];
  return typeof value === "boolean" ? value : usual;
}

export const actionOf = (part: Drawn): Doable | null => {
  const action = part.props.action;
  return isDoable(action) ? action : null;
};

export function listOf(part: Drawn, name: string): Drawable[] {
  const value = part.props[name];
  return Array.isArray(value) ? value : [];
}

/** The views in a list; what resolved to nothing takes no place. */
export const partsOf = (part: Drawn, name: string): Drawn[] => listOf(part, name).filter(isDrawn);

/** The plain objects in a list, as of `items` of a labelled list. */
export const rowsOf = (part: Drawn, name: string): { [name: string]: Drawable }[] =>
  listOf(part, name).filter(
    (row): row is { [name: string]: Drawable } =>
      typeof row === "object" && row !== null && !Array.isArray(row) && !isDrawn(row),
  );

export interface Option {
  label: string;
  value: Json;
  hint: string;
}

/** The options of a choice, in the order by which their badges are numbered. */
export const optionsOf = (value: Drawable): Option[] => {
  const options = jsonOf(value);
  return (Array.isArray(options) ? options : [])
    .filter(isJsonObject)
    .map((option) => ({ label: asText(option.label), value: option.value ?? null, hint: asText(option.hint) }));
};

/** Width and height of a box for media. */
export function ratioOf(part: Drawn, usual: readonly [number, number]): [number, number] {
  const value = jsonOf(part.props.ratio);
  const [width, height] = Array.isArray(value) ? value.map((one) => Number(asText(one))) : usual;
  return width !== undefined && height !== undefined && width > 0 && height > 0 ? [width, height] : [...usual];
}

/** The parts inside a part, at any depth. */
export function* partsWithin(part: Drawn): Generator<Drawn> {
  yield part;
  const inside = function* (value: Drawable): Generator<Drawn> {
    if (isDrawn(value)) yield* partsWithin(value);
    else if (Array.isArray(value)) for (const item of value) yield* inside(item);
    else if (typeof value === "object" && value !== null && !isDoable(value))
      for (const item of Object.values(value)) yield* inside(item as Drawable);
  };
  for (const value of Object.values(part.props)) yield* inside(value);
  for (const element of part.elements) yield* partsWithin(element);
}
