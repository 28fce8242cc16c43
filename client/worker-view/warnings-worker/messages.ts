import type { Language } from "../../../shared/language.ts";
import type { FieldSpecs } from "../../../shared/toloka.ts";
import type { JsonObject } from "../../../shared/values/json.ts";

/** What the worker is asked, as JSON text, which keeps the digits of numbers. */
export interface AskedWarnings {
  view_spec: JsonObject;
  input_spec: FieldSpecs;
  output_spec: FieldSpecs;
  language: Language;
}

/** A warning about a project's interface. `path`: in its config, or `output_spec.FIELD`. */
export interface FoundWarning {
  severity: "bad" | "doubtful" | "note";
  path: string;
  text: string;
}
