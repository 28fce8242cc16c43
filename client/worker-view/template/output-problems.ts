import { fieldProblems } from "../../../shared/faults/faults.ts";
import { checkValues } from "../../../shared/fields/input-spec.ts";
import type { FieldSpecs } from "../../../shared/toloka.ts";
import type { JsonObject } from "../../../shared/values/json.ts";
import type { AnswerProblem } from "../messages.ts";

/**
 * Why the platform would refuse an answer that the view accepts. A list in a field of type `json` passes, though other
 * values of that type are objects: annotations are lists, and real projects give them such fields.
 */
export function outputProblems(specs: FieldSpecs, answer: JsonObject): AnswerProblem[] {
  const checked = Object.entries(answer).map(([name, value]) => {
    const isList = Object.hasOwn(specs, name) && specs[name]?.type === "json" && Array.isArray(value);
    return [name, isList ? {} : value] as const;
  });
  return Object.entries(fieldProblems(checkValues(specs, Object.fromEntries(checked), ""))).map(
    ([path, { message }]) => ({
      path: path.slice(1, 500),
      text: message.slice(0, 2000),
      from: "output_spec",
    }),
  );
}
