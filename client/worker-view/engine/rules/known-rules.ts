import { HELPERS } from "./helpers.ts";

const CONDITIONS =
  "required equals all any not schema empty played played-fully link-opened distance contains less more same-domain sub-array";
const ACTIONS =
  "set toggle bulk list-push list-remove open-link notify open-close rotate play-pause set-current-time set-volume";
const DATA = "input output internal local relative sub location assignment-id";
const PLUGINS = "toloka hotkeys trigger field.image-annotation.hotkeys field.text-annotation.hotkeys";

const named = (kind: string, names: string): string[] => names.split(" ").map((name) => `${kind}.${name}`);

/** The types that are no views and do something here. */
export const KNOWN_RULES: ReadonlySet<string> = new Set([
  ...Object.keys(HELPERS),
  ...named("condition", CONDITIONS),
  ...named("action", ACTIONS),
  ...named("data", DATA),
  ...named("plugin", PLUGINS),
]);
