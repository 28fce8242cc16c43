import { type Problem, problem } from "../../shared/api/problem.ts";
import type { FindingKind } from "../../shared/api/reconciliation/reconciliation-routes.ts";
import type { CreatedTask } from "../../shared/task.ts";
import { readProblem } from "../result.ts";
import type { Bounds, Comparable } from "../submissions/comparable.ts";
import { createdAt } from "../submissions/sending/look-in-pool.ts";
import type { Toloka } from "../toloka/client.ts";
import { compareRange, endOfRange, explainUnknown } from "./compare.ts";

/** Maximum page size that Toloka's documentation guarantees for every list. */
const PAGE = 300;
/** Owned tasks that are read for a page: more if tasks are missing in Toloka. */
const OWNED = 1_000;

/** A difference between a pool and the journal. `task_created_at`: milliseconds since 1970, null if it is not known. */
interface Difference {
  kind: FindingKind;
  task_id: string;
  task_created_at: number | null;
  operation_id: string | null;
}

/** What one range of ids has come to. Counts are of tasks. */
export interface Step {
  /** The last id of the range; null: the pool is at its end. */
  upTo: string | null;
  tasks: number;
  known: number;
  removed: number;
  later: number;
  undecided: number;
  differences: Difference[];
}

/** `later`: Toloka cannot be read now. `never`: this pool cannot be compared. */
type Failed = { kind: "failed"; again: "later" | "never"; problem: Problem };
export type Stepped = { kind: "compared"; step: Step } | Failed;

interface Parts {
  toloka: Toloka;
  journal: Comparable;
  /** Resolves when the next request may be sent. */
  pace: () => Promise<void>;
}

/**
 * Compares the next range of a pool's task ids, above `above`: a page of the pool's tasks with what the journal owns there. What
 * seems to be missing is looked up again on another connection, and what seems to be unknown again in the journal, since both
 * change meanwhile.
 */
export async function compareStep(
  parts: Parts,
  pool_id: string,
  { above, bounds, before }: { above: string; bounds: Bounds; before: number },
): Promise<Stepped> {
  const { journal } = parts;
  const page = await readPage(parts, pool_id, { above, upTo: null }, false);
  if (page.kind === "failed") return page;
  const last = page.items.at(-1)?.id;
  const from = bounds.from !== null && bounds.from > above ? bounds.from : above;
  const upTo = page.more && last !== undefined ? last : null;
  const owned = await journal.ownedIn(pool_id, { above: from, upTo, to: bounds.to }, OWNED);
  const end = endOfRange({ last, more: page.more }, { last: owned.at(-1)?.task_id, more: owned.length === OWNED });
  const inRange = (id: string) => end === null || id <= end;
  const tasks = page.items.filter(({ id }) => inRange(id));
  const within = { pool_id, tasks, owned: owned.filter(({ task_id }) => inRange(task_id)), before };
  const { unknown, missing, ...counts } = compareRange(within, createdAt);

  const present = await presentIn(
    parts,
    pool_id,
    missing.map(({ task_id }) => task_id),
  );
  if (!(present instanceof Set)) return present;
  const gone = missing.filter(({ task_id }) => !present.has(task_id));
  const explained = await explain(journal, unknown);
  const differences: Difference[] = [
    ...gone.map(({ task_id, operation_id }) => {
      return { kind: "missing_in_toloka" as const, task_id, operation_id, task_created_at: null };
    }),
    ...explained.differences,
  ];
  const known = counts.known + explained.known;
  const { removed, later } = counts;
  const { undecided } = explained;
  return { kind: "compared", step: { upTo: end, tasks: tasks.length, known, removed, later, undecided, differences } };
}

/** What the tasks without an owner are, those left out that have one by now. */
async function explain(journal: Comparable, unknown: CreatedTask[]) {
  const times = unknown.map(createdAt);
  const created = { first: Math.min(...times), last: Math.max(...times) };
  const likes = await journal.likesOf(unknown, created);
  // After the reading of statuses: what was finished by then has an owner by now.
  const owned = await journal.ownedOf(unknown.map(({ id }) => id));
  let undecided = 0;
  const differences: Difference[] = [];
  for (const task of unknown) {
    if (owned.has(task.id)) continue;
    const at = createdAt(task);
    const { kind, operation_id } = explainUnknown(at, likes.get(task.id) ?? []);
    if (kind === "undecided") undecided += 1;
    else differences.push({ kind, operation_id, task_id: task.id, task_created_at: at });
  }
  return { known: owned.size, undecided, differences };
}

/** Which of these tasks the pool has, by reading their range of ids again. */
async function presentIn(parts: Parts, pool_id: string, ids: string[]): Promise<Set<string> | Failed> {
  const present = new Set<string>();
  const [first] = ids;
  const upTo = ids.at(-1);
  if (first === undefined || upTo === undefined) return present;
  for (let above: string | null = null; ; ) {
    const page: Page | Failed = await readPage(
      parts,
      pool_id,
      above === null ? { first, upTo } : { above, upTo },
      true,
    );
    if (page.kind === "failed") return page;
    for (const { id } of page.items) present.add(id);
    above = page.items.at(-1)?.id ?? null;
    if (!page.more || above === null) return present;
  }
}

type Page = { kind: "read"; items: CreatedTask[]; more: boolean };
type Ids = ({ above: string } | { first: string }) & { upTo: string | null };

/** A page of the pool's tasks by id. `fresh`: on a new connection. */
async function readPage({ toloka, pace }: Parts, pool_id: string, ids: Ids, fresh: boolean): Promise<Page | Failed> {
  await pace();
  const above = "above" in ids ? ids.above : "";
  const from = "first" in ids ? { id_gte: ids.first } : above === "" ? {} : { id_gt: above };
  const to = ids.upTo === null ? {} : { id_lte: ids.upTo };
  const answer = await toloka.listTasks({ pool_id, sort: "id", limit: String(PAGE), ...from, ...to }, fresh);
  if (answer.kind === "answered") {
    const { items, has_more } = answer.value;
    const ordered = items.every(({ id }, index) => id > (items[index - 1]?.id ?? above));
    if (ordered && (items.length > 0 || !has_more)) return { kind: "read", items, more: has_more };
    return { kind: "failed", again: "never", problem: problem(502, "TASKS_OUT_OF_ORDER") };
  }
  const again = answer.kind !== "refused" || answer.status === 401 || answer.status === 429 ? "later" : "never";
  return { kind: "failed", again, problem: readProblem(answer, "pool_id") };
}
