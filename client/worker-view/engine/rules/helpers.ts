import { isJsonNumber, isJsonObject, type Json, parseNumber } from "../../../../shared/values/json.ts";
import { searchAddress } from "../addresses.ts";
import { type Component, type Node, type Scope, type Value, ViewFault } from "../config/node.ts";
import { patternOf } from "../config/patterns.ts";
import { asText, plain } from "../values.ts";
import { spend, type World } from "../world.ts";

type Helper = (node: Component, scope: Scope, world: World) => Value;

/** Longer lists are not transformed. */
const MOST_ITEMS = 2000;
/** Longer text is not made, in characters: 1 MiB. */
const LONGEST_TEXT = 1024 * 1024;

/** A helper that needs its properties' values only. What it makes counts as work, as what it reads does. */
const given: (name: string, use: (value: Value, rest: (name: string) => Value, here: Here) => Value) => Helper =
  (name, use) => (node, scope, world) => {
    const read = (of: string) => world.evaluate(node.props.get(of), scope);
    const tooLong = () => new ViewFault(node.path, world.words.tooLongText(LONGEST_TEXT));
    const made = use(read(name), read, { stop: () => spend(world, scope, node.path), tooLong, texts: world.texts });
    if (typeof made === "string" && made.length > LONGEST_TEXT) throw tooLong();
    const size = typeof made === "string" ? made.length / 100 : Array.isArray(made) ? made.length : 0;
    spend(world, scope, node.path, size);
    return made;
  };

interface Here {
  /** Throws `ViewFault` if the view has asked for too much. */
  stop(): void;
  tooLong(): ViewFault;
  texts: ReadonlyMap<string, string>;
}

/** The branch of `helper.if` or `helper.switch` that holds now. */
export function evaluateChoice(node: Component, scope: Scope, world: World): Node | undefined {
  if (node.type === "helper.if") {
    const condition = world.evaluate(node.props.get("condition"), scope);
    return node.props.get(condition === undefined || condition === true ? "then" : "else");
  }
  const cases = node.props.get("cases");
  for (const one of cases?.kind === "list" ? cases.items : [])
    if (one.kind === "map" && world.evaluate(one.entries.get("condition"), scope) === true)
      return one.entries.get("result");
  return node.props.get("default");
}

const choice: Helper = (node, scope, world) => world.evaluate(evaluateChoice(node, scope, world), scope);

const transform: Helper = (node, scope, world) => {
  const items = world.evaluate(node.props.get("items"), scope);
  if (!Array.isArray(items)) return [];
  if (items.length > MOST_ITEMS) throw new ViewFault(node.path, world.words.tooManyItems(MOST_ITEMS));
  return items.map((item: Value, index) => {
    spend(world, scope, node.path);
    const inner = { ...scope, local: { item, index }, key: `${scope.key}~${index}` };
    return world.evaluate(node.props.get("into"), inner);
  });
};

const combine = (start: number, join: (a: number, b: number) => number): Helper =>
  given("items", (items) => {
    const numbers = Array.isArray(items) ? items.filter((item) => isJsonNumber(item)) : [];
    return finite(numbers.reduce((sum: number, one) => join(sum, Number(String(one))), start));
  });

const finite = (value: number): Json | undefined =>
  Number.isFinite(value) ? (parseNumber(String(value)) ?? value) : undefined;

const join: Helper = given("items", (items, read, { stop, tooLong }) => {
  if (!Array.isArray(items)) return "";
  const by = asText(read("by"));
  const texts: string[] = [];
  let length = 0;
  for (const item of items) {
    stop();
    const text = asText(item);
    length += text.length + by.length;
    if (length > LONGEST_TEXT + by.length) throw tooLong();
    texts.push(text);
  }
  return texts.join(by);
});

const replace: Helper = given("data", (data, read, { stop, tooLong }) => {
  if (typeof data !== "string") return data;
  const find = asText(read("find"));
  const by = asText(read("replace"));
  const params = plain(read("params"));
  const how = isJsonObject(params) ? params : { replaceAll: true, regExp: false, caseInsensitive: false };
  if (find === "") return data;
  const source = how.regExp === true ? find : find.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const pattern = patternOf(source, how.caseInsensitive === true);
  if (pattern === null) return data;
  const literally = how.regExp === true ? by : by.replaceAll("$", "$$$$");
  const made = pattern.replaced(data, literally, how.replaceAll === true, LONGEST_TEXT, stop);
  if (made === null) throw tooLong();
  return made;
});

const searchQuery: Helper = given("query", (query, read) => {
  const engine = plain(read("engine"));
  const name = isJsonObject(engine) ? engine.name : engine;
  return searchAddress(typeof name === "string" ? name : "", asText(query));
});

const textTransform: Helper = given("data", (data, read) => {
  const text = asText(data);
  const kind = read("transformation");
  if (kind === "uppercase") return text.toUpperCase();
  if (kind === "lowercase") return text.toLowerCase();
  return kind === "capitalize" ? text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase() : text;
});

const length: Helper = given("data", (data) => {
  const value = plain(data);
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  return isJsonObject(value) ? Object.keys(value).length : undefined;
});

const toEntries: Helper = given("data", (data) => {
  const value = plain(data);
  return isJsonObject(value) ? Object.entries(value).map(([key, inner]) => ({ key, value: inner })) : [];
});

const fromEntries: Helper = given("data", (data) => {
  const value = plain(data);
  const pairs = (Array.isArray(value) ? value : []).filter(isJsonObject);
  return Object.fromEntries(
    pairs.flatMap((pair) => (pair.key === "__proto__" ? [] : [[asText(pair.key), pair.value ?? null]])),
  );
});

export const HELPERS: Record<string, Helper> = {
  "helper.if": choice,
  "helper.switch": choice,
  "helper.transform": transform,
  "helper.search-query": searchQuery,
  "helper.join": join,
  "helper.replace": replace,
  "helper.sum": combine(0, (a, b) => a + b),
  "helper.multiply": combine(1, (a, b) => a * b),
  "helper.length": length,
  "helper.text-transform": textTransform,
  "helper.concat-arrays": given("items", (items) =>
    Array.isArray(items) ? items.filter((item) => Array.isArray(item)).flat() : [],
  ),
  "helper.object2entries": toEntries,
  "helper.entries2object": fromEntries,
  "helper.translate": given("key", (key, _read, { texts }) => texts.get(asText(key)) ?? asText(key)),
  "helper.proxy": given("path", (path) => asText(path)),
};
