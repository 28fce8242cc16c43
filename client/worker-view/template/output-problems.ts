import { fieldProblems } from "../../../shared/faults/faults.ts";
import type { FieldSpecs } from "../../../shared/toloka.ts";
import type { JsonObject } from "../../../shared/values/json.ts";
import { outputFaults } from "../engine/warnings/from-answers.ts";
import type { AnswerProblem } from "../messages.ts";

/** Why the platform would refuse an answer that the view accepts. */
export const outputProblems = (specs: FieldSpecs, answer: JsonObject): AnswerProblem[] =>
  Object.entries(fieldProblems(outputFaults(specs, answer))).map(([path, { message }]) => ({
    path: path.replace("output_spec.", "").slice(0, 500),
    text: message.slice(0, 2000),
    from: "output_spec",
  }));
