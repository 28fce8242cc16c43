import { describe, expect, it } from "vitest";
import type { SubmissionError } from "../../../../shared/submission.ts";
import type { CreatedTask } from "../../../../shared/task.ts";
import { type Creation, NO_WAIT } from "../../../toloka/creation.ts";
import type { Outcome } from "../../../toloka/exchange.ts";
import { afterCreation, afterLook, afterOperation, afterTaken, pauseAfter, takeUpDoubt } from "./decide.ts";
import type { Moment, Next, Reason, Seen, Standing } from "./decision.ts";

const NOW = 1_800_000_000_000;
const moment: Moment = { now: NOW, toloka: NOW, random: 0 };
const task = { pool_id: "1", input_values: { n: 1 }, overlap: 1 };
const found = { ...task, id: "t-1" } as CreatedTask;
const operation = { id: "op", type: "TASK.BATCH_CREATE", status: "RUNNING" };
const error = (code: string): SubmissionError => ({ code, message: `${code} in words` });

/** An asynchronous submission that has just been sent for the first time. */
const sent: Standing = {
  status: "sending",
  asynchronous: true,
  tasks: [task],
  created_at: NOW - 100,
  sent_at: NOW - 50,
  earlier: null,
  doubt_since: null,
  doubt_asks: 0,
  error: null,
  delay: 0,
};
const standing = (more: Partial<Standing>): Standing => ({ ...sent, ...more });
const synchronous = standing({ asynchronous: false });
const inDoubtFor = (ms: number, why = "ANSWER_LOST"): Standing =>
  standing({ asynchronous: false, doubt_since: NOW - ms, error: error(why) });
const silentFor = (ms: number, asks: number): Standing =>
  standing({ status: "waiting", sent_at: NOW - 60_000, doubt_since: NOW - ms, doubt_asks: asks });

const askAgain = (asked: "operation" | "log" | "task", code: string | null, status = "RUNNING"): Creation => ({
  outcome: "ask-again",
  asked,
  error: code === null ? null : error(code),
  wait: NO_WAIT,
  operation: { ...operation, status },
  ids: ["t-1"],
});
const sendAgain = (code: string): Creation => ({
  outcome: "send-again",
  error: error(code),
  wait: NO_WAIT,
  everybody: code === "TOLOKA_TOKEN_REFUSED",
});
const rejected: Creation = { outcome: "rejected", error: error("VALIDATION_ERROR"), operation: null };
const created: Creation = { outcome: "created", tasks: [found], operation, notice: null };

describe("the state of a creation", () => {
  const cases: [string, Standing, Creation, object][] = [
    ["created: the tasks are taken", sent, created, { do: "take", shared: false, reason: null }],
    [
      "an operation that runs is polled again",
      sent,
      askAgain("operation", null),
      { to: undefined, due: 5, set: { error: null } },
    ],
    [
      "never left: sent again after 0.2 s, as if it had not been sent",
      sent,
      sendAgain("TOLOKA_UNREACHABLE"),
      { to: "queued", due: 200, set: { sent_at: null } },
    ],
    [
      "never left, an earlier request did: that stays known",
      standing({ earlier: NOW - 9_000 }),
      sendAgain("TOLOKA_UNREACHABLE"),
      { to: "queued", set: { sent_at: NOW - 9_000 } },
    ],
    [
      "answer lost, asynchronous: sent again under its id",
      sent,
      sendAgain("ANSWER_LOST"),
      { to: "queued", due: 200, set: { doubt_since: null } },
    ],
    ["the delay doubles", standing({ delay: 400 }), sendAgain("ANSWER_LOST"), { due: 800 }],
    [
      "answer lost, synchronous: looked for after 0.3 s",
      synchronous,
      { outcome: "in-doubt", error: error("ANSWER_LOST") },
      { to: undefined, due: 300, set: { doubt_since: NOW, error: error("ANSWER_LOST") } },
    ],
    [
      "refused, asynchronous: the operation is asked for on another connection",
      sent,
      rejected,
      { do: "ask-operation", after: 300 },
    ],
    [
      "refused, synchronous: the pool is looked through",
      synchronous,
      rejected,
      { do: "look", after: 300, reason: { kind: "refusal" } },
    ],
    [
      "the operation's own log refuses: rejected",
      standing({ status: "waiting" }),
      rejected,
      { to: "rejected", due: null },
    ],
    [
      "a 404 in the first seconds may only be early",
      standing({ status: "waiting" }),
      askAgain("operation", "DOES_NOT_EXIST"),
      { to: undefined, due: 200, set: { doubt_since: NOW, doubt_asks: 1 } },
    ],
    [
      "a 404 after a minute, once: asked again",
      silentFor(1_000, 1),
      askAgain("operation", "DOES_NOT_EXIST"),
      { to: undefined, set: { doubt_asks: 2 } },
    ],
    [
      "silent often and long: looked for",
      silentFor(10_000, 5),
      askAgain("operation", "DOES_NOT_EXIST"),
      { do: "look", reason: { kind: "silence" } },
    ],
    [
      "silent often, but not long: asked again",
      silentFor(8_000, 9),
      askAgain("operation", "DOES_NOT_EXIST"),
      { do: "step", to: undefined },
    ],
    [
      "a lost answer about the operation ends no silence",
      silentFor(10_000, 5),
      askAgain("operation", "TOLOKA_UNREACHABLE"),
      { set: { error: error("TOLOKA_UNREACHABLE") } },
    ],
    [
      "a task that Toloka names and does not show after 20 s exists",
      silentFor(1_000, 1),
      askAgain("task", "DOES_NOT_EXIST"),
      { do: "take", taken: { tasks: [{ id: "t-1" }] } },
    ],
    [
      "an operation that failed without a reason in its log: rejected",
      silentFor(1_000, 1),
      askAgain("log", "OPERATION_FAILED", "FAIL"),
      { to: "rejected" },
    ],
  ];
  it.each(cases)("%s", (_name, known, creation, expected) => {
    const next = afterCreation(known, creation, moment);
    expect({ to: undefined, ...next }).toMatchObject(expected);
  });

  it("keeps the doubt about an operation as it was after a lost answer", () => {
    const next = afterCreation(silentFor(10_000, 5), askAgain("operation", "TOLOKA_UNREACHABLE"), moment);
    expect(Object.keys((next as Extract<Next, { do: "step" }>).set)).not.toContain("doubt_since");
  });
});

