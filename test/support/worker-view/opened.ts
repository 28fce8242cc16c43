import type { Effect } from "../../../client/worker-view/engine/rules/actions.ts";
import { openTemplate, type Template } from "../../../client/worker-view/engine/template.ts";
import { type Drawable, type Drawn, isDoable, isDrawn } from "../../../client/worker-view/engine/tree.ts";
import words from "../../../client/worker-view/engine/words.en.ts";
import type { Json, JsonObject } from "../../../shared/values/json.ts";

interface Given {
  input?: JsonObject;
  output?: JsonObject;
  location?: string | null;
  vars?: Json;
  plugins?: Json;
  effects?: Effect[];
}

/** A view of Template Builder, opened for one worker. */
export const opened = (view: Json, given: Given = {}): Template =>
  openTemplate({
    view_spec: { type: "tb", config: { view, vars: given.vars ?? {}, plugins: given.plugins ?? [] } },
    input_values: given.input ?? {},
    output_values: given.output ?? {},
    pretend: { location: given.location ?? null },
    words,
    effect: (effect) => given.effects?.push(effect),
  });

/** What an expression stands for, as the content of a text. */
export function resolved(expression: Json, given: Given = {}): Drawable {
  const template = opened({ type: "view.text", content: expression }, given);
  const fault = template.fault();
  if (fault !== null) throw new Error(`${fault.path}: ${fault.text}`);
  return template.tree()?.root.props.content;
}

/** Every component that is shown, outer ones first. */
export function shown(template: Template): Drawn[] {
  const inside = (value: unknown): Drawn[] =>
    isDrawn(value)
      ? [value, ...Object.values(value.props).flatMap(inside), ...value.elements.flatMap(inside)]
      : typeof value === "object" && value !== null && !isDoable(value)
        ? Object.values(value).flatMap(inside)
        : [];
  return inside(template.tree()?.root);
}

/** The component that stands at a path of the config, or is the only one of a type. */
export function part(template: Template, pathOrType: string): Drawn {
  const found = shown(template).find(({ path, type }) => path === pathOrType || type === pathOrType);
  if (found === undefined) throw new Error(`${pathOrType} is not shown: ${JSON.stringify(template.fault())}`);
  return found;
}

export const output = (path: string, more: JsonObject = {}): JsonObject => ({ type: "data.output", path, ...more });
export const input = (path: string, more: JsonObject = {}): JsonObject => ({ type: "data.input", path, ...more });
export const internal = (path: string, more: JsonObject = {}): JsonObject => ({ type: "data.internal", path, ...more });
export const list = (...items: Json[]): JsonObject => ({ type: "view.list", items });
export const ifIs = (path: string, to: Json, then: Json, otherwise?: Json): JsonObject => ({
  type: "helper.if",
  condition: { type: "condition.equals", data: output(path), to },
  then,
  ...(otherwise === undefined ? {} : { else: otherwise }),
});
export const required = { type: "condition.required" };
