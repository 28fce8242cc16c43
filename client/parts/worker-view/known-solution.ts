import type { Faults } from "../../../shared/faults/faults.ts";
import { checkValues, type ElementType, fieldType, isRequired } from "../../../shared/fields/input-spec.ts";
import type { FieldSpecs } from "../../../shared/toloka.ts";
import type { JsonObject } from "../../../shared/values/json.ts";

/** Types whose values practically never equal another person's; left out of a known solution where the spec allows it. */
const NEVER_EQUAL = ["float", "coordinates", "json", "file"] as const;
type NeverEqual = (typeof NEVER_EQUAL)[number];
type Inexact = Exclude<NeverEqual, "file"> | "url";

/** An answer as a known solution, which Toloka compares exactly. */
export interface SolutionOffer {
  output_values: JsonObject;
  leftOut: { field: string; why: NeverEqual }[];
  /** Parts that are kept, though another person may write them differently. */
  risky: { field: string; why: Inexact }[];
  /** A required field that no known solution can hold. */
  impossible: { field: string; why: "file" } | null;
  /** Why `output_spec` refuses it, by path. */
  faults: Faults;
}

/** What of an answer can be a known solution. */
export function offerSolution(answer: JsonObject, specs: FieldSpecs): SolutionOffer {
  const offer: SolutionOffer = { output_values: {}, leftOut: [], risky: [], impossible: null, faults: {} };
  for (const [field, value] of Object.entries(answer)) {
    const spec = Object.hasOwn(specs, field) ? specs[field] : undefined;
    const element = spec === undefined ? undefined : fieldType(spec)?.element;
    if (spec === undefined || element === undefined) offer.output_values[field] = value;
    else if (isNeverEqual(element) && !isRequired(spec)) offer.leftOut.push({ field, why: element });
    else if (element === "file") offer.impossible = { field, why: element };
    else {
      offer.output_values[field] = value;
      const closed = spec.allowed_values != null && spec.allowed_values.length > 0;
      if ((isNeverEqual(element) || element === "url") && !closed) offer.risky.push({ field, why: element });
    }
  }
  for (const [field, spec] of Object.entries(specs))
    if (isRequired(spec) && fieldType(spec)?.element === "file") offer.impossible = { field, why: "file" };
  offer.faults = offer.impossible === null ? checkValues(specs, offer.output_values, "output_values") : {};
  return offer;
}

const isNeverEqual = (element: ElementType): element is NeverEqual => NEVER_EQUAL.some((one) => one === element);
