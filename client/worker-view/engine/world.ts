import type { Json } from "../../../shared/values/json.ts";
import { type Node, type Place, type Scope, type Value, ViewFault } from "./config/node.ts";
import { readAt } from "./config/paths.ts";
import { measure } from "./values.ts";
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
  /** Of `helper.translate`, by key. */
  texts: ReadonlyMap<string, string>;
  words: typeof en;
  /** What a property stands for now. Here, so that conditions and helpers can ask for what they contain. */
  evaluate(node: Node | undefined, scope: Scope): Value;
  /** What may still be resolved before the view counts as endless. */
  left: number;
  /** When it counts as endless in any case, by `performance.now()`. */
  until: number;
}

/** Parts resolved for one drawing at most: a large view needs some ten thousand. */
const MOST_WORK = 300_000;
const LONGEST_MS = 2000;
const DEEPEST = 200;

/** Before a drawing or an act. */
export function refill(world: World): void {
  world.left = MOST_WORK;
  world.until = performance.now() + LONGEST_MS;
}

/** Throws `ViewFault` if the view asks for too much. `weight`: as of `measure`. */
export function spend(world: World, scope: Scope, path: string, weight = 1): void {
  world.left -= weight;
  if (world.left < 0 || performance.now() > world.until) throw new ViewFault(path, world.words.tooMuch);
  if (scope.depth > DEEPEST) throw new ViewFault(path, world.words.tooDeep);
}

export function readPlace(world: World, place: Place): Json | undefined {
  return place.tree === "none" ? undefined : readAt(world.trees[place.tree], place.steps);
}

/** The same, as work that counts: what is read is then copied or compared. */
export function readCounted(world: World, place: Place, scope: Scope, path: string): Json | undefined {
  const found = readPlace(world, place);
  spend(world, scope, path, measure(found).weight);
  return found;
}
