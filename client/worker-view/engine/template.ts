import { isJsonObject, type Json, type JsonObject, MAX_DEPTH } from "../../../shared/values/json.ts";
import { isWebAddress } from "./addresses.ts";
import { compile } from "./config/compile.ts";
import { type Held, isHeld, type Place, placeName, type Scope, ViewFault } from "./config/node.ts";
import { isSafe, stepsOf, writtenAt } from "./config/paths.ts";
import { type Effect, type Hands, perform } from "./rules/actions.ts";
import { evaluate } from "./rules/evaluate.ts";
import { hotkeysOf, keyNamed } from "./rules/hotkeys.ts";
import { followInput, type Settled, settle } from "./rules/settle.ts";
import { triggersOf } from "./rules/triggers.ts";
import { type Tree, treeOf, type ViewState } from "./tree.ts";
import { measure } from "./values.ts";
import type en from "./words.en.ts";
import { refill, type World } from "./world.ts";

/** What the worker does with the view. */
type Act =
  | { kind: "write"; place: Place; value: Json | undefined }
  | { kind: "do"; action: Held }
  | { kind: "key"; key: string; typing: boolean }
  | { kind: "played" | "ended"; key: string }
  | { kind: "open"; url: string }
  | { kind: "rotate"; key: string; turns: number }
  | { kind: "opens"; key: string; opened: boolean };

interface Problem {
  path: string;
  text: string;
  from: "condition" | "field";
}

export interface Template {
  /** `null` if the view cannot be shown: `fault` says why. */
  tree(): Tree | null;
  fault(): { path: string; text: string } | null;
  /** Whether errors of this component are to be shown: its value was touched, or submit was pressed. */
  speaks(place: Place | null): boolean;
  /** Writes at a path such as `output.result`, as a worker would. */
  set(path: string, value: Json | undefined): void;
  /** Whether a key is bound to something; then it was done. */
  act(act: Act): boolean;
  input(values: JsonObject): void;
  answer(values: JsonObject): void;
  reset(): void;
  submit(): { output: JsonObject; problems: Problem[] };
  output(): JsonObject;
  valid(): boolean;
  problems(): Problem[];
  subscribe(listen: () => void): () => void;
  remove(): void;
}

interface Opened {
  view_spec: JsonObject;
  input_values: JsonObject;
  output_values?: JsonObject;
  /** `lat,lon`, or `"rejected"`; `null`: not known. */
  pretend?: { location: string | null };
  words: typeof en;
  effect?: (effect: Effect) => void;
}

const MOST_ROUNDS = 50;
/** An answer's size at most, as of `measure`: some megabytes. */
const MOST_VALUES = 50_000;
const TREES = ["input", "output", "internal"] as const;

