import { defaultOverlap } from "../../../../shared/pool-check/overlap.ts";
import type { Pool } from "../../../../shared/toloka.ts";
import { idsIn } from "../form/build-task.ts";
import { ID_LISTS, type TaskForm } from "../form/task-form.ts";

const LIST_WORDS: Record<(typeof ID_LISTS)[number], string> = {
  reserved_for: "reserved for",
  unavailable_for: "not for",
  traits_all_of: "all traits",
  traits_any_of: "any trait",
  traits_none_of_any: "without traits",
};

/** The options in one line: `overlap 3 from pool · pool stays closed · duplicate-safe`. */
export function optionsWords(form: TaskForm, pool: Pool): string {
  const lists = ID_LISTS.flatMap((name) => {
    const count = idsIn(form.lists[name]).length;
    return count === 0 ? [] : [`${LIST_WORDS[name]} ${count}`];
  });
  return [overlapWords(form, pool), poolWords(form, pool), modeWords(form), ...lists].join(" · ");
}

function overlapWords({ overlap, overlap_number }: TaskForm, pool: Pool): string {
  if (overlap === "infinite") return "infinite overlap";
  if (overlap === "number") return `overlap ${overlap_number.trim() || "not filled in"}`;
  const own = defaultOverlap(pool);
  return own === null ? "overlap missing: the pool has none" : `overlap ${own} from pool`;
}

function poolWords({ open_pool }: TaskForm, pool: Pool): string {
  if (pool.status === "OPEN") return "pool is open";
  return open_pool ? "pool will be opened" : "pool stays closed";
}

const modeWords = ({ async_mode }: TaskForm): string =>
  async_mode ? "duplicate-safe" : "synchronous: not protected by Toloka";
