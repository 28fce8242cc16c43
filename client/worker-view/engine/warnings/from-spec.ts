import { fieldType, isRequired } from "../../../../shared/fields/input-spec.ts";
import type { FieldSpecs } from "../../../../shared/toloka.ts";
import { type Finding, finding } from "./finding.ts";
import type { Survey } from "./survey.ts";

/** Fields whose answers are hard to match: known solutions are compared exactly. */
export function fromSpec(outputs: FieldSpecs, survey: Survey): Finding[] {
  return Object.entries(outputs).flatMap(([name, spec]): Finding[] => {
    if (spec.allowed_values != null && spec.allowed_values.length > 0) return [];
    const types = survey.fields.filter(({ output }) => output === name).map(({ component }) => component.type);
    const has = (kinds: RegExp) => types.some((type) => kinds.test(type));
    const element = fieldType(spec)?.element;
    const path = `output_spec.${name}`;
    if (element === "file" || has(/^field\.(?:media-file|file|audio)$/))
      return [isRequired(spec) ? finding("bad", "uploadRequired", path, name) : finding("note", "upload", path, name)];
    if (
      element === "float" ||
      element === "coordinates" ||
      has(/^field\.(?:image-annotation|bounding-box|text-annotation)$/)
    )
      return [
        isRequired(spec) ? finding("doubtful", "inexactRequired", path, name) : finding("note", "inexact", path, name),
      ];
    if (element === "url") return [finding("note", "url", path, name)];
    return element === "string" && has(/^field\.text(?:area)?$/) ? [finding("note", "freeText", path, name)] : [];
  });
}
