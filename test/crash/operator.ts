import { setTimeout as sleep } from "node:timers/promises";
import type { Submission } from "../../shared/submission.ts";
import { type Answered, call } from "../support/http-call.ts";
import type { SmallToloka } from "../support/small-toloka.ts";
import type { Planned } from "./plan.ts";
import { createdId, tasksByImage } from "./verdict.ts";

/** Whom operators can reach at the moment; a call to one that dies is made again, elsewhere if there is an elsewhere. */
export type Desks = () => string;

const PATIENCE_MS = 30_000;
/** A desk that does not answer for so long is left for another. */
const ANSWER_MS = 5_000;

/** One call that must come through: broken connections, 503 and the like are tried again. */
async function persist(desks: Desks, method: string, path: string, body?: unknown): Promise<Answered> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      const answer = await call(desks(), method, path, body, {}, AbortSignal.timeout(ANSWER_MS));
      if (answer.status < 500) return answer;
      throw new Error(`${answer.status} ${answer.text}`);
    } catch (error) {
      if (performance.now() > deadline) throw new Error(`${method} ${path} came to nothing`, { cause: error });
    }
    await sleep(50);
  }
}

/** Submits until it is acknowledged, as the page does: the same id, the same content, however often it takes. */
export async function submit(desks: Desks, plan: Planned): Promise<"acknowledged" | string> {
  const answer = await persist(desks, "POST", "/api/submissions", plan.body);
  if (answer.status === 200 || answer.status === 201 || answer.status === 202) return "acknowledged";
  // Refused by Toloka before we had heard that it was accepted.
  if (answer.status === 422 && plan.poisoned) return "acknowledged";
  return `${plan.id}: ${answer.status} ${answer.text}`;
}

/** Everything the journal knows, page by page. */
export async function readJournal(desks: Desks, status = ""): Promise<Map<string, Submission>> {
  const known = new Map<string, Submission>();
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ limit: "200", ...(status ? { status } : {}), ...(cursor ? { cursor } : {}) });
    const { body } = await persist(desks, "GET", `/api/submissions?${query}`);
    const page = body as unknown as { items: Submission[]; next_cursor: string | null };
    for (const item of page.items) known.set(item.operation_id, item);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return known;
}

/** Presses "retry now" for what waits long: Toloka's quotas are hours, an evening is not. */
export async function hurry(desks: Desks, moving: Iterable<Submission>): Promise<void> {
  for (const { operation_id, next_at } of moving)
    if (next_at !== null && Date.parse(next_at) > Date.now() + 1_500)
      await persist(desks, "POST", `/api/submissions/${operation_id}/retry`);
}

/**
 * Decides what is uncertain as a careful operator does who sees all of Toloka: the task that belongs to nobody else, or
 * once more. Returns those that looking should have settled: their task exists and could be no other's.
 */
export async function settle(desks: Desks, plans: Planned[], store: SmallToloka): Promise<string[]> {
  const overdue: string[] = [];
  const known = await readJournal(desks);
  const owned = new Set([...known.values()].map(createdId));
  const stored = tasksByImage(store.tasks);
  const groups = Map.groupBy(plans, (plan) => plan.image);
  for (const plan of plans) {
    if (known.get(plan.id)?.status !== "uncertain") continue;
    const free = (stored.get(plan.image) ?? []).find(({ id }) => !owned.has(String(id)));
    if (free && groups.get(plan.image)?.length === 1) overdue.push(`${plan.id} is uncertain, but ${free.id} exists`);
    const decision = free ? { task_id: String(free.id) } : { send_again: true };
    const answer = await persist(desks, "POST", `/api/submissions/${plan.id}/settle`, decision);
    if (free) owned.add(String(free.id));
    // 409: it was settled by looking while we thought about it.
    if (answer.status !== 200 && answer.status !== 409) overdue.push(`${plan.id}: settling answered ${answer.text}`);
  }
  return overdue;
}
