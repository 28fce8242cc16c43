import { fieldType, hasPattern, isRequired, unknownAttributes } from "../../../shared/fields/input-spec.ts";
import { patternReach } from "../../../shared/fields/pattern.ts";
import type { Language } from "../../../shared/language.ts";
import { LIMITS } from "../../../shared/task.ts";
import type { FieldSpec } from "../../../shared/toloka.ts";
import { words } from "./words.ts";

type Limit = { toString(): string } | null | undefined;

/** A field's type and limits in a few words: `Text, up to 200 characters`, `Whole number, 1 to 5, optional`. */
export function specWords(spec: FieldSpec, language: Language): string {
  const w = words[language];
  const type = fieldType(spec);
  const parts = [type === null ? w.unknownType(spec.type) : w.types[type.element][type.array ? 1 : 0]];
  const add = (min: Limit, max: Limit, as?: (range: string, last: number) => string) => {
    const range = rangeWords(min, max, w);
    if (range !== null) parts.push(as === undefined ? range : as(range, Number(max ?? min)));
  };
  if (type?.array) add(spec.min_size, spec.max_size, w.items);
  if (type?.element === "string") add(spec.min_length, spec.max_length, w.characters);
  if (type?.element === "integer" || type?.element === "float") add(spec.min_value, spec.max_value);
  if (hasPattern(spec)) parts.push([w.pattern(spec.pattern), ...reachWords(spec, language)].join(" "));
  if (!isRequired(spec)) parts.push(w.optional);
  const unknown = unknownAttributes(spec);
  if (unknown.length > 0) parts.push(w.notChecked(unknown.join(", ")));
  return parts.join(", ");
}

function rangeWords(min: Limit, max: Limit, w: (typeof words)["en"]): string | null {
  if (min != null && max != null) return w.between(String(min), String(max));
  if (max != null) return w.upTo(String(max));
  return min == null ? null : w.atLeast(String(min));
}

/** Up to which length a pattern is checked before sending, if not every text is. */
function reachWords({ pattern, max_length }: FieldSpec & { pattern: string }, language: Language): string[] {
  const w = words[language];
  const reach = patternReach(pattern);
  if (reach === 0) return [w.checkedByToloka];
  const short = reach < Number(max_length ?? LIMITS.inputValuesBytes);
  return short ? [w.checkedUpTo(reach.toLocaleString(language))] : [];
}
