import {
  isJsonObject,
  type Json,
  JsonError,
  type JsonObject,
  parseJson,
  shortPath,
} from "../../../../shared/values/json.ts";
import type en from "../words.en.ts";
import { type Component, type Node, ViewFault } from "./node.ts";
import { readAt, stepsOf } from "./paths.ts";

export interface Compiled {
  view: Node;
  plugins: Component[];
  /** The component that stands at a path, for the actions that name a view by its path. */
  at(path: string): Component | null;
  /** Texts for `helper.translate`, by key. */
  texts: Map<string, string>;
}

const PREFIX = /^@(?:yandex-)?toloka\//;
/** Deeper configs are refused, in levels. */
const DEEPEST = 100;
/** The largest known has 30,000 characters. */
const LONGEST = 1024 * 1024;
const MOST_NODES = 100_000;

/** Reads the config of a Template Builder view. Throws `ViewFault` with the path of what is wrong. */
export function compile(viewSpec: JsonObject, words: typeof en): Compiled {
  const root = configOf(viewSpec, words);
  let count = 0;
  const made = new Map<object, Node>();
  const open = new Set<object>();
  const target = (reference: string, path: string): Json => {
    const found = readAt(root, stepsOf(reference));
    if (found === undefined) throw new ViewFault(path, words.missingTarget(shortPath(stepsOf(reference))));
    return found;
  };
  function node(raw: Json, path: string, depth: number): Node {
    count += 1;
    if (depth > DEEPEST) throw new ViewFault(path, words.tooDeepConfig(DEEPEST));
    if (count > MOST_NODES) throw new ViewFault(path, words.tooManyDefined(MOST_NODES));
    if (!Array.isArray(raw) && !isJsonObject(raw)) return { kind: "value", value: raw };
    const known = made.get(raw);
    if (known !== undefined) return known;
    if (open.has(raw)) throw new ViewFault(path, words.cycle);
    open.add(raw);
    const result = Array.isArray(raw) ? fromList(raw, path, depth) : fromObject(raw, path, depth);
    open.delete(raw);
    made.set(raw, result);
    return result;
  }
  function fromList(raw: Json[], path: string, depth: number): Node {
    const items = raw.map((item, index) => node(item, `${path}.${index}`, depth + 1));
    const values = items.map(fixedOf);
    return { kind: "list", items, fixed: values.includes(undefined) ? undefined : (values as Json[]) };
  }
  function fromObject(raw: JsonObject, path: string, depth: number): Node {
    const reference = raw.$ref;
    if (typeof reference === "string" && raw.type === undefined)
      return node(target(reference, path), reference, depth + 1);
    if (raw.$empty === true) return { kind: "value", value: undefined };
    const component = typeof raw.type === "string";
    const entries = Object.entries(raw)
      .filter(([name]) => !(component && name === "type"))
      .map(([name, value]): [string, Node] => [
        name,
        name === "schema" ? { kind: "value", value } : node(value, path === "" ? name : `${path}.${name}`, depth + 1),
      ]);
    return component
      ? { kind: "component", type: String(raw.type).replace(PREFIX, ""), path, props: new Map(entries) }
      : { kind: "map", entries: new Map(entries), fixed: fixedMap(entries) };
  }
  if (root.view === undefined) throw new ViewFault("view", words.missingView);
  const view = node(root.view, "view", 0);
  const plugins = root.plugins === undefined ? [] : pluginsOf(node(root.plugins, "plugins", 0), words);
  return {
    view,
    plugins,
    at(path) {
      const raw = readAt(root, stepsOf(path));
      const found = raw !== null && typeof raw === "object" ? made.get(raw) : undefined;
      return found?.kind === "component" ? found : null;
    },
    texts: textsOf(viewSpec),
  };
}

/** What a node stands for in any scope; nothing for one that has to be resolved. */
export const fixedOf = (node: Node): Json | undefined =>
  node.kind === "value" ? node.value : node.kind === "component" ? undefined : node.fixed;

function fixedMap(entries: [string, Node][]): Json | undefined {
  const values = entries.map(([name, node]): [string, Json | undefined] => [name, fixedOf(node)]);
  return values.every(([, value]) => value !== undefined) ? (Object.fromEntries(values) as JsonObject) : undefined;
}

function pluginsOf(node: Node, words: typeof en): Component[] {
  if (node.kind !== "list") throw new ViewFault("plugins", words.pluginsNoList);
  return node.items.filter((item) => item.kind === "component");
}

function textsOf(viewSpec: JsonObject): Map<string, string> {
  const keys = isJsonObject(viewSpec.localizationConfig) ? viewSpec.localizationConfig.keys : undefined;
  const texts = new Map<string, string>();
  for (const one of Array.isArray(keys) ? keys : [])
    if (isJsonObject(one) && typeof one.key === "string" && typeof one.defaultValue === "string")
      texts.set(one.key, one.defaultValue);
  return texts;
}

function configOf(viewSpec: JsonObject, words: typeof en): JsonObject {
  const config = viewSpec.config;
  let read: Json | undefined = config;
  if (typeof config === "string") {
    if (config.length > LONGEST) throw new ViewFault("config", words.tooLongConfig(LONGEST));
    try {
      read = parseJson(config);
    } catch (error) {
      if (!(error instanceof JsonError)) throw error;
      throw new ViewFault(error.path, words.badJson(error.message));
    }
  }
  if (!isJsonObject(read)) throw new ViewFault("config", words.noConfig);
  return read;
}
