import { decide } from "../../server/submissions/sending/decisions/decide.ts";
import type { Learned, Moment, Standing } from "../../server/submissions/sending/decisions/known.ts";
import { type Creation, NO_WAIT } from "../../server/toloka/creation.ts";
import type { SubmissionError } from "../../shared/submission.ts";
import type { CreatedTask } from "../../shared/task.ts";

/** Submissions to decide about, and what is learned of them. */

export const NOW = 1_800_000_000_000;
export const moment: Moment = { now: NOW, toloka: NOW, random: 0 };
export const task = { pool_id: "1", input_values: { n: 1 }, overlap: 1 };
export const found = { ...task, id: "t-1" } as CreatedTask;
export const operation = { id: "op", type: "TASK.BATCH_CREATE", status: "RUNNING" };
export const error = (code: string): SubmissionError => ({ code, message: `${code} in words` });

/** An asynchronous submission that has just been sent for the first time. */
export const sent: Standing = {
  status: "sending",
  asynchronous: true,
  tasks: [task],
  created_at: NOW - 100,
  attempts: 1,
  sent_at: NOW - 50,
  earlier: null,
  doubt_since: null,
  doubt_asks: 0,
  error: null,
  replaces: null,
  stop_state: null,
  delay: 0,
};
export const standing = (more: Partial<Standing>): Standing => ({ ...sent, ...more });
export const synchronous = standing({ asynchronous: false });
export const inDoubtFor = (ms: number, why = "ANSWER_LOST"): Standing =>
  standing({ asynchronous: false, doubt_since: NOW - ms, error: error(why) });
export const silentFor = (ms: number, asks: number): Standing =>
  standing({ status: "waiting", sent_at: NOW - 60_000, doubt_since: NOW - ms, doubt_asks: asks });

export const askAgain = (asked: "operation" | "log" | "task", code: string | null, status = "RUNNING"): Creation => ({
  outcome: "ask-again",
  asked,
  error: code === null ? null : error(code),
  wait: NO_WAIT,
  operation: { ...operation, status },
  ids: ["t-1"],
});
export const sendAgain = (code: string): Creation => ({
  outcome: "send-again",
  error: error(code),
  wait: NO_WAIT,
  everybody: code === "TOLOKA_TOKEN_REFUSED",
});
export const refused: Creation = { outcome: "rejected", error: error("VALIDATION_ERROR"), operation: null };
export const created: Creation = { outcome: "created", tasks: [found], operation, notice: null };

/** The decision, with `to` even if the status stays. */
export const decided = (known: Standing, learned: Learned): object => ({
  to: undefined,
  ...decide(known, learned, moment),
});
