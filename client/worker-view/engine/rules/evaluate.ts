import { isJsonNumber, type Json, shortPath } from "../../../../shared/values/json.ts";
import { type Component, isHeld, type Node, type Place, type Scope, type Value, ViewFault } from "../config/node.ts";
import { isSafe, readAt, stepsOf } from "../config/paths.ts";
import { measure } from "../values.ts";
import { readCounted, spend, type World } from "../world.ts";
import { passes } from "./conditions.ts";
import { evaluateChoice, HELPERS } from "./helpers.ts";

/** What a property stands for now: a value, or the view or action that it resolves to. */
export function evaluate(node: Node | undefined, outer: Scope, world: World): Value {
  if (node === undefined) return undefined;
  if (node.kind === "value") {
    if (typeof node.value === "string") spend(world, outer, outer.key, measure(node.value).weight);
    return node.value;
  }
  if (node.kind !== "component" && node.fixed !== undefined) {
    spend(world, outer, outer.key, measure(node.fixed).weight);
    return node.fixed;
  }
  const scope = { ...outer, depth: outer.depth + 1 };
  spend(world, scope, node.kind === "component" ? node.path : outer.key);
  if (node.kind === "list") return node.items.map((item) => evaluate(item, scope, world));
  if (node.kind === "map") {
    const pairs = [...node.entries].map(([name, item]): [string, Value] => [name, evaluate(item, scope, world)]);
    return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
  }
  if (node.type.startsWith("data.")) return evaluateData(node, scope, world);
  if (node.type.startsWith("condition.")) return passes(node, scope, world);
  const helper = Object.hasOwn(HELPERS, node.type) ? HELPERS[node.type] : undefined;
  return helper === undefined ? { held: node, scope: outer } : helper(node, scope, world);
}

function evaluateData(node: Component, scope: Scope, world: World): Value {
  if (node.type === "data.location")
    return world.location === null
      ? "unavaliable,unavaliable"
      : world.location === "rejected"
        ? "rejected,rejected"
        : world.location;
  if (node.type === "data.assignment-id") return "preview-assignment";
  const fallback = () => evaluate(node.props.get("default"), scope, world);
  if (node.type === "data.local") {
    const found = readValue(scope.local, pathOf(node, scope, world));
    if (!isHeld(found)) spend(world, scope, node.path, measure(found as Json | undefined).weight);
    return found === undefined ? fallback() : found;
  }
  const place = placeOf(node, scope, world);
  const found = place === null ? undefined : readCounted(world, place, scope, node.path);
  // the default of an answer comes true only when its field appears
  return found === undefined && node.type === "data.input" ? fallback() : found;
}

/** Where the data stands; `null` for what is no data that holds a value. */
export function placeOf(node: Node | undefined, scope: Scope, world: World): Place | null {
  if (node?.kind !== "component") return null;
  if (node.type === "helper.if" || node.type === "helper.switch") {
    const chosen = evaluateChoice(node, scope, world);
    return chosen === undefined ? null : placeOf(chosen, scope, world);
  }
  const steps = pathOf(node, scope, world);
  if (node.type === "data.input") return { tree: "input", steps };
  if (node.type === "data.output") return { tree: "output", steps };
  if (node.type === "data.internal") return { tree: "internal", steps };
  if (node.type === "data.sub") {
    const parent = placeOf(node.props.get("parent"), scope, world);
    return parent === null ? null : inside(parent, steps, node, world);
  }
  if (node.type === "data.relative") {
    const element = scope.relative.at(-1);
    return element === undefined ? null : inside(element, steps, node, world);
  }
  return null;
}

function inside(outer: Place, steps: string[], node: Component, world: World): Place {
  const all = [...outer.steps, ...steps];
  if (!isSafe(all)) throw new ViewFault(node.path, world.words.badPath(shortPath(steps)));
  return { tree: outer.tree, steps: all };
}

function pathOf(node: Component, scope: Scope, world: World): string[] {
  const path = evaluate(node.props.get("path"), scope, world);
  if (typeof path !== "string" && !isJsonNumber(path)) return [];
  const steps = stepsOf(String(path));
  if (!isSafe(steps)) throw new ViewFault(node.path, world.words.badPath(shortPath(steps)));
  return steps;
}

function readValue(value: Value, steps: readonly string[]): Value {
  return isHeld(value) ? undefined : readAt(value as Json | undefined, steps);
}
