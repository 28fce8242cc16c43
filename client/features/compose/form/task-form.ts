import type { TaskKind } from "../../../../shared/task.ts";
import type { FieldSpecs } from "../../../../shared/toloka.ts";
import { blankTyped, newKey, type Typed } from "../../../parts/controls/typed.ts";
import { stepOf } from "./field-names.ts";

/** The fields of a pool's project. */
export interface Specs {
  input_spec: FieldSpecs;
  output_spec: FieldSpecs;
}

/** One correct or preliminary answer as typed. `extra`, `rest`: what the form has no control for, as JSON text. */
export interface SolutionForm {
  weight: string;
  values: Record<string, Typed>;
  extra: string;
  rest: string;
}

/** Lists of ids are typed as text, an id a line. */
export const ID_LISTS = [
  "reserved_for",
  "unavailable_for",
  "traits_all_of",
  "traits_any_of",
  "traits_none_of_any",
] as const;
export type IdList = (typeof ID_LISTS)[number];

/** How many people do the task, as one choice. `default` travels as `allow_defaults`. */
export type OverlapChoice = "default" | "number" | "infinite";

/**
 * A task as typed: text throughout, numbers included. `extra`: members of `input_values` that no field has; `rest`:
 * members of the task that the form has no control for; both as JSON text, "" for none.
 */
export interface TaskForm {
  kind: TaskKind;
  input: Record<string, Typed>;
  extra: string;
  hint: string;
  /** Keys into `solutions`, in order. */
  known: string[];
  baseline: string[];
  solutions: Record<string, SolutionForm>;
  overlap: OverlapChoice;
  overlap_number: string;
  lists: Record<IdList, string>;
  open_pool: boolean;
  async_mode: boolean;
  rest: string;
}

/** Which answers a list of the form holds. */
export type AnswerList = "known" | "baseline";

/** `__proto__` cannot be a key of JSON here; the pool's check says so. */
export const fieldsOf = (specs: FieldSpecs) => Object.entries(specs).filter(([id]) => id !== "__proto__");

export const blankValues = (specs: FieldSpecs): Record<string, Typed> =>
  Object.fromEntries(fieldsOf(specs).map(([id, spec]) => [stepOf(id), blankTyped(spec)]));

export const blankSolution = (specs: Specs): SolutionForm => ({
  weight: "",
  values: blankValues(specs.output_spec),
  extra: "",
  rest: "",
});

/** A form with nothing typed: a general task (in a training, a training task) with the pool's overlap. */
export function blankForm(specs: Specs, training: boolean): TaskForm {
  const kind = training ? "training" : "general";
  const first = newKey();
  return {
    kind,
    input: blankValues(specs.input_spec),
    extra: "",
    hint: "",
    known: [first],
    baseline: [],
    solutions: { [first]: blankSolution(specs) },
    overlap: usualOverlap(kind),
    overlap_number: "",
    lists: { reserved_for: "", unavailable_for: "", traits_all_of: "", traits_any_of: "", traits_none_of_any: "" },
    open_pool: false,
    async_mode: true,
    rest: "",
  };
}

/** Control and training tasks are there for everybody; Toloka's own upload does so, its API leaves it to the caller. */
export const usualOverlap = (kind: TaskKind): OverlapChoice => (kind === "general" ? "default" : "infinite");
