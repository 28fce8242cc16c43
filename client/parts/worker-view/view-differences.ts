import { canonicalJson, isJsonObject, type Json, type JsonObject, parseJson } from "../../../shared/values/json.ts";

/** Parts of an interface that a worker notices. The versions of components in `lock` are none. */
const PARTS = ["type", "markup", "script", "styles", "assets", "settings", "localizationConfig"] as const;
const MOST = 6;

/** In which parts two projects' interfaces differ: names such as `styles`, and paths in the config, at most six. */
export function viewDifferences(here: JsonObject | undefined, there: JsonObject | undefined): string[] {
  const [a, b] = [here ?? {}, there ?? {}];
  const plain = PARTS.filter((name) => !same(a[name] ?? null, b[name] ?? null));
  // Another kind of interface has nothing in common with this one.
  if (plain.includes("type")) return ["type"];
  const found: string[] = [];
  compare(configOf(a), configOf(b), "config", found);
  const names = a.type === "tb" ? plain.filter((name) => name === "settings" || name === "localizationConfig") : plain;
  return [...names, ...found].slice(0, MOST);
}

/** Notes the paths at which two values differ, as deep as both are of one kind. */
function compare(a: Json, b: Json, path: string, found: string[]): void {
  if (found.length >= MOST || same(a, b)) return;
  const both = Array.isArray(a) && Array.isArray(b) ? a.length === b.length : isJsonObject(a) && isJsonObject(b);
  if (!both) {
    found.push(path);
    return;
  }
  const [one, other] = [a as JsonObject, b as JsonObject];
  for (const name of new Set([...Object.keys(one), ...Object.keys(other)]))
    compare(one[name] ?? null, other[name] ?? null, `${path}.${name}`, found);
}

const same = (a: Json, b: Json): boolean => canonicalJson(a) === canonicalJson(b);

function configOf({ config }: JsonObject): Json {
  if (typeof config !== "string") return config ?? null;
  try {
    return parseJson(config);
  } catch {
    return config;
  }
}
