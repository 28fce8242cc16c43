import { isJsonObject, type Json, type JsonObject } from "../../../../shared/values/json.ts";

const WHOLE = /^\d+$/;

/** Deeper than any answer can nest. */
const MOST_STEPS = 64;

export const stepsOf = (path: string): string[] => (path === "" ? [] : path.split(".", MOST_STEPS + 1));

/** Whether a value can stand there: JSON here nests no deeper, and knows no key `__proto__`. */
export const isSafe = (steps: readonly string[]): boolean => steps.length <= MOST_STEPS && !steps.includes("__proto__");

/** What stands at the steps; `undefined` past the end and through anything that holds nothing. */
export function readAt(tree: Json | undefined, steps: readonly string[]): Json | undefined {
  let at: Json | undefined = tree;
  for (const step of steps) {
    if (Array.isArray(at)) at = WHOLE.test(step) ? at[Number(step)] : step === "length" ? at.length : undefined;
    else if (isJsonObject(at)) at = Object.hasOwn(at, step) ? at[step] : undefined;
    else return undefined;
  }
  return at;
}

/**
 * A copy of the tree with the value at the steps. Makes objects on the way, and arrays where the next step is a whole
 * number. `undefined` removes the key and every object above that is left empty; in an array it leaves `null`.
 */
export function writtenAt(tree: Json | undefined, steps: readonly string[], value: Json | undefined): Json | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (Array.isArray(tree) || (!isJsonObject(tree) && WHOLE.test(step) && value !== undefined)) {
    const items = Array.isArray(tree) ? [...tree] : [];
    const index = Number(step);
    if (!WHOLE.test(step) || index > MOST_ITEMS || (value === undefined && index >= items.length)) return tree;
    while (items.length < index) items.push(null);
    items[index] = writtenAt(items[index], rest, value) ?? null;
    return items;
  }
  if (value === undefined && !(isJsonObject(tree) && Object.hasOwn(tree, step))) return tree;
  const fields: JsonObject = isJsonObject(tree) ? { ...tree } : {};
  const written = writtenAt(Object.hasOwn(fields, step) ? fields[step] : undefined, rest, value);
  if (written === undefined) delete fields[step];
  else Object.defineProperty(fields, step, { value: written, enumerable: true, configurable: true, writable: true });
  return value === undefined && Object.keys(fields).length === 0 ? undefined : fields;
}

/** Longer lists are not made by a path such as `list.999999999`. */
const MOST_ITEMS = 10_000;
