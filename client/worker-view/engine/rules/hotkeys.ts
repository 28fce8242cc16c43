import { type Component, type Held, isHeld, type Scope } from "../config/node.ts";
import { signatureOf } from "../tree.ts";
import type { World } from "../world.ts";

export interface Hotkeys {
  /** The keys by what they do. */
  signatures(world: World, scope: Scope): Map<string, string>;
  bound(key: string, typing: boolean, world: World, scope: Scope): Held | null;
}

const LATIN = "qwertyuiopasdfghjklzxcvbnm";
const RUSSIAN = "йцукенгшщзфывапролдячсмить";
const NAME = /^(?:[a-z0-9]|up|down)$/;

/** The name a config gives to a pressed key: a letter also on its place of the Russian layout. */
export function keyNamed(key: string): string {
  const small = key.toLowerCase().replace(/^arrow/, "");
  const at = RUSSIAN.indexOf(small);
  return small.length === 1 && at >= 0 ? (LATIN[at] ?? small) : small;
}

export function hotkeysOf(plugins: readonly Component[]): Hotkeys {
  const mine = plugins.filter(({ type }) => type === "plugin.hotkeys");
  const resolved = (plugin: Component, key: string, world: World, scope: Scope): Held | null => {
    const action = world.evaluate(plugin.props.get(key), { ...scope, key: plugin.path });
    return isHeld(action) ? action : null;
  };
  return {
    signatures(world, scope) {
      const found = new Map<string, string>();
      for (const plugin of mine)
        for (const key of plugin.props.keys()) {
          const action = NAME.test(key) ? resolved(plugin, key, world, scope) : null;
          if (action !== null) found.set(signatureOf(action, world), key);
        }
      return found;
    },
    bound(key, typing, world, scope) {
      if (!NAME.test(key)) return null;
      for (const plugin of mine) {
        const inText = world.evaluate(plugin.props.get("allowHotkeysInInputs"), scope) === true;
        const action = typing && !inText ? null : resolved(plugin, key, world, scope);
        if (action !== null) return action;
      }
      return null;
    },
  };
}
