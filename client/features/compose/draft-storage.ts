import { isJsonObject, type Json, parseJson, stringifyJson } from "../../../shared/json.ts";
import type { Typed } from "../../parts/controls/typed.ts";
import type { Draft } from "./draft.ts";
import { blankForm, type Specs, type TaskForm } from "./task-form.ts";

/** What is kept on this device, for one pool of one Toloka. Reading and writing may fail (private windows, full storage). */
export interface Shelf {
  read(name: ShelfName): Json | null;
  /** Whether it was kept. */
  write(name: ShelfName, value: unknown): boolean;
  remove(name: ShelfName): void;
}
type ShelfName = "draft" | "earlier" | "pins" | "templates";

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

/** A stored form, brought to the shape of today's: fields that are new are blank, fields that are gone are dropped. */
function reviveForm(stored: Json | undefined, specs: Specs): TaskForm | null {
  if (!isJsonObject(stored) || !isJsonObject(stored.input ?? null)) return null;
  const blank = blankForm(specs, false);
  const form = { ...blank, ...(stored as unknown as Partial<TaskForm>) };
  const known = new Set(Object.keys(blank.input));
  const kept = Object.entries(form.input).filter(([name]) => known.has(name));
  return {
    ...form,
    input: { ...blank.input, ...Object.fromEntries(kept) },
    lists: { ...blank.lists, ...form.lists },
    known: form.known.filter((key) => Object.hasOwn(form.solutions, key)),
    baseline: form.baseline.filter((key) => Object.hasOwn(form.solutions, key)),
  };
}

/** The draft on the shelf, if there is one that can be read. */
export function readDraft(shelf: Shelf, specs: Specs): Draft | null {
  const stored = shelf.read("draft");
  if (!isJsonObject(stored) || typeof stored.operation_id !== "string") return null;
  const form = reviveForm(stored.form, specs);
  return form && { ...(stored as unknown as Draft), form };
}

/** Pinned fields and the values that they keep, by the form's own steps. */
export type Pins = Record<string, Typed>;

export function readPins(shelf: Shelf): Pins {
  const stored = shelf.read("pins");
  return isJsonObject(stored) ? (stored as unknown as Pins) : {};
}

/** A form kept under a name. */
export interface Template {
  name: string;
  form: TaskForm;
}

export function readTemplates(shelf: Shelf, specs: Specs): Template[] {
  const stored = shelf.read("templates");
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((one) => {
    const form = isJsonObject(one) ? reviveForm(one.form, specs) : null;
    return form && isJsonObject(one) && typeof one.name === "string" ? [{ name: one.name, form }] : [];
  });
}
