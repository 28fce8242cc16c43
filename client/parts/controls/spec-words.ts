import {
  type ElementType,
  fieldType,
  hasPattern,
  isRequired,
  unknownAttributes,
} from "../../../shared/fields/input-spec.ts";
import { patternReach } from "../../../shared/fields/pattern.ts";
import { LIMITS } from "../../../shared/task.ts";
import type { FieldSpec } from "../../../shared/toloka.ts";

const WORDS: Record<ElementType, [one: string, many: string]> = {
  string: ["text", "texts"],
  url: ["url", "urls"],
  boolean: ["yes or no", "yes or no each"],
  integer: ["whole number", "whole numbers"],
  float: ["number", "numbers"],
  file: [
    "attachment id or URL (files are uploaded in Toloka)",
    "attachment ids or URLs (files are uploaded in Toloka)",
  ],
  coordinates: ["coordinates lat,lon", "coordinates lat,lon each"],
  json: ["JSON object", "JSON objects"],
};

type Limit = { toString(): string } | null | undefined;

function range(min: Limit, max: Limit, unit = ""): string | null {
  const words = unit === "" ? "" : ` ${unit}`;
  if (min != null && max != null) return `${min} to ${max}${words}`;
  if (max != null) return `up to ${max}${words}`;
  return min != null ? `from ${min}${words}` : null;
}

/** Up to which length a pattern is checked before sending, if not every text is. */
function reachWords({ pattern, max_length }: FieldSpec & { pattern: string }): string {
  const reach = patternReach(pattern);
  if (reach === 0) return " (Toloka will check this)";
  return reach < Number(max_length ?? LIMITS.inputValuesBytes)
    ? ` (checked up to ${reach.toLocaleString("en")} characters, beyond by Toloka)`
    : "";
}

/** A field's type and limits in a few words: `text, up to 200`, `whole number, 1 to 5, optional`. */
export function specWords(spec: FieldSpec): string {
  const type = fieldType(spec);
  const parts =
    type === null ? [`type ${spec.type} is not known here: edited as JSON`] : [WORDS[type.element][type.array ? 1 : 0]];
  if (type?.array) parts.push(range(spec.min_size, spec.max_size, "items") ?? "");
  if (type?.element === "string") parts.push(range(spec.min_length, spec.max_length, "characters") ?? "");
  if (type?.element === "integer" || type?.element === "float") parts.push(range(spec.min_value, spec.max_value) ?? "");
  if (hasPattern(spec)) parts.push(`form ${spec.pattern}${reachWords(spec)}`);
  if (!isRequired(spec)) parts.push("optional");
  const unknown = unknownAttributes(spec);
  if (unknown.length > 0) parts.push(`not checked here: ${unknown.join(", ")}`);
  return parts.filter((part) => part !== "").join(", ");
}
