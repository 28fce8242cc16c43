import {
  canonicalJson,
  compareNumbers,
  isJsonNumber,
  isJsonObject,
  type Json,
} from "../../../../shared/values/json.ts";
import { domainOf } from "../addresses.ts";
import type { Component, Node, Scope, Value } from "../config/node.ts";
import { satisfies } from "../config/schema.ts";
import { asText, plain, sameValue } from "../values.ts";
import { spend, type World } from "../world.ts";
import { evaluateChoice } from "./helpers.ts";

/** Whether the condition passes in this scope. */
export function passes(node: Component, scope: Scope, world: World): boolean {
  const read = (name: string) => world.evaluate(node.props.get(name), scope);
  const json = (name: string) => plain(read(name));
  const own = (): Json | undefined => plain(node.props.has("data") ? read("data") : scope.own);
  switch (node.type) {
    case "condition.required":
      return own() !== undefined;
    case "condition.equals":
      return sameValue(own(), json("to"));
    case "condition.all":
      return conditionsOf(read("conditions")).every((passed) => passed);
    case "condition.any":
      return conditionsOf(read("conditions")).some((passed) => passed);
    case "condition.not":
      return read("condition") === false;
    case "condition.schema":
      return satisfies(json("schema"), own(), () => spend(world, scope, node.path));
    case "condition.empty":
      return isEmpty(own());
    case "condition.played":
      return world.played.has(scope.key);
    case "condition.played-fully":
      return world.playedFully.has(scope.key);
    case "condition.link-opened":
      return world.openedLinks.has(asText(read("url")));
    case "condition.distance":
      return isNear(asText(read("from")), asText(read("to")), json("max"));
    case "condition.contains":
      return contains(json("in"), own());
    case "condition.less":
      return compares(own(), json("then"), -1, read("orEquals") === true);
    case "condition.more":
      return compares(own(), json("then"), 1, read("orEquals") === true);
    case "condition.same-domain":
      return domainOf(asText(own())) === domainOf(asText(read("original")));
    case "condition.sub-array":
      return isSubArray(own(), json("parent"));
    default:
      return true;
  }
}

// an undefined entry is a helper.if without else, and counts as passed
const conditionsOf = (value: Value): boolean[] =>
  Array.isArray(value) ? value.map((item) => item === undefined || item === true) : [];

const isEmpty = (value: Json | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === "" ||
  (Array.isArray(value) && value.length === 0) ||
  (isJsonObject(value) && Object.keys(value).length === 0);

function contains(whole: Json | undefined, part: Json | undefined): boolean {
  const small = (value: Json | undefined) => (typeof value === "string" ? value.toLowerCase() : value);
  if (Array.isArray(whole)) return whole.some((item) => sameValue(small(item), small(part)));
  return typeof whole === "string" && part !== undefined && whole.toLowerCase().includes(asText(part).toLowerCase());
}

function compares(a: Json | undefined, b: Json | undefined, sign: number, orEquals: boolean): boolean {
  if (!isJsonNumber(a) || !isJsonNumber(b)) return false;
  const order = compareNumbers(a, b);
  return Math.sign(order) === sign || (orEquals && order === 0);
}

const isSubArray = (part: Json | undefined, whole: Json | undefined): boolean =>
  Array.isArray(part) && Array.isArray(whole) && isSubset(new Set(whole.map(canonicalJson)), part);
const isSubset = (whole: Set<string>, part: Json[]) => part.every((one) => whole.has(canonicalJson(one)));

const EARTH_RADIUS = 6_371_000;
const PLACE = /^\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*$/;

function isNear(from: string, to: string, most: Json | undefined): boolean {
  const [a, b] = [PLACE.exec(from), PLACE.exec(to)];
  if (a === null || b === null || !isJsonNumber(most)) return false;
  const radians = (text: string | undefined) => (Number(text) * Math.PI) / 180;
  const [lat1, lon1, lat2, lon2] = [radians(a[1]), radians(a[2]), radians(b[1]), radians(b[2])];
  const half = Math.sin((lat2 - lat1) / 2) ** 2 + Math.cos(lat1) * Math.cos(lat2) * Math.sin((lon2 - lon1) / 2) ** 2;
  return 2 * EARTH_RADIUS * Math.asin(Math.sqrt(half)) <= Number(String(most));
}

/**
 * What a failing `validation` says; `null` if it passes. A hint wins over the message of what it contains; of several
 * failing conditions each has a line.
 */
export function complaint(node: Node | undefined, scope: Scope, world: World): string | null {
  if (node === undefined) return null;
  const value = world.evaluate(node, scope);
  if (value === true || value === undefined) return null;
  return value === false ? messageOf(node, scope, world, 0) : null;
}

/** `side`: 0 for what must be so, 1 for what must not. */
function messageOf(node: Node, scope: Scope, world: World, side: 0 | 1): string {
  const { words } = world;
  if (node.kind !== "component") return words.other[side] ?? "";
  if (node.type === "helper.if" || node.type === "helper.switch") {
    const branch = evaluateChoice(node, scope, world);
    return branch === undefined ? (words.other[side] ?? "") : messageOf(branch, scope, world, side);
  }
  const hint = world.evaluate(node.props.get("hint"), scope);
  if (typeof hint === "string" && hint !== "") return hint;
  const inner = node.props.get("condition");
  if (node.type === "condition.not" && inner !== undefined) return messageOf(inner, scope, world, side === 0 ? 1 : 0);
  const parts = node.props.get("conditions");
  if (parts?.kind === "list" && (node.type === "condition.all" || node.type === "condition.any")) {
    const failing = parts.items.filter((part) => world.evaluate(part, scope) === (side === 1));
    const joint = (node.type === "condition.all") === (side === 0) ? words.and : words.or;
    if (failing.length > 0) return failing.map((part) => messageOf(part, scope, world, side)).join(`\n${joint}\n`);
  }
  const name = node.type.replace("condition.", "");
  const own = Object.hasOwn(words, name) ? words[name as keyof typeof words] : null;
  return (Array.isArray(own) ? own[side] : words.other[side]) ?? "";
}
