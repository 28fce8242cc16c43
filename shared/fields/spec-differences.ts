import type { FieldSpecs } from "../toloka.ts";
import { canonicalJson, type JsonObject } from "../values/json.ts";

/** A field that two sets of fields do not have alike. `only`: which of them has it alone; null: its rules differ. */
export interface SpecDifference {
  field: string;
  only: "here" | "there" | null;
}

/** The fields in which two specs differ, in the order of the first and then of the second. */
export function specDifferences(here: FieldSpecs, there: FieldSpecs): SpecDifference[] {
  const different: SpecDifference[] = [];
  for (const [field, spec] of Object.entries(here)) {
    const other = Object.hasOwn(there, field) ? there[field] : undefined;
    if (other === undefined) different.push({ field, only: "here" });
    else if (canonicalJson(spec as JsonObject) !== canonicalJson(other as JsonObject))
      different.push({ field, only: null });
  }
  for (const field of Object.keys(there)) if (!Object.hasOwn(here, field)) different.push({ field, only: "there" });
  return different;
}