describe("the result of a lookup in the pool", () => {
  const silence: Reason = { kind: "silence", asked: askAgain("operation", "DOES_NOT_EXIST") as never };
  const refusal = (unknown = false): Reason => ({
    kind: "refusal",
    error: error("VALIDATION_ERROR"),
    wait: NO_WAIT,
    unknown,
  });
  const doubt = (why = "ANSWER_LOST"): Reason => ({ kind: "doubt", why: error(why) });
  const taken: Reason = { kind: "taken", taken: { tasks: [found], operation, notice: null } };
  const absent: Seen = { kind: "absent" };
  const untellable: Seen = { kind: "untellable" };
  const notYet: Seen = { kind: "not-yet" };
  const cases: [string, Standing, Reason, Seen, object][] = [
    [
      "found: taken",
      inDoubtFor(300),
      doubt(),
      { kind: "found", task: found },
      { do: "take", taken: { tasks: [found] } },
    ],
    ["absent after 0.3 s: looked for again", inDoubtFor(300), doubt(), absent, { to: undefined, due: 700 }],
    ["absent after 20 s, no answer: uncertain", inDoubtFor(20_000), doubt(), absent, { to: "uncertain", due: 60_000 }],
    [
      "absent after 20 s, and Toloka had refused it: sent again",
      inDoubtFor(20_000, "TOO_MANY_REQUESTS"),
      doubt("TOO_MANY_REQUESTS"),
      absent,
      { to: "queued", due: 0, set: { sent_at: null, doubt_since: null } },
    ],
    [
      "absent after 19 s, and Toloka had refused it: not yet sent again",
      inDoubtFor(19_000, "TOO_MANY_REQUESTS"),
      doubt("TOO_MANY_REQUESTS"),
      absent,
      { to: undefined, due: 12_000 },
    ],
    [
      "untellable after 20 s, and Toloka had refused it: uncertain",
      inDoubtFor(20_000, "TOO_MANY_REQUESTS"),
      doubt("TOO_MANY_REQUESTS"),
      untellable,
      { to: "uncertain" },
    ],
    ["Toloka cannot be asked: for five minutes", inDoubtFor(299_000), doubt(), notYet, { to: undefined, due: 12_000 }],
    [
      "Toloka could not be asked for five minutes: uncertain",
      inDoubtFor(300_000),
      doubt(),
      notYet,
      { to: "uncertain" },
    ],
    ["a refusal, and the task is absent: rejected", synchronous, refusal(), absent, { to: "rejected" }],
    [
      "a refusal, and the pool cannot be asked: in doubt",
      synchronous,
      refusal(),
      notYet,
      { to: undefined, due: 300, set: { doubt_since: NOW } },
    ],
    [
      "a refusal after a lost answer, the task absent: rejected",
      standing({ earlier: NOW - 60_000 }),
      refusal(true),
      absent,
      { to: "rejected" },
    ],
    [
      "a refusal after a lost answer, untellable: uncertain",
      standing({ earlier: NOW - 60_000 }),
      refusal(true),
      untellable,
      { to: "uncertain" },
    ],
    [
      "a silent operation, the task absent: sent again under its id",
      silentFor(10_000, 5),
      silence,
      absent,
      { to: "queued", due: 0, set: { operation: null, doubt_since: null } },
    ],
    ["a silent operation, untellable: uncertain", silentFor(10_000, 5), silence, untellable, { to: "uncertain" }],
    [
      "a silent operation of yesterday, whose id may no longer protect: uncertain",
      { ...silentFor(10_000, 5), sent_at: NOW - 86_400_000 },
      silence,
      absent,
      { to: "uncertain" },
    ],
    [
      "an equal submission has the task that Toloka names, and there is no other: both show it",
      silentFor(0, 0),
      taken,
      absent,
      { do: "take", shared: true },
    ],
    ["an equal submission is under way: three seconds", silentFor(0, 0), taken, notYet, { to: undefined, due: 3_000 }],
    [
      "undecided: looked for at doubled distances",
      standing({ delay: 120_000 }),
      { kind: "undecided" },
      absent,
      { to: undefined, due: 240_000 },
    ],
    [
      "undecided: at least once an hour",
      standing({ delay: 3_600_000 }),
      { kind: "undecided" },
      absent,
      { due: 3_600_000 },
    ],
    [
      "undecided for a day: no longer looked for",
      standing({ created_at: NOW - 86_400_000 }),
      { kind: "undecided" },
      absent,
      { due: null },
    ],
  ];
  it.each(cases)("%s", (_name, known, reason, seen, expected) => {
    expect({ to: undefined, ...afterLook(known, reason, seen, moment) }).toMatchObject(expected);
  });
});

