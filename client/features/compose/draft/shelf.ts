import { type Json, parseJson, stringifyJson } from "../../../../shared/values/json.ts";

/** What is kept on this device, for one pool of one Toloka. Reading and writing may fail (private windows, full storage). */
export interface Shelf {
  read(name: ShelfName): Json | null;
  /** Whether it was kept. */
  write(name: ShelfName, value: unknown): boolean;
  remove(name: ShelfName): void;
}
type ShelfName = "draft" | "earlier" | "linked" | "pins" | "templates";

export function shelfOf(storage: Storage | null, upstream: string, poolId: string): Shelf {
  const key = (name: ShelfName) => `task-desk:${name}:${upstream}:${poolId}`;
  return {
    read(name) {
      try {
        const text = storage?.getItem(key(name)) ?? null;
        return text === null ? null : parseJson(text);
      } catch {
        return null;
      }
    },
    write(name, value) {
      try {
        storage?.setItem(key(name), stringifyJson(value));
        return storage !== null;
      } catch {
        return false;
      }
    },
    remove(name) {
      try {
        storage?.removeItem(key(name));
      } catch {
        // What cannot be removed cannot be read either.
      }
    },
  };
}

/** What the browser keeps for this page; `null` where it keeps nothing (private windows, blocked storage). */
export function deviceStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
