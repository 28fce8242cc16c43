import { useEffect, useRef } from "react";
import { type Submission, tasksOf } from "../../../../shared/submission.ts";
import { READ_ONLY_KEYS, Task } from "../../../../shared/task.ts";
import type { JsonObject } from "../../../../shared/values/json.ts";
import { wordsNow } from "../../../language.ts";
import type { Composer } from "../composer-context.ts";
import { readTask } from "../form/read-task.ts";
import type { Specs, TaskForm } from "../form/task-form.ts";
import { readDeepLink } from "./deep-link.ts";
import { words } from "./words.ts";

/** What an address fills the form with: the task of another submission, or values. */
export type Prefill = { kind: "similar" | "replaces"; submission: Submission } | { kind: "values"; search: string };

/** Fills the form once as the address asks. `onPrefilled` then clears the address, so that a reload keeps the draft. */
export function usePrefill(given: {
  prefill: Prefill | null;
  composer: Composer;
  setReplaces: (id: string | null) => void;
  onPrefilled: () => void;
  onFilled: () => void;
}): void {
  const latest = useRef(given);
  latest.current = given;
  const { prefill } = given;
  useEffect(() => {
    if (prefill === null) return;
    const { composer, setReplaces, onPrefilled, onFilled } = latest.current;
    const { form, specs, pool, linked } = composer;
    const filled = fillFrom(prefill, form.getValues(), specs, pool.id);
    // Before the values are shown.
    if (filled) linked.add(filled.linked);
    if (filled) composer.fill(filled.form, filled.said);
    setReplaces(prefill.kind === "replaces" ? prefill.submission.operation_id : null);
    onFilled();
    onPrefilled();
  }, [prefill]);
}

function fillFrom(
  prefill: Prefill,
  now: TaskForm,
  specs: Specs,
  poolId: string,
): { form: TaskForm; said: string; linked: string[] } | null {
  const w = wordsNow(words);
  if (prefill.kind === "values") {
    const link = readDeepLink(prefill.search, specs);
    if (link === null) return null;
    const unknown = link.unknown.length > 0 ? [w.unknownFields(link.unknown.join(", "))] : [];
    const form = { ...now, input: { ...now.input, ...link.values } };
    return { form, said: [w.filledFromLink, ...unknown].join(" "), linked: link.texts };
  }
  const pattern: JsonObject = { ...(tasksOf(prefill.submission)[0] as JsonObject | undefined), pool_id: poolId };
  for (const key of READ_ONLY_KEYS) delete pattern[key];
  const task = Task.safeParse(pattern);
  if (!task.success) return null;
  const { async_mode, open_pool } = prefill.submission.parameters;
  const said = prefill.kind === "replaces" ? w.filledToReplace : w.filledFromOther;
  return { form: readTask(task.data, specs, { ...now, async_mode, open_pool }), said, linked: [] };
}
