import { isJsonNumber, isJsonObject, type Json, type JsonObject } from "../../../../shared/values/json.ts";
import { type Component, type Held, isHeld, type Place, type Value } from "../config/node.ts";
import type { Drawn } from "../tree.ts";
import { asText, plain } from "../values.ts";
import { readPlace, spend, type World } from "../world.ts";
import { placeOf } from "./evaluate.ts";

/** In parts resolved: some thousand actions may follow one press. */
const COST = 50;

/** What an action does outside the values. */
export type Effect =
  | { kind: "open"; url: string }
  /** `view`: the content, where it is a view and no text. */
  | { kind: "notify"; payload: JsonObject; view: Drawn | null }
  | { kind: "play-pause"; key: string }
  /** In seconds from the start, or a share of the full volume. */
  | { kind: "set-current-time" | "set-volume"; key: string; to: number };

/** What actions can do to the view. */
export interface Hands {
  write(place: Place, value: Json | undefined): void;
  rotate(key: string, turns: number): void;
  opens(key: string, opened: boolean | null): void;
  effect(effect: Effect): void;
  /** A view that stands outside of the task, as it is to be drawn now. */
  draw(view: Held): Drawn;
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
      const asked = read("payload");
      const plainly = plain(asked);
      if (!isJsonObject(plainly)) return;
      const { content } = asked as { content?: Value };
      hands.effect({ kind: "notify", payload: plainly, view: isHeld(content) ? hands.draw(content) : null });
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
    case "action.set-current-time":
    case "action.set-volume": {
      const key = shown();
      const to = payload();
      const kind = held.type === "action.set-volume" ? "set-volume" : "set-current-time";
      if (key !== null && isJsonNumber(to)) hands.effect({ kind, key, to: Number(String(to)) });
      return;
    }
  }
}
