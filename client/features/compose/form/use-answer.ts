import type { JsonObject } from "../../../../shared/values/json.ts";
import { newKey } from "../../../parts/controls/typed.ts";
import { readSolution } from "./read-task.ts";
import { type Specs, type TaskForm, usualOverlap } from "./task-form.ts";

/** Where an answer goes: in place of the first known solution, whose weight stays, or behind the last one. */
export type AnswerPlace = "first" | "another";

/**
 * The form with an answer among its known solutions. A general task becomes a control task, with the overlap that is usual
 * for one unless another was chosen.
 */
export function withAnswer(form: TaskForm, specs: Specs, output_values: JsonObject, place: AnswerPlace): TaskForm {
  const kind = form.kind === "general" ? "control" : form.kind;
  const overlap = form.overlap === usualOverlap(form.kind) ? usualOverlap(kind) : form.overlap;
  const [first] = form.known;
  const key = place === "first" && first !== undefined ? first : newKey();
  const read = readSolution({ output_values }, "correctness_weight", specs.output_spec);
  return {
    ...form,
    kind,
    overlap,
    known: form.known.includes(key) ? form.known : [...form.known, key],
    solutions: { ...form.solutions, [key]: { ...read, weight: form.solutions[key]?.weight ?? "" } },
  };
}
