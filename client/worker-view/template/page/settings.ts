import { isJsonNumber, isJsonObject, type Json, type JsonObject, parseJson } from "../../../../shared/values/json.ts";

/** What the plugins of a config say about the page around the task. */
export interface Settings {
  /** In pixels; `null`: as wide as the page. */
  taskWidth: number | null;
  /** A view of its own with the notifications above the task; `null` if there are none. */
  notifications: JsonObject | null;
  image: { labels: string[]; modes: Record<string, string>; confirm: string; cancel: string } | null;
  text: { labels: string[]; remove: string } | null;
}

const NONE: Settings = { taskWidth: null, notifications: null, image: null, text: null };
const POSITIONS = ["1", "2", "3", "4", "5"];

/** Reads the plugins. A config that cannot be read has none: opening the view says why. */
export function settingsOf(viewSpec: JsonObject): Settings {
  const config = readConfig(viewSpec.config);
  if (config === null) return NONE;
  const plugins = (Array.isArray(config.plugins) ? config.plugins : []).filter(isJsonObject);
  const settings = { ...NONE };
  for (const plugin of plugins) {
    const type = String(plugin.type).replace(/^@(?:yandex-)?toloka\//, "");
    if (type === "plugin.toloka") {
      const layout = isJsonObject(plugin.layout) ? plugin.layout : {};
      if (isJsonNumber(layout.taskWidth)) settings.taskWidth = Number(String(layout.taskWidth));
      if (Array.isArray(plugin.notifications) && plugin.notifications.length > 0)
        settings.notifications = { config: { ...config, plugins: [], view: listOf(plugin.notifications) } };
    } else if (type === "plugin.field.image-annotation.hotkeys")
      settings.image = {
        labels: keysOf(plugin.labels) ?? POSITIONS,
        modes: { select: "q", point: "w", rectangle: "e", polygon: "r", ...namesOf(plugin.modes) },
        confirm: textOr(plugin.confirm, "x"),
        cancel: textOr(plugin.cancel, "z"),
      };
    else if (type === "plugin.field.text-annotation.hotkeys")
      settings.text = { labels: keysOf(plugin.labels) ?? POSITIONS, remove: textOr(plugin.remove, "x") };
  }
  return settings;
}

function readConfig(config: Json | undefined): JsonObject | null {
  if (typeof config !== "string") return isJsonObject(config) ? config : null;
  try {
    const read = parseJson(config);
    return isJsonObject(read) ? read : null;
  } catch {
    return null;
  }
}

const listOf = (items: Json[]): JsonObject => ({ type: "view.list", size: "s", items });

const textOr = (value: Json | undefined, usual: string): string => (typeof value === "string" ? value : usual);

const keysOf = (value: Json | undefined): string[] | null => (Array.isArray(value) ? value.map(String) : null);

const namesOf = (value: Json | undefined): Record<string, string> =>
  Object.fromEntries(
    Object.entries(isJsonObject(value) ? value : {}).filter(
      (pair): pair is [string, string] => typeof pair[1] === "string",
    ),
  );
