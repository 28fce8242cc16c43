import { canonicalJson, ExactNumber, isJsonNumber, isJsonObject, type Json } from "../../../shared/values/json.ts";
import { fixedOf } from "./config/compile.ts";
import {
  type Component,
  type Held,
  isHeld,
  type Place,
  placeName,
  type Scope,
  type Value,
  ViewFault,
} from "./config/node.ts";
import { complaint } from "./rules/conditions.ts";
import { placeOf } from "./rules/evaluate.ts";
import { asText, plain } from "./values.ts";
import { readCounted, type World } from "./world.ts";

/** A component as it is to be drawn now. */
export interface Drawn {
  drawn: true;
  /** Names the instance; stays the same while the component is shown. */
  key: string;
  type: string;
  /** Where its definition stands in the config. */
  path: string;
  props: Record<string, Drawable>;
  /** Where its value stands, for fields. */
  place: Place | null;
  value: Json | undefined;
  /** Why the task is not valid yet. `path`: as `path`. */
  error: { text: string; from: "condition" | "field" } | null;
  /** Keys that do the same as the component (`""`) or as its option of a number. */
  badges: Record<string, string>;
  turns: number;
  opened: boolean | null;
  elements: Drawn[];
}
/** An action to be done when a control is used. */
export interface Doable {
  action: Held;
}
const allDrawn = new WeakSet<object>();

/** Whether it is a component to be drawn. A task's values can have a key `drawn` as well. */
export const isDrawn = (value: unknown): value is Drawn =>
  typeof value === "object" && value !== null && allDrawn.has(value);

/** Whether it is an action. A task's values can have a key `action` as well. */
export const isDoable = (value: unknown): value is Doable =>
  typeof value === "object" && value !== null && !isDrawn(value) && isHeld((value as Partial<Doable>).action);

export type Drawable = Json | undefined | Drawn | Doable | Drawable[] | { [name: string]: Drawable };

export interface Mounted {
  component: Component;
  scope: Scope;
  place: Place;
  /** Places that belong to the field alone: of a checkbox group on the whole answer, its options'. */
  holds: Place[];
  falseFor: Place[];
}

export interface ViewState {
  turns: Map<string, number>;
  opened: Map<string, boolean>;
}

export interface Tree {
  root: Drawn;
  fields: Mounted[];
  errors: { path: string; text: string; from: "condition" | "field" }[];
  /** The instance of a definition that was drawn last. */
  instances: Map<Component, string>;
}

const MOST_PARTS = 5000;
const NOT_SHOWN = new Set(["validation", "data", "action", "render"]);

export function treeOf(view: Held, world: World, state: ViewState, keys: ReadonlyMap<string, string>): Tree {
  const tree: Omit<Tree, "root"> = { fields: [], errors: [], instances: new Map() };
  const seen = new Map<string, number>();
  let parts = 0;

  function draw({ held, scope: outer }: Held): Drawn {
    const name = `${outer.key}/${held.path}`;
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    const key = before === 0 ? name : `${name}'${before}`;
    parts += 1;
    if (parts > MOST_PARTS) throw new ViewFault(held.path, world.words.tooManyParts(MOST_PARTS));
    tree.instances.set(held, key);
    const place = held.type.startsWith("field.") ? placeOf(held.props.get("data"), outer, world) : null;
    const own =
      place === null ? world.evaluate(held.props.get("data"), outer) : readCounted(world, place, outer, held.path);
    const scope: Scope = { ...outer, key, own, depth: outer.depth + 1 };
    const props: Record<string, Drawable> = {};
    for (const [name, node] of held.props)
      if (!NOT_SHOWN.has(name)) {
        const value = world.evaluate(node, scope);
        props[name] = node.kind === "component" || fixedOf(node) === undefined ? expand(value) : fixedOf(node);
      }
    const shown: Drawn = {
      drawn: true,
      key,
      type: held.type,
      path: held.path,
      props,
      place,
      value: own === undefined ? fallback(held, scope, place) : plain(own),
      error: null,
      badges: {},
      turns: state.turns.get(key) ?? 0,
      opened: state.opened.get(key) ?? null,
      elements: [],
    };
    allDrawn.add(shown);
    const action = world.evaluate(held.props.get("action"), scope);
    if (isHeld(action)) props.action = { action };
    if (place !== null && place.tree !== "input") tree.fields.push(mounted(held, scope, place, shown));
    if (keys.size > 0) badge(shown, isHeld(action) ? signatureOf(action, world) : null, keys);
    if (held.type === "field.list" && place !== null) shown.elements = elementsOf(held, scope, place, shown.value);
    shown.error = errorOf(held, scope, shown, world);
    if (shown.error !== null) tree.errors.push({ path: held.path, ...shown.error });
    return shown;
  }

  // a field on read-only data shows the data's default
  const fallback = (held: Component, scope: Scope, place: Place | null): Json | undefined => {
    const data = held.props.get("data");
    if (place?.tree !== "input" || data?.kind !== "component") return undefined;
    return plain(world.evaluate(data.props.get("default"), scope));
  };

  function elementsOf(held: Component, scope: Scope, place: Place, value: Json | undefined): Drawn[] {
    const render = held.props.get("render");
    if (!Array.isArray(value) || render === undefined) return [];
    if (value.length > 2000) throw new ViewFault(held.path, world.words.tooManyItems(2000));
    return value.flatMap((item, index) => {
      const element: Place = { tree: place.tree, steps: [...place.steps, String(index)] };
      const inner = { ...scope, key: `${scope.key}#${index}`, local: { item, index } };
      const drawn = world.evaluate(render, { ...inner, relative: [...scope.relative, element] });
      return isHeld(drawn) ? [draw(drawn)] : [];
    });
  }

  function expand(value: Value): Drawable {
    if (isHeld(value)) return value.held.type.startsWith("action.") ? { action: value } : draw(value);
    if (Array.isArray(value)) return value.map(expand);
    if (value === null || typeof value !== "object" || value instanceof ExactNumber) return value as Json | undefined;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, expand(item)]));
  }
  return { root: draw(view), ...tree };
}

