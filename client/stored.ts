import { type Json, parseJson, stringifyJson } from "../shared/values/json.ts";
import type { Writing } from "./encrypted.ts";

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

/** Settings of this device, whoever uses it. They stay plain, so no content may be in them. */
const DEVICE_NAMES = [
  "language",
  "connection",
  "interface-scripts",
  "side-tab",
  "signing-out",
  "single-keys",
  "undo-seconds",
] as const;
type DeviceName = (typeof DEVICE_NAMES)[number];
/** Of a person. */
type PersonName = "views";
/** Of a person, for one Toloka. */
type UpstreamName = "recent-pools" | "production-asked";
/** Of a person, for one pool of one Toloka. */
type PoolName = "draft" | "earlier" | "linked" | "pins" | "templates" | "matching-pools";
export type PoolShelf = Shelf<PoolName>;

const PREFIX = "task-desk:";

/** Read and written by the component library. */
export const COLOR_SCHEME_KEY = `${PREFIX}color-scheme`;

const plain: Writing = {
  keyOf: (entry) => PREFIX + entry,
  encrypt: (_entry, text) => text,
  decrypt: (_entry, stored) => stored,
};

/** A device, with how it writes what belongs to a person; null: nothing is read and written until that is known. */
export interface Device {
  storage: Storage | null;
  person: Writing | null;
  /** The key with which `person` encrypts; null: it does not. */
  key: string | null;
}

/** A device on which nobody signs in. */
export const plainDevice = (storage: Storage | null): Device => ({ storage, person: plain, key: null });

const here: Device = { storage: deviceStorage(), person: null, key: null };

/**
 * From now on entries of a person are read and written. `key`: encrypts them (`device_key` of the session); null: nobody signs
 * in, and they are plain. With a key, plain entries are removed: nobody knows whose they are. Another key than before is another
 * person's: the page is loaded anew, and this never resolves. Rejects if a file of the page could not be loaded.
 */
export async function openEntries(key: string | null, device = here): Promise<void> {
  if (device.person !== null && device.key !== key) {
    globalThis.location.reload();
    return new Promise(() => {});
  }
  if (device.person !== null) return;
  const person = key === null ? plain : (await import("./encrypted.ts")).encryptedBy(key);
  if (key !== null) removePlain(device.storage);
  Object.assign(device, { person, key });
}

function removePlain(storage: Storage | null): void {
  const settings: string[] = [COLOR_SCHEME_KEY, ...DEVICE_NAMES.map(plain.keyOf)];
  try {
    const keys = Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index) ?? "");
    for (const key of keys) if (key.startsWith(PREFIX) && !settings.includes(key)) storage?.removeItem(key);
  } catch {
    // What cannot be removed cannot be read either.
  }
}

/** The colour scheme that was chosen; null: as the system. */
export function storedColorScheme(storage = here.storage): "light" | "dark" | null {
  try {
    const chosen = storage?.getItem(COLOR_SCHEME_KEY);
    return chosen === "light" || chosen === "dark" ? chosen : null;
  } catch {
    return null;
  }
}

export const deviceShelf = (storage = here.storage): Shelf<DeviceName> => shelf(() => plainDevice(storage), "");

export const personShelf = (device = here): Shelf<PersonName> => shelf(() => device, "");

/** `upstream`: see `upstreamKey`. */
export const upstreamShelf = (upstream: string, device = here): Shelf<UpstreamName> =>
  shelf(() => device, `:${upstream}`);

export const poolShelf = (upstream: string, poolId: string, device = here): PoolShelf =>
  shelf(() => device, `:${upstream}:${poolId}`);

function shelf(on: () => Device, scope: string): Shelf<string> {
  return {
    read(name) {
      const { storage, person } = on();
      if (person === null) return null;
      try {
        const stored = storage?.getItem(person.keyOf(name + scope)) ?? null;
        return stored === null ? null : parseJson(person.decrypt(name + scope, stored));
      } catch {
        return null;
      }
    },
    write(name, value) {
      const { storage, person } = on();
      if (storage === null || person === null) return false;
      try {
        storage.setItem(person.keyOf(name + scope), person.encrypt(name + scope, stringifyJson(value)));
        return true;
      } catch {
        return false;
      }
    },
    remove(name) {
      const { storage, person } = on();
      try {
        if (person !== null) storage?.removeItem(person.keyOf(name + scope));
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
