import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FieldSpecs } from "../../../shared/toloka.ts";
import { type JsonObject, parseJson } from "../../../shared/values/json.ts";

/** A project's interface, with the values of a task and an answer to it. */
export interface Interface {
  input_spec: FieldSpecs;
  output_spec: FieldSpecs;
  view_spec: JsonObject;
  sample_input: JsonObject;
  sample_output: JsonObject;
}

const FOLDER = join(import.meta.dirname, "specs");

/** Interfaces that their authors published, by name; each file says where. */
export const publicInterfaces = (): [name: string, of: Interface][] =>
  readdirSync(FOLDER).map((file) => [
    file.replace(".json", ""),
    parseJson(readFileSync(join(FOLDER, file), "utf8")) as unknown as Interface,
  ]);

export const isClassic = ({ view_spec }: Interface): boolean => view_spec.type === "classic";
