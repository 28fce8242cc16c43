import { setTimeout as sleep } from "node:timers/promises";
import type { Submission } from "../../shared/submission.ts";
import { type Answered, call } from "../support/desk/http-call.ts";
import type { SmallToloka } from "../support/toloka/small-toloka.ts";
import type { Planned } from "./plan.ts";
import { createdId, tasksByImage } from "./verdict.ts";

/** The address of a desk to call next. A failed call is repeated at the next desk. */
export type Desks = () => string;

const PATIENCE_MS = 120_000;
/** After this time without an answer, the next desk is called. */
const ANSWER_MS = 5_000;

/** Calls until there is an answer below 500, for at most `PATIENCE_MS`. */
export async function callUntilAnswered(
  desks: Desks,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
  answerMs = ANSWER_MS,
): Promise<Answered> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      const answer = await call(desks(), method, path, body, headers, AbortSignal.timeout(answerMs));
      if (answer.status < 500) return answer;
      throw new Error(`${answer.status} ${answer.text}`);
    } catch (error) {
      if (performance.now() > deadline) throw new Error(`${method} ${path} failed`, { cause: error });
    }
    await sleep(50);
  }
}

/** Submits the same id and content until it is acknowledged, as the page does. Resolves to what went wrong otherwise. */
export async function submit(desks: Desks, plan: Planned): Promise<"acknowledged" | string> {
  const answer = await callUntilAnswered(desks, "POST", "/api/submissions", plan.body);
  if (answer.status === 200 || answer.status === 201 || answer.status === 202) return "acknowledged";
  // It was accepted earlier, that answer was lost, and Toloka has refused it since.
  if (answer.status === 422 && plan.poisoned) return "acknowledged";
  return `${plan.id}: ${answer.status} ${answer.text}`;
}

/** Every submission of the journal, by id. */
export async function readJournal(desks: Desks, status = ""): Promise<Map<string, Submission>> {
  const known = new Map<string, Submission>();
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ limit: "200", ...(status ? { status } : {}), ...(cursor ? { cursor } : {}) });
    const { body } = await callUntilAnswered(desks, "GET", `/api/submissions?${query}`);
    const page = body as unknown as { items: Submission[]; next_cursor: string | null };
    for (const item of page.items) known.set(item.operation_id, item);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return known;
}

/** Retries at once what would wait longer than 1.5 s: Toloka's quotas take up to a day. */
export async function retryNow(desks: Desks, moving: Iterable<Submission>): Promise<void> {
  for (const { operation_id, next_at } of moving)
    if (next_at !== null && Date.parse(next_at) > Date.now() + 1_500)
      await callUntilAnswered(desks, "POST", `/api/submissions/${operation_id}/retry`);
}

/** The timeline of a submission, one entry a line. */
async function timelineOf(desks: Desks, id: string): Promise<string> {
  const { body } = await callUntilAnswered(desks, "GET", `/api/submissions/${id}/attempts`);
  const { items } = body as unknown as { items: unknown[] };
  return items.map((entry) => `\n    ${JSON.stringify(entry)}`).join("");
}

/**
 * Resolves uncertain submissions as an operator does who sees all of Toloka: takes a task that no submission owns, or
 * sends again. Returns those that the lookup should have resolved: their task exists and can belong to no other.
 */
export async function resolveUncertain(desks: Desks, plans: Planned[], store: SmallToloka): Promise<string[]> {
  const missed: string[] = [];
  const known = await readJournal(desks);
  const owned = new Set([...known.values()].map(createdId));
  const stored = tasksByImage(store.tasks);
  const groups = Map.groupBy(plans, (plan) => plan.image);
  for (const plan of plans) {
    if (known.get(plan.id)?.status !== "uncertain") continue;
    const free = (stored.get(plan.image) ?? []).find(({ id }) => !owned.has(String(id)));
    if (free && groups.get(plan.image)?.length === 1)
      missed.push(`${plan.id} is uncertain, but ${free.id} exists: ${await timelineOf(desks, plan.id)}`);
    const decision = free ? { task_id: String(free.id) } : { send_again: true };
    const answer = await callUntilAnswered(desks, "POST", `/api/submissions/${plan.id}/settle`, decision);
    if (free) owned.add(String(free.id));
    // 409: a lookup has resolved it meanwhile.
    if (answer.status !== 200 && answer.status !== 409) missed.push(`${plan.id}: settle answered ${answer.text}`);
  }
  return missed;
}