/** Opens a view of Template Builder with a task's values, for one worker to answer. */
export function openTemplate(given: Opened): Template {
  const listeners = new Set<() => void>();
  let fault: { path: string; text: string } | null = null;
  let tree: Tree | null = null;
  const world: World = {
    trees: { input: given.input_values, output: given.output_values ?? {}, internal: {} },
    location: given.pretend?.location ?? null,
    played: new Set(),
    playedFully: new Set(),
    openedLinks: new Set(),
    texts: new Map(),
    words: given.words,
    evaluate: (node, scope) => evaluate(node, scope, world),
    left: 0,
    until: 0,
  };
  const state: ViewState = { turns: new Map(), opened: new Map() };
  const touched = new Set<string>();
  const isTouched = (place: Place) => touched.has(placeName(place));
  let settled: Settled = { shown: [], aside: new Map(), defaulted: new Map() };
  let submitted = false;
  const scope: Scope = { local: undefined, relative: [], own: undefined, key: "", depth: 0 };

  const guarded = <T>(work: () => T, otherwise: T): T => {
    try {
      return work();
    } catch (error) {
      if (error instanceof ViewFault) fault = { path: error.path, text: error.message };
      // the stack's or a text's length
      else if (error instanceof RangeError) fault = { path: "view", text: given.words.tooMuch };
      else throw error;
      tree = null;
      return otherwise;
    }
  };
  const compiled = guarded(() => compile(given.view_spec, given.words), null);
  if (compiled !== null) world.texts = compiled.texts;
  const hotkeys = hotkeysOf(compiled?.plugins ?? []);
  const triggers = triggersOf(compiled?.plugins ?? []);

  const put = (place: Place, value: Json | undefined) => {
    if ((place.tree !== "output" && place.tree !== "internal") || !isSafe(place.steps)) return;
    const written = writtenAt(world.trees[place.tree], place.steps, value);
    const size = measure(written);
    if (size.depth > MAX_DEPTH || size.weight > MOST_VALUES)
      throw new ViewFault(placeName(place), given.words.tooLargeValue);
    world.trees[place.tree] = written;
  };
  const handsOf = (touching: boolean): Hands => ({
    write(place, value) {
      if (touching) touched.add(placeName(place));
      put(place, value);
    },
    rotate: (key, turns) => state.turns.set(key, (state.turns.get(key) ?? 0) + turns),
    opens: (key, opened) => state.opened.set(key, opened ?? !(state.opened.get(key) ?? false)),
    effect(effect) {
      if (effect.kind === "open") {
        if (!isWebAddress(effect.url)) return;
        world.openedLinks.add(effect.url);
      }
      given.effect?.(effect);
    },
    draw: (view) => treeOf(view, world, { turns: new Map(), opened: new Map() }, new Map()).root,
    instance: (view) => {
      const definition = typeof view === "string" ? (compiled?.at(view) ?? null) : view;
      return definition === null ? null : (tree?.instances.get(definition) ?? null);
    },
  });

  const announce = () => {
    for (const listen of listeners) listen();
  };
  function drawn(): Tree {
    const root = world.evaluate(compiled?.view, scope);
    if (!isHeld(root)) throw new ViewFault("view", given.words.noView);
    return treeOf(root, world, state, hotkeys.signatures(world, scope));
  }

  function refresh(quiet = false): void {
    if (compiled === null) return;
    guarded(() => {
      fault = null;
      refill(world);
      for (let round = 0; ; round += 1) {
        if (round > MOST_ROUNDS) throw new ViewFault("plugins", given.words.endless);
        tree = drawn();
        const next = settle(settled, tree.fields, world, isTouched, put);
        settled = next.settled;
        if (next.changed) continue;
        const fired = triggers.fire(world, scope, (action, start) => {
          if (!quiet) perform(action, world, handsOf(!start));
        });
        if (!fired) break;
      }
    }, undefined);
    announce();
  }
  // triggers must not change an answer that is there already before the worker does something
  const output = (): JsonObject => (isJsonObject(world.trees.output) ? world.trees.output : {});
  const start = () => {
    touched.clear();
    settled = { shown: [], aside: new Map(), defaulted: new Map() };
    submitted = false;
    for (const memory of [state.turns, state.opened, world.played, world.playedFully, world.openedLinks])
      memory.clear();
    refill(world);
    guarded(() => triggers.begin(world, scope), undefined);
    refresh(Object.keys(output()).length > 0);
  };
  const problems = (): Problem[] => (fault !== null ? [{ ...fault, from: "condition" }] : (tree?.errors ?? []));

  function done(act: Act): boolean {
    const hands = handsOf(true);
    if (act.kind === "write") hands.write(act.place, act.value);
    else if (act.kind === "do") perform(act.action, world, hands);
    else if (act.kind === "rotate") hands.rotate(act.key, act.turns);
    else if (act.kind === "opens") hands.opens(act.key, act.opened);
    else if (act.kind === "open") hands.effect({ kind: "open", url: act.url });
    else if (act.kind === "key") {
      const bound = hotkeys.bound(keyNamed(act.key), act.typing, world, scope);
      if (bound === null) return false;
      perform(bound, world, hands);
    } else {
      world.played.add(act.key);
      if (act.kind === "ended") world.playedFully.add(act.key);
    }
    return true;
  }
  start();

  return {
    tree: () => tree,
    fault: () => fault,
    speaks: (place) => submitted || (place !== null && [...touched].some((one) => isInside(one, placeName(place)))),
    set(path, value) {
      const [tree, ...steps] = stepsOf(path);
      const known = TREES.find((one) => one === tree);
      if (known !== undefined) this.act({ kind: "write", place: { tree: known, steps }, value });
    },
    act(act) {
      if (compiled === null) return false;
      refill(world);
      const before = fault;
      fault = null;
      const used = guarded(() => done(act), true);
      if (fault !== null) announce();
      else if (used) refresh();
      else fault = before;
      return used;
    },
    input(values) {
      world.trees.input = values;
      refill(world);
      settled = guarded(() => followInput(settled, world, isTouched, put), settled);
      refresh();
    },
    answer(values) {
      world.trees.output = values;
      world.trees.internal = {};
      start();
    },
    reset() {
      world.trees.output = given.output_values ?? {};
      world.trees.internal = {};
      start();
    },
    submit() {
      submitted = true;
      refresh();
      return { output: output(), problems: problems() };
    },
    output,
    valid: () => problems().length === 0,
    problems,
    subscribe(listen) {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    remove: () => listeners.clear(),
  };
}

const isInside = (place: string, outer: string): boolean => place === outer || place.startsWith(`${outer}.`);
