import { newItem, type TypedElement, type TypedItem } from "../typed.ts";

/** The changes of a list of items. Each returns a new list, in which the remaining items keep their keys. */

export const addItem = (items: readonly TypedItem[], typed: TypedElement = ""): TypedItem[] => [
  ...items,
  newItem(typed),
];

export const removeItem = (items: readonly TypedItem[], key: string): TypedItem[] =>
  items.filter((item) => item.key !== key);

export const changeItem = (items: readonly TypedItem[], key: string, typed: TypedElement): TypedItem[] =>
  items.map((item) => (item.key === key ? { key, typed } : item));

/** Moves an item one place up (-1) or down (1); at the end of the list nothing changes. */
export function moveItem(items: readonly TypedItem[], key: string, by: -1 | 1): TypedItem[] {
  const from = items.findIndex((item) => item.key === key);
  const other = items[from + by];
  if (from < 0 || other === undefined) return [...items];
  const moved = [...items];
  moved[from + by] = items[from]!;
  moved[from] = other;
  return moved;
}

/** The lines of pasted text, without blank ones. */
export const columnOf = (text: string): string[] =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** Adds a column after an item. Its first line goes into that item if it is blank. */
export function pasteColumn(items: readonly TypedItem[], key: string, column: readonly string[]): TypedItem[] {
  const at = items.findIndex((item) => item.key === key);
  const target = items[at];
  const [first, ...others] = column;
  if (target === undefined || first === undefined) return [...items];
  const blank = target.typed === "";
  const head = blank ? { key, typed: first } : target;
  const tail = (blank ? others : column).map((line) => newItem(line));
  return [...items.slice(0, at), head, ...tail, ...items.slice(at + 1)];
}