describe("the operation of a request that was refused", () => {
  const refusal = error("VALIDATION_ERROR");
  const unknown: Outcome<never> = {
    kind: "refused",
    status: 404,
    error: { code: "DOES_NOT_EXIST", request_id: "r" },
    retry_after_ms: null,
    ms: 1,
  };
  const cases: [string, Standing, Outcome<typeof operation>, object][] = [
    [
      "exists: it is followed",
      sent,
      { kind: "answered", status: 200, value: operation, ms: 1, request_id: null },
      { to: "waiting", due: 0 },
    ],
    ["is unknown, nothing was sent before: rejected", sent, unknown, { to: "rejected", set: { error: refusal } }],
    [
      "is unknown, an earlier answer was lost: asked again",
      standing({ earlier: NOW - 5_000 }),
      unknown,
      { to: "queued", set: { doubt_asks: 1 } },
    ],
    [
      "cannot be asked for: the request is repeated under its id",
      sent,
      { kind: "never-left", reason: "ECONNREFUSED", ms: 1 },
      { to: "queued", due: 200 },
    ],
  ];
  it.each(cases)("%s", (_name, known, outcome, expected) => {
    expect({ to: undefined, ...afterOperation(known, refusal, outcome, moment) }).toMatchObject(expected);
  });
});

describe("a task that an equal submission has", () => {
  const taken = { tasks: [found], operation, notice: null };
  it("is looked for again when it was only found by looking", () => {
    expect(afterTaken(sent, taken, { kind: "undecided" })).toMatchObject({ do: "step", due: 3_000 });
  });
  it("is exchanged for another when Toloka itself names it", () => {
    expect(afterTaken(sent, taken, null)).toMatchObject({ do: "look", reason: { kind: "taken" } });
  });
  it("is shared by a submission of several tasks", () => {
    expect(afterTaken(standing({ tasks: [task, task] }), taken, null)).toMatchObject({ do: "take", shared: true });
  });
});

describe("a row whose sender died", () => {
  it("waits a moment before the first look", () => {
    expect(takeUpDoubt(synchronous, moment)).toMatchObject({ due: 300, set: { error: { code: "ANSWER_LOST" } } });
  });
  it("looks on, for the reason it had", () => {
    const next = takeUpDoubt(inDoubtFor(5_000, "TOO_MANY_REQUESTS"), moment);
    expect(next).toMatchObject({ do: "look", reason: { kind: "doubt", why: { code: "TOO_MANY_REQUESTS" } } });
  });
});

describe("the effect of an answer on sending", () => {
  it.each<[string, Creation, string | null | undefined]>([
    ["a refused token pauses everything", sendAgain("TOLOKA_TOKEN_REFUSED"), "TOLOKA_TOKEN_REFUSED in words"],
    [
      "a refused token in synchronous mode does, too",
      { outcome: "in-doubt", error: error("TOLOKA_TOKEN_REFUSED") },
      "TOLOKA_TOKEN_REFUSED in words",
    ],
    ["a created task lets everything go on", created, null],
    ["a refusal lets everything go on", rejected, null],
    ["an unreachable Toloka says nothing", sendAgain("TOLOKA_UNREACHABLE"), undefined],
    ["doubt says nothing", { outcome: "in-doubt", error: error("ANSWER_LOST") }, undefined],
  ])("%s", (_name, creation, expected) => {
    expect(pauseAfter(creation)).toBe(expected);
  });
});
