import { setTimeout as sleep } from "node:timers/promises";
import type { SubmissionRow } from "../journal/row.ts";
import { type Change, changeRow, creationOf } from "../journal/step.ts";
import { TaskTaken } from "../journal/task-owners.ts";
import { NOTE } from "../journal/timeline.ts";
import { ask } from "./ask.ts";
import { decide } from "./decisions/decide.ts";
import type { Learned, Moment, Standing } from "./decisions/known.ts";
import { idsOf, type Step, type Take } from "./decisions/next.ts";
import { AHEAD } from "./pacing.ts";
import type { Fresh, Sending, Work } from "./work.ts";

/**
 * Processes a claimed row until it is finished, planned for later, or no longer held by this claim. Decides, writes, asks, and
 * decides again with the answer: each is written to the journal before the next request that depends on it. `fresh`: this
 * process has just inserted the row as `sending`; nothing has been sent.
 */
export async function advance(row: SubmissionRow, claim: string, sending: Sending, fresh: Fresh | null): Promise<void> {
  const earlier = fresh === null ? row.sent_at : null;
  const turn = fresh?.ahead ? AHEAD : row.priority;
  const work: Work = { row, claim, turn, entries: [], changed: [], earlier, delay: delayBefore(row), sending };
  let learned: Learned = { kind: "claimed", fresh };
  for (;;) {
    const next = decide(standingOf(work), learned, momentOf(sending));
    if (next.pause !== undefined) sending.pause(next.pause);
    const before = work.entries;
    if (next.note) work.entries = [...before, { ...NOTE, ...next.note }];
    if (next.do === "take") {
      if (await take(work, next)) return;
      // Its note says that the tasks were found for this row.
      work.entries = before;
      learned = { kind: "taken", taken: next.taken, reason: next.reason };
      continue;
    }
    const question = next.do === "step" ? next.ask : next;
    if (next.do === "step" && !(await write(work, changeOf(next)))) {
      if (question?.do === "watch") throw new Error("the row is no longer ours");
      return;
    }
    if (question === undefined) return;
    if (question.after !== undefined) await sleep(question.after);
    // The process may have been suspended since the write, and its lease may have ended.
    if (question.do === "send" && !sending.holds(claim)) return;
    learned = await ask(work, question);
  }
}

/** The delay before the try that begins with this row. A wait without an error is a rest between polls and does not count. */
const delayBefore = ({ error, delay_ms }: SubmissionRow): number => (error === null ? 0 : delay_ms);

function standingOf({ row, earlier, delay }: Work): Standing {
  const { status, tasks, created_at, attempts, sent_at, doubt_since, doubt_asks, error, replaces, stop_state } = row;
  return {
    ...{ status, tasks, created_at, attempts, sent_at, doubt_since, doubt_asks, error, replaces, stop_state },
    asynchronous: row.parameters.async_mode,
    earlier,
    delay,
  };
}

const momentOf = ({ toloka }: Sending): Moment => ({
  now: Date.now(),
  toloka: toloka.clock.earliest(),
  random: Math.random(),
});

const changeOf = ({ to, due, set, ask }: Step): Omit<Change, "claim"> => ({
  ...(to === undefined ? {} : { to }),
  due,
  set,
  keep: ask !== undefined,
});

/**
 * Writes that the tasks exist, even if this claim no longer holds the row. False, with nothing written, if another submission
 * owns one of the tasks. Shared tasks are shown by the row without being owned by it.
 */
async function take(work: Work, { taken, shared }: Take): Promise<boolean> {
  const { row, sending } = work;
  if (shared) {
    const { operation_id } = row;
    sending.log("error", "Two submissions claim one task", { operation_id, task_id: idsOf(taken) });
  }
  const step = creationOf(row, taken.tasks);
  const set = { ...step.set, error: taken.notice, operation: taken.operation ?? undefined };
  const change = { ...step, ...(shared ? { owns: [] } : {}), set };
  try {
    if (!(await write(work, change))) await write(work, change, null);
    return true;
  } catch (error) {
    if (error instanceof TaskTaken) return false;
    throw error;
  }
}

/** Writes a change of this row with what goes with it, and notifies listeners. False: the claim does not hold it. */
async function write(work: Work, change: Omit<Change, "claim">, claim: string | null = work.claim): Promise<boolean> {
  const { sending, entries, changed } = work;
  const row = await changeRow(sending.db, work.row.operation_id, { ...change, claim, entries, known: work.row });
  if (!row) return false;
  work.row = row;
  work.entries = [];
  work.changed = [];
  for (const each of [row, ...changed]) sending.changes.notify(each);
  if (!change.keep && change.due !== null) sending.due(change.due);
  return true;
}
