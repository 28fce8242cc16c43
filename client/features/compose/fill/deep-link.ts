import { fieldType } from "../../../../shared/fields/input-spec.ts";
import { isBlank, isList, isRaw, newItem, type Typed } from "../../../parts/controls/typed.ts";
import { stepOf } from "../form/field-names.ts";
import { fieldsOf, type Specs, type TaskForm } from "../form/task-form.ts";

/**
 * Input values in an address: `input.<field>=text`, repeated for the items of a list. `unknown`: fields that the pool
 * does not have; `texts`: all texts for the fields that it has. `null` if the address has no values.
 */
export function readDeepLink(
  search: string,
  specs: Specs,
): { values: Record<string, Typed>; texts: string[]; unknown: string[] } | null {
  const given = new URLSearchParams(search);
  const names = [...new Set([...given.keys()].filter((key) => key.startsWith("input.")))];
  if (names.length === 0) return null;
  const fields = new Map(fieldsOf(specs.input_spec));
  const values: Record<string, Typed> = {};
  const unknown: string[] = [];
  const texts: string[] = [];
  for (const name of names) {
    const id = name.slice("input.".length);
    const spec = fields.get(id);
    const own = given.getAll(name);
    if (spec === undefined) {
      unknown.push(id);
      continue;
    }
    texts.push(...own);
    values[stepOf(id)] = fieldType(spec)?.array ? { items: own.map((text) => newItem(text)) } : (own.at(-1) ?? "");
  }
  return { values, texts, unknown };
}

/** The query of an address that fills the form with these input values. */
export function deepLinkSearch(form: TaskForm, specs: Specs): string {
  const search = new URLSearchParams();
  for (const [id] of fieldsOf(specs.input_spec)) {
    const typed = form.input[stepOf(id)];
    if (typed === undefined || isBlank(typed)) continue;
    const parts = isList(typed) ? typed.items.map((item) => item.typed) : [typed];
    for (const part of parts) if (!isRaw(part)) search.append(`input.${id}`, part);
  }
  return search.toString();
}
