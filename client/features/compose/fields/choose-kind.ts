import type { UseFormReturn } from "react-hook-form";
import type { TaskKind } from "../../../../shared/task.ts";
import { newKey } from "../../../parts/controls/typed.ts";
import { blankSolution, type Specs, type TaskForm, usualOverlap } from "../form/task-form.ts";

/** Makes the task one of this type: an overlap that was not chosen follows, and a place for its solution is added. */
export function chooseKind(kind: TaskKind, form: UseFormReturn<TaskForm>, specs: Specs): void {
  const { kind: before, overlap, known } = form.getValues();
  if (overlap === usualOverlap(before)) form.setValue("overlap", usualOverlap(kind));
  if (kind !== "general" && known.length === 0) {
    const key = newKey();
    form.setValue(`solutions.${key}`, blankSolution(specs));
    form.setValue("known", [key]);
  }
  form.setValue("kind", kind);
}
