import { fieldType } from "../../../../../shared/fields/input-spec.ts";
import type { FieldSpec } from "../../../../../shared/toloka.ts";
import { isBlank, isList, newItem, type Typed, typedFaults } from "../../../../parts/controls/typed.ts";
import { viewableUrl } from "../../../../parts/media/media-url.ts";
import { stepOf } from "../../form/field-names.ts";
import { fieldsOf, type Specs, type TaskForm } from "../../form/task-form.ts";

/**
 * The field that a pasted text fits: for an address the first empty one of type `url`, else a list of addresses; for other
 * text the first empty one that accepts it, before text fields one of a narrower type. `null`: none fits.
 */
export function fittingField(text: string, specs: Specs, form: TaskForm): { id: string; typed: Typed } | null {
  const fields = fieldsOf(specs.input_spec).map(([id, spec]) => ({ id, spec, now: form.input[stepOf(id)] ?? "" }));
  const accepts = (spec: FieldSpec, typed: Typed) => Object.keys(typedFaults(spec, typed, "v")).length === 0;
  const single = fields
    .filter(({ spec, now }) => isBlank(now) && isPlain(spec) && accepts(spec, text))
    .map(({ id, spec }) => ({ id, typed: text as Typed, type: fieldType(spec)!.element }));
  const lists = fields
    .filter(({ spec, now }) => fieldType(spec)?.array && isList(now))
    .map(({ id, spec, now }) => ({ id, type: fieldType(spec)!.element, typed: added(now, text), spec }))
    .filter(({ spec, typed }) => accepts(spec, typed));
  const ofUrl = ({ type }: { type: string }) => type === "url";
  if (viewableUrl(text) !== null) return single.find(ofUrl) ?? lists.find(ofUrl) ?? single[0] ?? null;
  return single.find(({ type }) => type !== "string") ?? single[0] ?? null;
}

/** A field for one value that is typed as it is. */
const isPlain = (spec: FieldSpec): boolean => {
  const type = fieldType(spec);
  return type !== null && !type.array && type.element !== "json";
};

const added = (list: Typed, text: string): Typed =>
  isList(list) ? { items: [...list.items, newItem(text)] } : { items: [newItem(text)] };
