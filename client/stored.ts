import { type Json, parseJson, stringifyJson } from "../shared/values/json.ts";

/**
 * All that this device stores for the page, in the browser's local storage as JSON. Reading and writing may fail (private
 * windows, full storage): then `null` is read, and the page works without.
 */
export interface Shelf<Name extends string> {
  read(name: Name): Json | null;
  /** Whether it was stored. */
  write(name: Name, value: unknown): boolean;
  remove(name: Name): void;
}

/** For the page as a whole. */
type DeviceName =
  | "connection"
  | "interface-scripts"
  | "language"
  | "side-tab"
  | "single-keys"
  | "undo-seconds"
  | "views";
/** For one Toloka. */
type UpstreamName = "recent-pools" | "production-asked";
/** For one pool of one Toloka. */
type PoolName = "draft" | "earlier" | "linked" | "pins" | "templates" | "matching-pools";
export type PoolShelf = Shelf<PoolName>;

/** Read and written by the component library. */
export const COLOR_SCHEME_KEY = "task-desk:color-scheme";

/** The colour scheme that was chosen; null: as the system. */
export function storedColorScheme(storage = deviceStorage()): "light" | "dark" | null {
  try {
    const chosen = storage?.getItem(COLOR_SCHEME_KEY);
    return chosen === "light" || chosen === "dark" ? chosen : null;
  } catch {
    return null;
  }
}

export const deviceShelf = (storage = deviceStorage()): Shelf<DeviceName> => shelf(storage, "");

/** `upstream`: see `upstreamKey`. */
export const upstreamShelf = (upstream: string, storage = deviceStorage()): Shelf<UpstreamName> =>
  shelf(storage, `:${upstream}`);

export const poolShelf = (upstream: string, poolId: string, storage = deviceStorage()): PoolShelf =>
  shelf(storage, `:${upstream}:${poolId}`);

function shelf(storage: Storage | null, scope: string): Shelf<string> {
  const key = (name: string) => `task-desk:${name}${scope}`;
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

function deviceStorage(): Storage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}
