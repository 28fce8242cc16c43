import type { Json } from "../../../shared/values/json.ts";
import type { Given } from "../messages.ts";
import type { en } from "./words.en.ts";

/** What the requester's tasks get from the document, in their options. */
export interface Host {
  given: Given;
  words: typeof en;
  /** Does what may fail in the requester's code: then says where, and gives nothing. */
  attempt<T>(where: string, work: () => T): T | undefined;
  /** An answer has changed. */
  changed(): void;
  submit(): void;
}

/** A place for values that lives as long as the document: nothing of the browser's own storage is within reach. */
export function memoryStorage() {
  const held = new Map<string, string>();
  return {
    getItem: (key: string) => held.get(String(key)) ?? null,
    setItem: (key: string, value: Json) => void held.set(String(key), String(value)),
    removeItem: (key: string) => void held.delete(String(key)),
    clear: () => held.clear(),
    key: (index: number) => [...held.keys()][index] ?? null,
    get length() {
      return held.size;
    },
  };
}

/** What Toloka's page offers to tasks and suites besides their methods. What cannot work here does nothing. */
export function servicesOf() {
  const keys = new Map<string, () => void>();
  return {
    storage: memoryStorage(),
    hotkey: {
      on: (key: string, act: () => void) => void keys.set(String(key).toLowerCase(), act),
      off: (key: string) => void keys.delete(String(key).toLowerCase()),
      reset: () => keys.clear(),
      /** Whether a script has bound the key. */
      press(key: string): boolean {
        const act = keys.get(key);
        act?.();
        return act !== undefined;
      },
    },
    geolocation: {
      getCurrentPosition: (_found: unknown, failed?: (error: object) => void) =>
        failed?.({ code: 2, message: "No location in a preview" }),
    },
    taskInterface: {},
    clientInfo: { platform: "BROWSER" },
    file: { getFile: () => null },
  };
}
export type Services = ReturnType<typeof servicesOf>;

const ignored = () => undefined;
/** Messages to Toloka's page around the task: nobody listens to them here. */
export const sandboxChannel = { on: ignored, off: ignored, trigger: ignored, triggerOut: ignored, request: ignored };
