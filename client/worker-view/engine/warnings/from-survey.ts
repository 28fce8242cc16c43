import { fieldType, isRequired } from "../../../../shared/fields/input-spec.ts";
import type { FieldSpec, FieldSpecs } from "../../../../shared/toloka.ts";
import { canonicalJson, stringifyJson } from "../../../../shared/values/json.ts";
import type { Node } from "../config/node.ts";
import { stepsOf } from "../config/paths.ts";
import { patternOf } from "../config/patterns.ts";
import { type Finding, finding } from "./finding.ts";
import { type FieldFact, literal, type Survey } from "./survey.ts";

const nameOf = (path: string): string => stepsOf(path)[0] ?? "";
const specOf = (specs: FieldSpecs, name: string): FieldSpec | undefined =>
  Object.hasOwn(specs, name) ? specs[name] : undefined;

/** What can be seen without showing the interface. */
export function fromSurvey(survey: Survey, inputs: FieldSpecs, outputs: FieldSpecs): Finding[] {
  return [
    ...neverFilled(survey, outputs),
    ...survey.reads.flatMap(({ path, input }): Finding[] => {
      const spec = specOf(inputs, nameOf(input));
      if (spec === undefined) return [finding("doubtful", "noInput", path, nameOf(input))];
      return spec.hidden === true ? [finding("bad", "hiddenInput", path, nameOf(input))] : [];
    }),
    ...survey.writes
      .filter(({ output }) => specOf(outputs, nameOf(output)) === undefined)
      .map(({ path, output }) => finding("bad", "noOutput", path, nameOf(output))),
    ...survey.literals.map(({ path, text }) => finding("bad", "literalData", path, stringifyJson(text))),
    ...survey.unknown.map(({ path, type }) => finding("doubtful", "unknownRule", path, type)),
    ...sharedPaths(survey.fields),
    ...survey.sets.flatMap(({ path, output, value }) =>
      typeof value === "string" &&
      survey.fields.some((field) => field.output === output && HOLDS_LISTS.test(field.component.type))
        ? [finding("doubtful", "otherKind", path, output)]
        : [],
    ),
    ...survey.patterns
      .filter(({ pattern }) => patternOf(pattern) === null)
      .map(({ path, pattern }) => finding("note", "uncheckedPattern", path, pattern)),
    ...looser(survey, outputs),
  ];
}

const HOLDS_LISTS = /^field\.(?:image-annotation|text-annotation|bounding-box|list|checkbox-group|multi-select|quiz)$/;

const neverFilled = (survey: Survey, outputs: FieldSpecs): Finding[] =>
  survey.writesAnywhere
    ? []
    : Object.entries(outputs)
        .filter(([name, spec]) => isRequired(spec) && !survey.writes.some(({ output }) => nameOf(output) === name))
        .map(([name]) => finding("bad", "neverFilled", `output_spec.${name}`, name));

/** Two fields that write one path from different branches, and do not offer the same. */
function sharedPaths(fields: readonly FieldFact[]): Finding[] {
  const found = new Map<string, Finding>();
  const byOutput = new Map<string, FieldFact[]>();
  for (const field of fields) {
    if (field.output === null || field.output === "" || !CHOOSING.test(field.component.type)) continue;
    const others = byOutput.get(field.output) ?? [];
    const other = others.find(
      ({ branch, component }) =>
        branch !== field.branch &&
        offers(component.props.get("options")) !== offers(field.component.props.get("options")),
    );
    if (other !== undefined && !found.has(field.output))
      found.set(field.output, finding("doubtful", "sharedPath", field.component.path, field.output));
    byOutput.set(field.output, [...others, field]);
  }
  return [...found.values()];
}

const CHOOSING = /^field\.(?:radio-group|button-radio-group|select)$/;

/** The values of written-out options as text, in any order; for others, where they come from. */
function offers(options: Node | undefined): string {
  if (options?.kind === "component") return `${options.type} ${options.path}`;
  if (options?.kind !== "list") return "";
  const values = options.items.map((item) => (item.kind === "map" ? literal(item.entries.get("value")) : undefined));
  return values.map(canonicalJson).sort().join("\n");
}

/** Text that `output_spec` limits, in a field that has no condition on its form. */
const looser = (survey: Survey, outputs: FieldSpecs): Finding[] =>
  survey.fields.flatMap(({ component, output }) => {
    const spec = output === null ? undefined : specOf(outputs, output);
    if (spec === undefined || !/^field\.text(?:area)?$/.test(component.type)) return [];
    const limits = [spec.pattern, spec.min_length, spec.max_length].some((limit) => limit != null && limit !== "");
    const checked = hasFormCondition(component.props.get("validation"));
    const whole = fieldType(spec)?.element === "string" || fieldType(spec) === null;
    return (limits || !whole) && !checked ? [finding("note", "looser", component.path, output ?? "")] : [];
  });

function hasFormCondition(node: Node | undefined): boolean {
  if (node === undefined || node.kind === "value") return false;
  if (node.kind === "component" && /^condition\.(?:schema|equals|contains|same-domain|less|more)$/.test(node.type))
    return true;
  const inner = node.kind === "list" ? node.items : [...(node.kind === "map" ? node.entries : node.props).values()];
  return inner.some(hasFormCondition);
}
