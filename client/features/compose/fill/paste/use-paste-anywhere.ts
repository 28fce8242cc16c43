import { useEffect } from "react";
import { wordsNow } from "../../../../language.ts";
import { dialogIsOpen } from "../../../../ui/dialog/dialog-open.ts";
import type { Composer } from "../../composer-context.ts";
import { focusFirstEmpty, isTextControl } from "../../fields/focus.ts";
import { buildTask } from "../../form/build-task.ts";
import { stepOf } from "../../form/field-names.ts";
import type { TaskForm } from "../../form/task-form.ts";
import type { Notice } from "../../use-composer.ts";
import { words } from "../words.ts";
import { fittingField } from "./fitting-field.ts";

/** What is pasted outside of any text control fills the form: a task, a row, or the field that fits. It can be undone. */
export function usePasteAnywhere(composer: Composer, setNotice: (notice: Notice) => void): void {
  useEffect(() => {
    const { form, specs, pool, pins, fill } = composer;
    const put = (next: TaskForm, said: string) => {
      fill(next, said);
      focusFirstEmpty(form, specs, (step) => Object.hasOwn(pins.get(), step));
    };
    const paste = async (event: ClipboardEvent): Promise<void> => {
      if (event.defaultPrevented || dialogIsOpen() || isTyping(event.target)) return;
      const text = event.clipboardData?.getData("text").trim() ?? "";
      if (text === "") return;
      event.preventDefault();
      const now = form.getValues();
      if (/\n|^\[/.test(text)) {
        const { severalTasks } = await import("../several/several-tasks.ts");
        const several = severalTasks(text, buildTask(now, pool.id, specs), specs, null);
        if (several !== null) return composer.offerSeveral(several);
      }
      if (/[\t\n]|^[{[]|\bTask\s*\(/.test(text)) {
        const { fillFromPaste } = await import("./fill-from-paste.ts");
        const filled = fillFromPaste(text, pool.id, specs, form.getValues());
        return filled.ok ? put(filled.form, filled.said) : setNotice({ said: filled.sentence });
      }
      const fitting = fittingField(text, specs, now);
      if (fitting === null) return setNotice({ said: wordsNow(words).nothingFits });
      const input = { ...now.input, [stepOf(fitting.id)]: fitting.typed };
      put({ ...now, input }, wordsNow(words).pastedInto([fitting.id]));
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  }, [composer, setNotice]);
}

/** Text controls and the JSON editor take what is pasted into them. */
const isTyping = (target: EventTarget | null): boolean =>
  (isTextControl(target) && !(target instanceof HTMLInputElement && /^(?:radio|checkbox|button)$/.test(target.type))) ||
  (target instanceof Element && target.closest("[contenteditable=true]") !== null);
