import type { Json, JsonObject } from "../../../../shared/values/json.ts";
import { type Component, type Held, isHeld, type Place } from "../config/node.ts";
import { asText, plain } from "../values.ts";
import { readPlace, spend, type World } from "../world.ts";
import { placeOf } from "./evaluate.ts";

/** In parts resolved: some thousand actions may follow one press. */
const COST = 50;

/** What an action does outside the values. */
export type Effect =
  | { kind: "open"; url: string }
  | { kind: "notify"; text: JsonObject }
  | { kind: "play-pause"; key: string };

/** What actions can do to the view. */
export interface Hands {
  write(place: Place, value: Json | undefined): void;
  rotate(key: string, turns: number): void;
  opens(key: string, opened: boolean | null): void;
  effect(effect: Effect): void;
  /** The instance of the view that was drawn last, by its definition or its path. */
  instance(view: Component | string): string | null;
}

/** Does an action. Its payload and data are resolved at this moment. Throws `ViewFault` if it has no end. */
export function perform(action: Held, world: World, hands: Hands): void {
  const { held, scope } = action;
  spend(world, scope, held.path, COST);
  const read = (name: string) => world.evaluate(held.props.get(name), scope);
  const place = placeOf(held.props.get("data"), scope, world);
  const current = () => (place === null ? undefined : readPlace(world, place));
  const payload = () => plain(read("payload"));
  const view = held.props.get("view");
  const shown = () => hands.instance(view?.kind === "component" ? view : asText(plain(read("view"))));
  const write = (value: Json | undefined) => {
    if (place !== null && place.tree !== "input") hands.write(place, value);
  };
  const list = () => {
    const value = current();
    return Array.isArray(value) ? value : [];
  };
  switch (held.type) {
    case "action.set":
      write(payload());
      return;
    case "action.toggle":
      write(current() === true ? undefined : true);
      return;
    case "action.list-push":
      write([...list(), payload() ?? null]);
      return;
    case "action.list-remove": {
      const left = list().filter((_, index) => String(index) !== asText(payload()));
      write(left.length === 0 ? undefined : left);
      return;
    }
    case "action.bulk": {
      const actions = read("payload");
      for (const one of Array.isArray(actions) ? actions : []) if (isHeld(one)) perform(one, world, hands);
      return;
    }
    case "action.open-link": {
      const url = payload();
      if (typeof url === "string") hands.effect({ kind: "open", url });
      return;
    }
    case "action.notify": {
      const text = payload();
      if (typeof text === "object" && text !== null && !Array.isArray(text))
        hands.effect({ kind: "notify", text: text as JsonObject });
      return;
    }
    case "action.open-close": {
      const key = shown();
      const opened = payload();
      if (key !== null) hands.opens(key, typeof opened === "boolean" ? opened : null);
      return;
    }
    case "action.rotate": {
      const key = shown();
      if (key !== null) hands.rotate(key, payload() === "left" ? -1 : 1);
      return;
    }
    case "action.play-pause": {
      const key = shown();
      if (key !== null) hands.effect({ kind: "play-pause", key });
      return;
    }
  }
}