const optionsOf = (shown: Drawn): { label: string; value: Json }[] =>
  (Array.isArray(shown.props.options) ? shown.props.options : []).flatMap((option) =>
    isJsonObject(option) ? [{ label: asText(option.label), value: option.value ?? null }] : [],
  );

function mounted(component: Component, scope: Scope, place: Place, shown: Drawn): Mounted {
  const parts =
    component.type === "field.checkbox-group"
      ? optionsOf(shown).map(({ value }): Place => ({ tree: place.tree, steps: [...place.steps, asText(value)] }))
      : [];
  const keepsFalse = shown.props.preserveFalse === true;
  const falseFor = !keepsFalse ? [] : component.type === "field.checkbox" ? [place] : parts;
  return { component, scope, place, holds: parts.length > 0 && place.steps.length === 0 ? parts : [place], falseFor };
}

/** Equal for actions that do the same: by this a control finds the key that is bound to its own action. */
export function signatureOf({ held, scope }: Held, world: World): string {
  const place = placeOf(held.props.get("data"), scope, world);
  const view = held.props.get("view");
  const at = view?.kind === "component" ? view.path : view?.kind === "value" ? asText(view.value) : "";
  const payload = plain(world.evaluate(held.props.get("payload"), scope));
  return signature(held.type, place, payload, at);
}

const signature = (type: string, place: Place | null, payload: Json | undefined, view = ""): string =>
  [type, place === null ? "" : placeName(place), view, canonicalJson(payload)].join("\n");

function badge(shown: Drawn, own: string | null, keys: ReadonlyMap<string, string>): void {
  const put = (name: string, of: string) => {
    const key = keys.get(of);
    if (key !== undefined) shown.badges[name] = key;
  };
  if (own !== null) put("", own);
  const { place, type } = shown;
  if (type === "view.audio" || type === "view.video")
    put("", signature("action.play-pause", null, undefined, shown.path));
  // few keys are bound, and a signature for each option takes its time
  if (place === null || ![...keys.keys()].some((bound) => bound.includes(placeName(place)))) return;
  if (type === "field.checkbox" || type === "field.tumbler") put("", signature("action.toggle", place, undefined));
  if (type === "field.button-radio") put("", signature("action.set", place, shown.props.valueToSet as Json));
  optionsOf(shown).forEach(({ value }, index) => {
    if (type !== "field.checkbox-group") put(String(index), signature("action.set", place, value));
    else
      put(String(index), signature("action.toggle", { ...place, steps: [...place.steps, asText(value)] }, undefined));
  });
}

function errorOf(held: Component, scope: Scope, shown: Drawn, world: World): Drawn["error"] {
  const said = complaint(held.props.get("validation"), scope, world);
  if (said !== null) return { text: said, from: "condition" };
  const own = fieldFault(shown, world);
  return own === null ? null : { text: own, from: "field" };
}

function fieldFault({ type, value, props }: Drawn, { words }: World): string | null {
  if (value === undefined) return null;
  const text = asText(value);
  if (type === "field.number" && isJsonNumber(value)) {
    const limit = (name: string, none: number) => Number(asText(props[name] as Json) || none);
    const outside = Number(text) < limit("minimum", -Infinity) || Number(text) > limit("maximum", Infinity);
    return outside ? words.numberRange : null;
  }
  if (type === "field.email") return /^[^@]+@[^@]+$/.test(text) ? null : words.email;
  if (type === "field.phone-number") return /^\+?\d+$/.test(text) ? null : words.phone;
  const labelled = type === "field.image-annotation" && Array.isArray(props.labels) && props.labels.length > 0;
  if (labelled && Array.isArray(value) && value.some((shape) => isJsonObject(shape) && shape.label === undefined))
    return words.shapeLabel;
  return null;
}
