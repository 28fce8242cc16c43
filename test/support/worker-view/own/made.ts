import type { JsonObject } from "../../../../shared/values/json.ts";
import type { Interface } from "../interfaces.ts";

// What the interfaces beside this file are made of. They use what the public ones leave out, and a person can answer each.

export const text = (content: JsonObject | string): JsonObject => ({ type: "view.text", content });
export const string: JsonObject = { type: "string", required: true, hidden: false };
export const optional: JsonObject = { ...string, required: false };
export const url: JsonObject = { ...string, type: "url" };
export const json: JsonObject = { ...string, type: "json" };
export const yesNo = [
  { label: "Yes", value: "yes" },
  { label: "No", value: "no" },
];
export const is = (data: JsonObject, to: string): JsonObject => ({ type: "condition.equals", data, to });

/** An interface without the parts that are the same everywhere. */
export const made = (
  config: JsonObject,
  values: { in?: JsonObject; input?: JsonObject; out: JsonObject; output: JsonObject; texts?: JsonObject },
): Interface =>
  ({
    input_spec: values.in ?? {},
    output_spec: values.out,
    view_spec: { type: "tb", config, ...(values.texts === undefined ? {} : { localizationConfig: values.texts }) },
    sample_input: values.input ?? {},
    sample_output: values.output,
  }) as unknown as Interface;
