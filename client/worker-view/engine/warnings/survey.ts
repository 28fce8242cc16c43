import type { Json } from "../../../../shared/values/json.ts";
import { compile } from "../config/compile.ts";
import type { Component, Node } from "../config/node.ts";
import { KNOWN_RULES } from "../rules/known-rules.ts";
import type en from "../words.en.ts";

/** A field of the template. */
export interface FieldFact {
  component: Component;
  /** The path in the answer; `null` if the field writes elsewhere, or the path is only known while it is shown. */
  output: string | null;
  /** The innermost branch of `helper.if` or `helper.switch` around it; empty: it is always shown. */
  branch: string;
}

/** What can be read off a template without showing it. `path`: in the config. */
export interface Survey {
  fields: FieldFact[];
  /** Paths of the input that it reads. */
  reads: { path: string; input: string }[];
  /** Paths of the answer that a field or an action can fill. */
  writes: { path: string; output: string }[];
  /** Whether it writes the whole answer, or at paths that are only known while it is shown. */
  writesAnywhere: boolean;
  /** Text such as `data.output` in the place of data. */
  literals: { path: string; text: string }[];
  /** Actions that write a value of their own: of hotkeys, buttons, triggers. */
  sets: { path: string; output: string; value: Json }[];
  /** Conditions, actions, helpers, data and plugins that are not known here. */
  unknown: { path: string; type: string }[];
  /** Patterns and texts that conditions ask for. */
  patterns: { path: string; pattern: string }[];
  texts: string[];
  /** Texts of the config, among them its web addresses. */
  literalTexts: Set<string>;
}

/** Reads a template's config. Throws `ViewFault` as `compile` does. */
export function surveyOf(viewSpec: Parameters<typeof compile>[0], words: typeof en): Survey {
  const { view, plugins } = compile(viewSpec, words);
  const survey: Survey = {
    fields: [],
    reads: [],
    writes: [],
    writesAnywhere: false,
    literals: [],
    sets: [],
    unknown: [],
    patterns: [],
    texts: [],
    literalTexts: new Set(),
  };
  const seen = new Set<Node>();
  const visit = (node: Node, branch: string): void => {
    if (node.kind === "value" && typeof node.value === "string") survey.literalTexts.add(node.value);
    if (node.kind === "value" || seen.has(node)) return;
    seen.add(node);
    if (node.kind === "component") note(survey, node, branch);
    const inner = node.kind === "list" ? node.items : [...(node.kind === "map" ? node.entries : node.props).values()];
    if (node.kind === "component" && node.type === "helper.switch") visitSwitch(node, branch);
    else for (const one of inner) visit(one, isArm(node, one) ? armOf(node, one) : branch);
  };
  const visitSwitch = (node: Component, branch: string): void => {
    const cases = node.props.get("cases");
    (cases?.kind === "list" ? cases.items : []).forEach((one, index) => {
      visit(one, `${node.path}.cases.${index}`);
    });
    const otherwise = node.props.get("default");
    if (otherwise !== undefined) visit(otherwise, `${node.path}.default`);
    if (cases !== undefined) visit(cases, branch);
  };
  visit(view, "");
  for (const plugin of plugins) visit(plugin, "");
  return survey;
}

const isArm = (node: Node, inner: Node): node is Component =>
  node.kind === "component" && node.type === "helper.if" && node.props.get("condition") !== inner;

const armOf = (node: Component, inner: Node): string =>
  `${node.path}.${node.props.get("then") === inner ? "then" : "else"}`;

/** The text of a property that is written out, and of no other. */
export const literal = (node: Node | undefined): Json | undefined => (node?.kind === "value" ? node.value : undefined);

/** The path of `data.output`; `undefined` for other data, `null` for a path that is only known while it is shown. */
function outputOf(data: Node | undefined): string | null | undefined {
  if (data?.kind !== "component" || data.type !== "data.output") return undefined;
  const path = literal(data.props.get("path"));
  return typeof path === "string" ? path : data.props.has("path") ? null : "";
}

function note(survey: Survey, component: Component, branch: string): void {
  const { path, props, type } = component;
  if (!/^(?:view|field|layout)\./.test(type) && !KNOWN_RULES.has(type)) survey.unknown.push({ path, type });
  const data = props.get("data");
  const output = outputOf(data);
  if (type === "data.input") {
    const input = literal(props.get("path"));
    if (typeof input === "string" && input !== "") survey.reads.push({ path, input });
  }
  if (type.startsWith("field.")) survey.fields.push({ component, output: output ?? null, branch });
  if (type.startsWith("field.") || type.startsWith("action.")) {
    if (typeof output === "string" && output !== "") survey.writes.push({ path, output });
    // chosen by a helper, the whole answer, or relative to a list's element
    else if (output !== undefined || (data?.kind === "component" && /^(?:helper\.|data\.sub$)/.test(data.type)))
      survey.writesAnywhere = true;
  }
  const payload = props.get("payload");
  if (type === "action.set" && typeof output === "string" && payload?.kind === "value" && payload.value !== undefined)
    survey.sets.push({ path, output, value: payload.value });
  const text = literal(data);
  if (typeof text === "string" && (type.startsWith("field.") || /^data\.\w+/.test(text)))
    survey.literals.push({ path, text });
  const wanted = literal(props.get("to"));
  if (type === "condition.equals" && typeof wanted === "string") survey.texts.push(wanted);
  if (type === "condition.schema")
    for (const pattern of patternsIn(props.get("schema"))) survey.patterns.push({ path, pattern });
}

/** Patterns of a schema, not deep. */
function patternsIn(node: Node | undefined): string[] {
  const found: string[] = [];
  const visit = (value: Json | undefined, depth: number): void => {
    if (typeof value !== "object" || value === null || depth > 8 || found.length > 50) return;
    for (const [name, inner] of Object.entries(value))
      if (name === "pattern" && typeof inner === "string") found.push(inner);
      else visit(inner as Json, depth + 1);
  };
  visit(literal(node), 0);
  return found;
}
