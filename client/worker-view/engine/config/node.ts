import type { Json } from "../../../../shared/values/json.ts";

/**
 * A part of a compiled view. A definition reached twice through `$ref` is one node. `fixed`: what a list or map stands for
 * that holds values alone.
 */
export type Node =
  | { kind: "value"; value: Json | undefined }
  | { kind: "list"; items: Node[]; fixed: Json | undefined }
  | { kind: "map"; entries: Map<string, Node>; fixed: Json | undefined }
  | Component;

/** An object with `type`. `path`: where it stands in the config. */
export interface Component {
  kind: "component";
  /** Without the prefix `@toloka/` or `@yandex-toloka/`. */
  type: string;
  path: string;
  props: Map<string, Node>;
}

/** A place that holds a value: in the task's input, the answer, the scratch values, or nowhere (a literal). */
export interface Place {
  tree: "input" | "output" | "internal" | "none";
  steps: readonly string[];
}

/** What a property is resolved in. */
export interface Scope {
  local: Value;
  /** Places of the elements of the lists around, the innermost last. */
  relative: readonly Place[];
  /** The value that a condition without `data` tests. */
  own: Value;
  /** Names the instance of the component that is being drawn. */
  key: string;
  depth: number;
}

/** A view or action that a property resolved to, with what it is to be resolved in. */
export interface Held {
  held: Component;
  scope: Scope;
}

export type Value = Json | undefined | Held | Value[] | { [key: string]: Value };

/** Why a view cannot be shown; `path` is in the config. */
export class ViewFault extends Error {
  readonly path: string;
  constructor(path: string, text: string) {
    super(cut(text, 1000));
    this.name = "ViewFault";
    this.path = cut(path, 300);
  }
}

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

// a task's values can have a key `held` as well, but no map below it
export const isHeld = (value: unknown): value is Held =>
  typeof value === "object" && value !== null && (value as Partial<Held>).held?.props instanceof Map;

export const placeName = (place: Place): string => [place.tree, ...place.steps].join(".");
