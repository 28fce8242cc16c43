import type { Drawn } from "../engine/tree.ts";
import type { Placeholder } from "../messages.ts";
import { partsWithin } from "./props.ts";
import type { en } from "./words.en.ts";

const REASONS: Record<string, keyof (typeof en)["why"]> = {
  "view.iframe": "frame",
  "view.map": "map",
  "field.map": "map",
  "view.debug": "debug",
  "field.media-file": "upload",
  "field.file": "upload",
  "field.audio": "recording",
};
const MOST = 500;

/** The parts that are not drawn as the worker gets them, each definition once, and why. `known`: the types that are drawn. */
export function placeholdersOf(root: Drawn, known: object, words: typeof en): Placeholder[] {
  const found = new Map<string, Placeholder>();
  for (const { type, path } of partsWithin(root)) {
    const reason = Object.hasOwn(REASONS, type) ? REASONS[type] : undefined;
    const why = reason ?? (Object.hasOwn(known, type) ? undefined : "unknown");
    if (why !== undefined && found.size < MOST)
      found.set(path, { type: type.slice(0, 200), path: path.slice(0, 500), why: words.why[why] });
  }
  return [...found.values()];
}
