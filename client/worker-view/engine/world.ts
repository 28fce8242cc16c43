import type { Json } from "../../../shared/values/json.ts";
import { type Node, type Place, type Scope, type Value, ViewFault } from "./node.ts";
import { readAt } from "./paths.ts";
import type en from "./words.en.ts";

/** What the view reads while it is resolved. */
export interface World {
  trees: { input: Json | undefined; output: Json | undefined; internal: Json | undefined };
  /** `lat,lon`, `"rejected"`, or `null`: not known. */
  location: string | null;
  /** Instances whose player was started, and whose reached the end. */
  played: Set<string>;
  playedFully: Set<string>;
  openedLinks: Set<string>;
  words: typeof en;
  /** What a property stands for now. Here, so that conditions and helpers can ask for what they contain. */
  evaluate(node: Node | undefined, scope: Scope): Value;
  /** What may still be resolved before the view counts as endless. */
  left: number;
}

/** Parts resolved for one drawing at most: a large view needs some ten thousand. */
export const MOST_WORK = 300_000;
const DEEPEST = 200;

export function spend(world: World, scope: Scope, path: string): void {
  world.left -= 1;
  if (world.left < 0) throw new ViewFault(path, world.words.tooMuch);
  if (scope.depth > DEEPEST) throw new ViewFault(path, world.words.tooDeep);
}

export function readPlace(world: World, place: Place): Json | undefined {
  return place.tree === "none" ? undefined : readAt(world.trees[place.tree], place.steps);
}
