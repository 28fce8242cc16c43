import { canonicalJson } from "../../../../shared/values/json.ts";
import { type Component, type Held, isHeld, type Scope, type Value } from "../config/node.ts";
import { plain } from "../values.ts";
import type { World } from "../world.ts";

export interface Triggers {
  /** Remembers the values as they are before the view is shown. */
  begin(world: World, scope: Scope): void;
  /** Does the actions of the triggers whose value has changed; `false` if there was none. */
  fire(world: World, scope: Scope, perform: (action: Held, start: boolean) => void): boolean;
}

export function triggersOf(plugins: readonly Component[]): Triggers {
  const all = plugins.filter(({ type }) => type === "plugin.trigger").map((plugin) => ({ plugin, last: "" }));
  let started = false;
  const watched = (plugin: Component, scope: Scope, world: World): Value =>
    plain(world.evaluate(plugin.props.get("onChangeOf"), scope));
  return {
    begin(world, scope) {
      started = false;
      for (const trigger of all) trigger.last = textOf(watched(trigger.plugin, scope, world));
    },
    fire(world, scope, perform) {
      let fired = false;
      for (const trigger of all) {
        const { plugin } = trigger;
        const value = watched(plugin, scope, world);
        const text = textOf(value);
        const atStart = !started && world.evaluate(plugin.props.get("fireImmediately"), scope) === true;
        if (text === trigger.last && !atStart) continue;
        trigger.last = text;
        const inner: Scope = { ...scope, own: value, local: value, key: plugin.path };
        const condition = world.evaluate(plugin.props.get("condition"), inner);
        const action = world.evaluate(plugin.props.get("action"), inner);
        if ((condition === undefined || condition === true) && isHeld(action)) {
          perform(action, atStart);
          fired = true;
        }
      }
      started = true;
      return fired;
    },
  };
}

const textOf = (value: Value): string => (value === undefined ? "" : canonicalJson(plain(value)));
