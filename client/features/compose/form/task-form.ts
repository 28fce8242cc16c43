import type { TaskKind } from "../../../../shared/task.ts";
import type { FieldSpecs } from "../../../../shared/toloka.ts";
import { blankTyped, newKey, type Typed } from "../../../parts/controls/typed.ts";
import { stepOf } from "./field-names.ts";

/** The fields of a pool's project. */
export interface Specs {
  input_spec: FieldSpecs;
  output_spec: FieldSpecs;
}

/** A known or baseline solution as typed. `extra`, `rest`: what the form has no control for, as JSON text. */
export interface SolutionForm {
  weight: string;
  values: Record<string, Typed>;
  extra: string;
  rest: string;
}

/** Members that are lists of ids, typed as text with one id a line. */
export const ID_LISTS = [
  "reserved_for",
  "unavailable_for",
  "traits_all_of",
  "traits_any_of",
  "traits_none_of_any",
] as const;
export type IdList = (typeof ID_LISTS)[number];

/** How many people do the task. `default` is sent as `allow_defaults`. */
export type OverlapChoice = "default" | "number" | "infinite";

/**
 * A task as typed: all values are text, also numbers. `extra`: members of `input_values` without a field; `rest`:
 * members of the task without a control; both as JSON text, "" for none.
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

/** The two lists of answers in the form. */
export type AnswerList = "known" | "baseline";

/** Without `__proto__`, which our JSON refuses as a key; the pool check says so. */
export const fieldsOf = (specs: FieldSpecs) => Object.entries(specs).filter(([id]) => id !== "__proto__");

export const blankValues = (specs: FieldSpecs): Record<string, Typed> =>
  Object.fromEntries(fieldsOf(specs).map(([id, spec]) => [stepOf(id), blankTyped(spec)]));

export const blankSolution = (specs: Specs): SolutionForm => ({
  weight: "",
  values: blankValues(specs.output_spec),
  extra: "",
  rest: "",
});

/** An empty form: a general task, or a training task in a training, with the usual overlap. */
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

/**
 * Control and training tasks are for everybody: Toloka's own upload sets infinite overlap, its API leaves it to the
 * caller.
 */
export const usualOverlap = (kind: TaskKind): OverlapChoice => (kind === "general" ? "default" : "infinite");
