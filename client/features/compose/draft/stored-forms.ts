import { isJsonObject, type Json, type JsonObject } from "../../../../shared/values/json.ts";
import { isBlank, type Typed, textOfTyped } from "../../../parts/controls/typed.ts";
import type { PoolShelf } from "../../../stored.ts";
import { fieldIdOf } from "../form/field-names.ts";
import { blankForm, blankValues, type Specs, type TaskForm } from "../form/task-form.ts";
import type { Draft } from "./identity.ts";

/** A stored form; `null` for what another version, or something else, has left there. */
function reviveForm(stored: Json | undefined, specs: Specs): Revived | null {
  if (!isJsonObject(stored) || !isJsonObject(stored.input ?? null)) return null;
  try {
    return revive(stored, specs);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
type Revived = Pick<Draft, "form" | "gone">;

/** Brings a form to the shape of today's: fields that are new are blank, fields that are gone are told apart. */
function revive(stored: JsonObject, specs: Specs): Revived {
  const blank = blankForm(specs, false);
  const form = { ...blank, ...(stored as unknown as Partial<TaskForm>) };
  const kept = Object.entries(form.input).filter(([step]) => Object.hasOwn(blank.input, step));
  const known = form.known.filter((key) => Object.hasOwn(form.solutions, key));
  const baseline = form.baseline.filter((key) => Object.hasOwn(form.solutions, key));
  const answers = [...known, ...baseline].map((key) => form.solutions[key]!.values);
  const gone = Object.assign(
    goneOf(form.input, blank.input, ""),
    ...answers.map((values, index) => goneOf(values, blankValues(specs.output_spec), `answer ${index + 1}: `)),
  );
  return {
    form: {
      ...form,
      input: { ...blank.input, ...Object.fromEntries(kept) },
      lists: { ...blank.lists, ...form.lists },
      known,
      baseline,
    },
    gone,
  };
}

/** What was typed into fields that there are no more, by their ids. */
function goneOf(typed: Record<string, Typed>, today: Record<string, Typed>, label: string): Record<string, string> {
  const gone = Object.entries(typed).filter(([step, value]) => !Object.hasOwn(today, step) && !isBlank(value));
  return Object.fromEntries(gone.map(([step, value]) => [label + fieldIdOf(step), textOfTyped(value)]));
}

/** The draft on the shelf, if there is one that can be read. */
export function readDraft(shelf: PoolShelf, specs: Specs): Draft | null {
  const stored = shelf.read("draft");
  if (!isJsonObject(stored) || typeof stored.operation_id !== "string") return null;
  const revived = reviveForm(stored.form, specs);
  const draft = stored as unknown as Draft;
  const replaces = typeof stored.replaces === "string" ? stored.replaces : null;
  return revived && { ...draft, form: revived.form, replaces, gone: { ...draft.gone, ...revived.gone } };
}

/** A form kept under a name. */
export interface Template {
  name: string;
  form: TaskForm;
}

export function readTemplates(shelf: PoolShelf, specs: Specs): Template[] {
  const stored = shelf.read("templates");
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((one) => {
    const revived = isJsonObject(one) ? reviveForm(one.form, specs) : null;
    return revived && isJsonObject(one) && typeof one.name === "string" ? [{ name: one.name, form: revived.form }] : [];
  });
}
