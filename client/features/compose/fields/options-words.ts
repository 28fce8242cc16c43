import type { Language } from "../../../../shared/language.ts";
import { defaultOverlap } from "../../../../shared/pool-check/overlap.ts";
import type { Pool } from "../../../../shared/toloka.ts";
import { idsIn } from "../form/build-task.ts";
import { ID_LISTS, type TaskForm } from "../form/task-form.ts";
import { words } from "../words.ts";

type Line = (typeof words)["en"]["options"]["line"];

/** The options in one line: `overlap 3 (pool default) · pool not opened · duplicate-safe`. */
export function optionsWords(form: TaskForm, pool: Pool, language: Language): string {
  const w = words[language].options.line;
  const lists = ID_LISTS.flatMap((name) => {
    const count = idsIn(form.lists[name]).length;
    return count === 0 ? [] : [`${w.lists[name]} ${count}`];
  });
  return [overlapWords(form, pool, w), poolWords(form, pool, w), form.async_mode ? w.async : w.sync, ...lists].join(
    " · ",
  );
}

function overlapWords({ overlap, overlap_number }: TaskForm, pool: Pool, w: Line): string {
  if (overlap === "infinite") return w.infinite;
  const number = overlap_number.trim();
  if (overlap === "number") return number === "" ? w.missingNumber : w.number(number);
  const own = defaultOverlap(pool);
  return own === null ? w.none : w.default(String(own));
}

function poolWords({ open_pool }: TaskForm, pool: Pool, w: Line): string {
  if (pool.status === "OPEN") return w.poolOpen;
  return open_pool ? w.poolOpens : w.poolStays;
}
