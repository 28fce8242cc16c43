import { describe, expect, it } from "vitest";
import { decided, error, inDoubtFor, NOW, sent, standing, synchronous } from "../../../../test/support/standings.ts";
import { decide } from "./decide.ts";
import type { Learned, Standing } from "./known.ts";

const claimed: Learned = { kind: "claimed", fresh: null };
const queued = standing({ status: "queued", attempts: 0, sent_at: null });
const replacing = standing({ status: "created", replaces: "old", stop_state: "due" });

describe("a row that was claimed", () => {
  const took = { action: "take-up", outcome: "interrupted, continued by another sender" };
  const cases: [string, Standing, Learned, object][] = [
    ["queued: whether it may be sent", queued, claimed, { do: "prepare", turn: true, clock: false }],
    [
      "queued, synchronous: Toloka's time is needed, too",
      standing({ status: "queued", asynchronous: false }),
      claimed,
      { do: "prepare", turn: true, clock: true },
    ],
    [
      "just inserted: its turn has come already",
      synchronous,
      { kind: "claimed", fresh: { ahead: false } },
      { do: "prepare", turn: false, clock: false },
    ],
    [
      "just inserted, ahead of the queue: its turn is still to come",
      sent,
      { kind: "claimed", fresh: { ahead: true } },
      { do: "prepare", turn: true, clock: false },
    ],
    [
      "left in sending, asynchronous: queued again, and sent under its id",
      standing({ doubt_since: NOW }),
      claimed,
      {
        do: "step",
        to: "queued",
        due: 0,
        set: { doubt_since: null },
        ask: { do: "prepare", turn: true, clock: false },
        note: took,
      },
    ],
    [
      "left in sending, synchronous: a moment before the first look",
      synchronous,
      claimed,
      { to: undefined, due: 300, set: { doubt_since: NOW, error: { code: "ANSWER_LOST" } }, note: took },
    ],
    [
      "in doubt: looked for, for the reason it had",
      inDoubtFor(5_000, "TOO_MANY_REQUESTS"),
      claimed,
      { do: "look", reason: { kind: "doubt", why: { code: "TOO_MANY_REQUESTS" } }, note: took },
    ],
    ["waiting: its operation is followed", standing({ status: "waiting" }), claimed, { do: "watch" }],
    [
      "uncertain: looked for",
      standing({ status: "uncertain" }),
      claimed,
      { do: "look", reason: { kind: "undecided" } },
    ],
    ["created, and replaces another: that one is stopped", replacing, claimed, { do: "stop-replaced", old: "old" }],
    [
      "created, and the replaced one is stopped: nothing is left",
      standing({ status: "created", replaces: "old", stop_state: "done" }),
      claimed,
      { do: "step", to: undefined, due: null, set: {} },
    ],
    [
      "cancelled: nothing is left",
      standing({ status: "cancelled" }),
      claimed,
      { do: "step", to: undefined, due: null },
    ],
  ];
  it.each(cases)("%s", (_name, known, learned, expected) => {
    expect(decided(known, learned)).toMatchObject(expected);
  });
});

describe("whether a row may be sent", () => {
  const waiting = { code: "WAITING_FOR_PACE" };
  const cases: [string, Standing, Learned, object][] = [
    [
      "the limit is reached: planned for its end",
      queued,
      { kind: "full", ms: 40_000 },
      { to: undefined, due: 40_000, set: { error: waiting } },
    ],
    [
      "the limit is reached for a fresh row: queued, and nothing was sent",
      standing({}),
      { kind: "full", ms: 40_000 },
      { to: "queued", due: 40_000, set: { error: waiting, attempts: 0, sent_at: null } },
    ],
    [
      "Toloka's time is unknown: asked again after twice the delay",
      standing({ status: "queued", delay: 400 }),
      { kind: "clock-unknown" },
      { to: undefined, due: 800, set: { error: { code: "TOLOKA_UNREACHABLE" } } },
    ],
    [
      "put off before it was sent for the first time: queued, as if it had not been sent",
      sent,
      { kind: "put-off" },
      { do: "step", to: "queued", due: 0, set: { attempts: 0, sent_at: null } },
    ],
    ["put off: due at once, for whoever sends", queued, { kind: "put-off" }, { do: "step", to: undefined, due: 0 }],
    [
      "ready: that is written, then it is sent",
      queued,
      { kind: "ready" },
      { do: "step", to: "sending", due: 0, set: { attempts: 1, sent_at: NOW }, ask: { do: "send" } },
    ],
    [
      "ready once more: since when a request may have arrived stays known",
      standing({ status: "queued", attempts: 3, sent_at: NOW - 9_000 }),
      { kind: "ready" },
      { to: "sending", set: { attempts: 4, sent_at: NOW - 9_000 } },
    ],
    ["ready, and written as sending already: sent", standing({}), { kind: "ready" }, { do: "send" }],
  ];
  it.each(cases)("%s", (_name, known, learned, expected) => {
    expect(decided(known, learned)).toMatchObject(expected);
  });

  it("keeps the claim only to ask on", () => {
    expect(decide(queued, { kind: "put-off" }, { now: NOW, toloka: NOW, random: 0 })).not.toHaveProperty("ask");
  });
});

describe("the task that is replaced", () => {
  const refused = (status: number, retry_after_ms: number | null = null): Learned => ({
    kind: "stop",
    result: { kind: "refused", status, error: { ...error("X"), request_id: "r" }, retry_after_ms, ms: 1 },
  });
  const cases: [string, Standing, Learned, object][] = [
    [
      "is stopped: done",
      replacing,
      { kind: "stop", result: "stopped" },
      { to: undefined, due: null, set: { stop_state: "done" } },
    ],
    ["does not exist: nothing is left", replacing, { kind: "stop", result: "no-task" }, { due: null, set: {} }],
    ["cannot be stopped: failed", replacing, refused(409), { due: null, set: { stop_state: "failed" } }],
    ["is stopped when Toloka wants to be asked again", replacing, refused(429, 9_000), { due: 9_000, set: {} }],
    ["is stopped once the token is accepted", { ...replacing, delay: 4_000 }, refused(401), { due: 8_000, set: {} }],
    [
      "is stopped once Toloka can be reached, a second later at the earliest",
      replacing,
      { kind: "stop", result: { kind: "never-left", reason: "ECONNREFUSED", ms: 1 } },
      { to: undefined, due: 1_000, set: {} },
    ],
  ];
  it.each(cases)("%s", (_name, known, learned, expected) => {
    expect(decided(known, learned)).toMatchObject(expected);
  });
});
