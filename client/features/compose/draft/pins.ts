import { useSyncExternalStore } from "react";
import { isJsonObject } from "../../../../shared/values/json.ts";
import type { Typed } from "../../../parts/controls/typed.ts";
import type { PoolShelf } from "../../../stored.ts";

/** Pinned fields and the values that they keep, by the form's own steps. */
export type Pins = Readonly<Record<string, Typed>>;

export interface PinStore {
  get(): Pins;
  subscribe(listener: () => void): () => void;
  /** Pins a field with the value that it has, or takes its pin away. */
  toggle(step: string, value: Typed): void;
  /** The pinned fields keep the values that `input` has for them. */
  keep(input: Readonly<Record<string, Typed>>): void;
}

/** The pins of one pool's form, stored on this device. */
export function pinStore(shelf: PoolShelf): PinStore {
  const listeners = new Set<() => void>();
  const stored = shelf.read("pins");
  let pins: Pins = isJsonObject(stored) ? (stored as unknown as Pins) : {};
  const put = (next: Pins): void => {
    pins = next;
    shelf.write("pins", next);
    for (const listener of listeners) listener();
  };
  return {
    get: () => pins,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    toggle(step, value) {
      const { [step]: pinned, ...others } = pins;
      put(pinned === undefined ? { ...pins, [step]: value } : others);
    },
    keep: (input) =>
      put(Object.fromEntries(Object.entries(pins).map(([step, pinned]) => [step, input[step] ?? pinned]))),
  };
}

export const usePins = (store: PinStore): Pins => useSyncExternalStore(store.subscribe, store.get);
