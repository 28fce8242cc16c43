import type { Json } from "../../../../shared/values/json.ts";
import { type Place, placeName } from "../config/node.ts";
import type { Mounted } from "../tree.ts";
import { plain, sameValue } from "../values.ts";
import { readPlace, type World } from "../world.ts";

/** What is remembered of the fields between two drawings. */
export interface Settled {
  shown: Place[];
  /** Values of hidden fields, by place. */
  aside: Map<string, Json>;
  /** Places whose default has come true, once each. */
  defaulted: Map<string, Default>;
}

interface Default {
  place: Place;
  /** As it came true; nothing if it did not. */
  value: Json | undefined;
  /** What it would be now. */
  now(): Json | undefined;
}

/**
 * After fields have come or gone: the value of a hidden field leaves the answer and is put aside; that of a field that
 * is back returns, unless another field holds its place; a new field's default comes true.
 */
export function settle(
  before: Settled,
  fields: readonly Mounted[],
  world: World,
  isTouched: (place: Place) => boolean,
  put: (place: Place, value: Json | undefined) => void,
): { settled: Settled; changed: boolean } {
  const shown = fields.flatMap((field) => field.holds).sort((a, b) => a.steps.length - b.steps.length);
  const names = new Set(shown.map(placeName));
  const aside = new Map(before.aside);
  const defaulted = new Map(before.defaulted);
  let changed = false;
  const write = (place: Place, value: Json | undefined) => {
    changed ||= !sameValue(readPlace(world, place), value);
    put(place, value);
  };
  for (const place of before.shown) {
    if (names.has(placeName(place)) || isInsideAny(names, place)) continue;
    const value = readPlace(world, place);
    if (value === undefined) continue;
    aside.set(placeName(place), value);
    write(place, undefined);
  }
  const were = new Set(before.shown.map(placeName));
  for (const place of shown) {
    const name = placeName(place);
    if (were.has(name)) continue;
    const kept = aside.get(name);
    aside.delete(name);
    if (kept !== undefined && !isInsideAny(names, place) && readPlace(world, place) === undefined) write(place, kept);
  }
  for (const field of fields) {
    const name = placeName(field.place);
    if (!defaulted.has(name)) {
      const data = field.component.props.get("data");
      const node = data?.kind === "component" ? data.props.get("default") : undefined;
      const now = () => (node === undefined ? undefined : plain(world.evaluate(node, field.scope)));
      const value = now();
      const takes = value !== undefined && readPlace(world, field.place) === undefined && !isTouched(field.place);
      defaulted.set(name, { place: field.place, value: takes ? value : undefined, now });
      if (takes) write(field.place, value);
    }
    for (const place of field.falseFor) if (readPlace(world, place) === undefined) write(place, false);
  }
  return { settled: { shown, aside, defaulted }, changed };
}

/**
 * After the input's values have changed: a default that comes from the input follows it while the operator types, as
 * long as its value stands as it came true.
 */
export function followInput(
  before: Settled,
  world: World,
  isTouched: (place: Place) => boolean,
  put: (place: Place, value: Json | undefined) => void,
): Settled {
  const defaulted = new Map(before.defaulted);
  for (const [name, one] of before.defaulted) {
    if (one.value === undefined || isTouched(one.place) || !sameValue(readPlace(world, one.place), one.value)) continue;
    const value = one.now();
    if (sameValue(value, one.value)) continue;
    put(one.place, value);
    defaulted.set(name, { ...one, value });
  }
  return { ...before, defaulted };
}

/** Whether one of the places holds this one: the whole tree, an object or a list around it. */
const isInsideAny = (names: ReadonlySet<string>, { tree, steps }: Place): boolean =>
  steps.some((_, length) => names.has(placeName({ tree, steps: steps.slice(0, length) })));
