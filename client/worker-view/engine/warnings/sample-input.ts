import { fieldType } from "../../../../shared/fields/input-spec.ts";
import type { FieldSpec, FieldSpecs } from "../../../../shared/toloka.ts";
import type { Json, JsonObject } from "../../../../shared/values/json.ts";

const SAMPLES: Record<string, Json> = {
  string: "text",
  url: "https://www.example.org/file",
  boolean: true,
  integer: 1,
  float: 1.5,
  file: "file",
  coordinates: "55.75,37.62",
  json: {},
};

function sampleValue(spec: FieldSpec): Json {
  const [allowed] = spec.allowed_values ?? [];
  if (allowed !== undefined) return allowed;
  const type = fieldType(spec);
  const one = SAMPLES[type?.element ?? "string"] ?? "text";
  return type?.array === true ? [one] : one;
}

/** Values that a task could have, for a template that is looked at before there is a task. */
export const sampleInput = (specs: FieldSpecs): JsonObject =>
  Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, sampleValue(spec)]));
