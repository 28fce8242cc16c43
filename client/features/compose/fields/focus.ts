import { useEffect } from "react";
import type { UseFormReturn } from "react-hook-form";
import { messageText } from "../../../../shared/api/problem.ts";
import type { FieldProblem } from "../../../../shared/faults/faults.ts";
import { currentLanguage } from "../../../language.ts";
import { isBlank, isList, type Typed } from "../../../parts/controls/typed.ts";
import { dialogIsOpen } from "../../../ui/dialog/dialog-open.ts";
import type { Composer } from "../composer-context.ts";
import { domId, inputName, stepOf } from "../form/field-names.ts";
import { type Place, placeOf } from "../form/paths.ts";
import { fieldsOf, type Specs, type TaskForm } from "../form/task-form.ts";

const FOCUSABLE = "input, textarea, select, button, [contenteditable=true]";

/** The id of the element that holds the choice of the pool. */
export const POOL_PLACE = "pool-choice";

/** Moves the focus to the choice of the pool, for problems of `pool_id`. */
export const focusPool = (): void =>
  document.getElementById(POOL_PLACE)?.querySelector<HTMLElement>(FOCUSABLE)?.focus();

/** Moves the focus to the control of a place; `false` if it is not on the page. */
export function focusPlace(place: Place, form: UseFormReturn<TaskForm>): boolean {
  const typed = (form.getValues as (name: string) => unknown)(place.name) as Typed | undefined;
  const key = place.item !== null && typed !== undefined && isList(typed) ? typed.items[place.item]?.key : undefined;
  const id = domId(place.name);
  const found = document.getElementById(key === undefined ? id : `${id}-${key}`) ?? document.getElementById(id);
  const target = found?.matches(FOCUSABLE) ? found : found?.querySelector<HTMLElement>(FOCUSABLE);
  target?.focus();
  return target != null;
}

/**
 * Moves the focus to the first empty input field that is not pinned; else to the first not pinned, else to the first.
 */
export function focusFirstEmpty(form: UseFormReturn<TaskForm>, specs: Specs, pinned: (step: string) => boolean): void {
  const { input } = form.getValues();
  const fields = fieldsOf(specs.input_spec).map(([id]) => id);
  const empty = fields.find((id) => !pinned(stepOf(id)) && isBlank(input[stepOf(id)] ?? ""));
  const chosen = empty ?? fields.find((id) => !pinned(stepOf(id))) ?? fields[0];
  if (chosen !== undefined) focusPlace({ name: inputName(chosen), item: null }, form);
}

/** Whoever chose the pool goes on in the first empty field; whoever types elsewhere already is left alone. */
export function useFocusAtStart({ form, specs, pins }: Pick<Composer, "form" | "specs" | "pins">): void {
  useEffect(() => {
    const active = document.activeElement;
    if (isTextControl(active) && active.closest(`#${POOL_PLACE}`) === null) return;
    if (dialogIsOpen()) return;
    focusFirstEmpty(form, specs, (step) => Object.hasOwn(pins.get(), step));
  }, [form, specs, pins]);
}

/** Shows the server's problems at their fields. */
export function landProblems(
  problems: Readonly<Record<string, FieldProblem>>,
  form: UseFormReturn<TaskForm>,
  specs: Specs,
): void {
  const byName = new Map<string, { message?: string; types?: Record<string, string> }>();
  for (const [path, problem] of Object.entries(problems)) {
    const message = messageText(problem, currentLanguage());
    const place = placeOf(path, form.getValues(), specs);
    if (place === null) continue;
    const error = byName.get(place.name) ?? {};
    byName.set(
      place.name,
      place.item === null
        ? { ...error, message }
        : { ...error, types: { ...error.types, [String(place.item)]: message } },
    );
  }
  const setError = form.setError as (name: string, error: object) => void;
  for (const [name, error] of byName) setError(name, { type: "server", ...error });
}

export const isTextControl = (element: EventTarget | null): element is HTMLElement =>
  element instanceof HTMLElement && element.matches("input, textarea, select, [contenteditable=true]");
