import type { CreatedTask } from "../../shared/task.ts";
import type { Toloka } from "./client.ts";
import type { WatchContext } from "./creation.ts";
import type { Outcome } from "./exchange/exchange.ts";

/** Maximum page size that Toloka's documentation guarantees for every list. */
const PAGE = 300;
/** Pages read at most: other tasks may have been created between those of one request. */
const MAX_PAGES = 60;

export interface ReadCreated {
  /** The last request, and its answer: if that is not `answered`, `created` is not complete. */
  request: string;
  answer: Outcome<unknown>;
  /** The tasks in the order of `asked`, as Toloka has them; one that is not listed is as it was asked for. */
  created: CreatedTask[];
}

/**
 * Reads tasks of one pool back that an operation has created, as toloka-kit 1.2.2 does: one by its id, several by the range of
 * their ids. `asked`: the tasks as sent, with their ids.
 */
export async function readCreated(toloka: Toloka, asked: CreatedTask[], context: WatchContext): Promise<ReadCreated> {
  if (asked.length === 1) {
    const { id } = asked[0]!;
    await context.pace();
    const answer = await toloka.getTask(id);
    const created = answer.kind === "answered" ? [answer.value] : [];
    return { request: `GET /tasks/${id}`, answer, created };
  }
  const { pool_id } = asked[0]!;
  const ids = asked.map(({ id }) => id).toSorted(byCharacters);
  const range = { pool_id, sort: "id", limit: String(PAGE), id_gte: ids[0]!, id_lte: ids.at(-1)! };
  const missing = new Set(ids);
  const found = new Map<string, CreatedTask>();
  let after: Record<string, string> = {};
  for (let page = 1; ; page++) {
    await context.pace();
    const answer = await toloka.listTasks({ ...range, ...after });
    const last = answer.kind === "answered" ? answer.value.items.at(-1) : undefined;
    if (answer.kind === "answered")
      for (const task of answer.value.items) if (missing.delete(task.id)) found.set(task.id, task);
    const more = answer.kind === "answered" && answer.value.has_more && last !== undefined && missing.size > 0;
    if (!more || page === MAX_PAGES) {
      const created = asked.map((task) => found.get(task.id) ?? task);
      return { request: `GET /tasks?pool_id=${pool_id}`, answer, created };
    }
    after = { id_gt: last.id };
  }
}

/** Ids are compared as text, one character after the other. */
const byCharacters = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
