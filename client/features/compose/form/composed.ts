import type { UseFormReturn } from "react-hook-form";
import type { JsonObject } from "../../../../shared/values/json.ts";
import { buildTask } from "./build-task.ts";
import { type Checked, checkForm } from "./check-form.ts";
import type { Specs, TaskForm } from "./task-form.ts";

/** The form's values with the task that they make. */
export interface Composed extends Checked {
  form: TaskForm;
  json: JsonObject;
}

/** The task in the form. It follows a moment after the last key press, so that typing does not wait for it. */
export interface ComposedStore {
  get(): Composed;
  subscribe(listener: () => void): () => void;
  /** Brings it up to date at once. */
  refresh(): Composed;
}

const SETTLE_MS = 120;

export function compose(form: TaskForm, poolId: string, specs: Specs, operationId: string): Composed {
  const json = buildTask(form, poolId, specs);
  return { form, json, ...checkForm(form, json, specs, operationId) };
}

export function composedStore(
  form: UseFormReturn<TaskForm>,
  make: (values: TaskForm) => Composed,
): ComposedStore & { start: () => () => void } {
  const listeners = new Set<() => void>();
  let current = make(form.getValues());
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = () => {
    clearTimeout(timer);
    timer = undefined;
    current = make(form.getValues());
    for (const listener of listeners) listener();
    return current;
  };
  return {
    get: () => current,
    refresh,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      const stop = form.subscribe({
        formState: { values: true },
        callback: () => {
          clearTimeout(timer);
          timer = setTimeout(refresh, SETTLE_MS);
        },
      });
      return () => {
        clearTimeout(timer);
        stop();
      };
    },
  };
}
