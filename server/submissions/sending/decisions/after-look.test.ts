import { describe, expect, it } from "vitest";
import {
  askAgain,
  decided,
  error,
  found,
  inDoubtFor,
  NOW,
  operation,
  sent,
  silentFor,
  standing,
  synchronous,
  task,
} from "../../../../test/support/standings.ts";
import { NO_WAIT } from "../../../toloka/creation.ts";
import type { Reason, Seen, Standing } from "./known.ts";

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
      { kind: "found", tasks: [found] },
      { do: "take", taken: { tasks: [found] }, note: { action: "look", outcome: "found: t-1" } },
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
    expect(decided(known, { kind: "looked", reason, seen })).toMatchObject(expected);
  });
});

describe("a task that an equal submission has", () => {
  const taken = { tasks: [found], operation, notice: null };
  it("is looked for again when it was only found by looking", () => {
    expect(decided(sent, { kind: "taken", taken, reason: { kind: "undecided" } })).toMatchObject({
      do: "step",
      due: 3_000,
      note: { outcome: "found: t-1, already taken by another submission" },
    });
  });
  it("is exchanged for another when Toloka itself names it", () => {
    expect(decided(sent, { kind: "taken", taken, reason: null })).toMatchObject({
      do: "look",
      reason: { kind: "taken" },
      note: { outcome: "t-1 belongs to a duplicate submission" },
    });
  });
  it("is shared by a submission of several tasks", () => {
    expect(decided(standing({ tasks: [task, task] }), { kind: "taken", taken, reason: null })).toMatchObject({
      do: "take",
      shared: true,
    });
  });
});
