import { describe, expect, it } from "vitest";
import {
  askAgain,
  created,
  decided,
  error,
  moment,
  NOW,
  operation,
  refused,
  sendAgain,
  sent,
  silentFor,
  standing,
  synchronous,
} from "../../../../test/support/standings.ts";
import type { Sent } from "../../../toloka/creation.ts";
import type { Outcome } from "../../../toloka/exchange/exchange.ts";
import { decide } from "./decide.ts";
import type { Standing } from "./known.ts";

describe("an operation in its first second", () => {
  const watched = (creation: Sent) => decide(sent, { kind: "watched-new", operation, creation }, moment);

  it("created: the tasks are taken", () => {
    expect(watched(created)).toMatchObject({ do: "take", shared: false, reason: null });
  });
  it.each<[string, Sent]>([
    ["it still runs", askAgain("operation", null)],
    ["its log could not be read", askAgain("log", "TOLOKA_UNREACHABLE")],
    ["it failed", { outcome: "rejected", error: error("VALIDATION_ERROR"), operation }],
  ])("%s: it is written, then followed", (_title, creation) => {
    expect(watched(creation)).toMatchObject({ do: "step", to: "waiting", set: { operation }, ask: { do: "watch" } });
  });
});

describe("the state of a creation", () => {
  const cases: [string, Standing, Sent, object][] = [
    ["created: the tasks are taken", sent, created, { do: "take", shared: false, reason: null }],
    [
      "accepted: followed for a second before it is written",
      sent,
      { outcome: "accepted", operation },
      { do: "watch-new", operation, pause: null },
    ],
    [
      "accepted after trouble: that is written, then the operation is followed",
      standing({ doubt_since: NOW, error: error("ANSWER_LOST") }),
      { outcome: "accepted", operation },
      {
        do: "step",
        to: "waiting",
        due: 0,
        set: { operation, error: null, doubt_since: null },
        ask: { do: "watch" },
        pause: null,
      },
    ],
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
      {
        to: undefined,
        due: 300,
        set: { doubt_since: NOW, error: error("ANSWER_LOST") },
        note: { action: "doubt", outcome: "ANSWER_LOST in words" },
      },
    ],
    [
      "refused, asynchronous: the operation is asked for on another connection",
      sent,
      refused,
      { do: "ask-operation", after: 300 },
    ],
    [
      "refused, synchronous: the pool is looked through",
      synchronous,
      refused,
      { do: "look", after: 300, reason: { kind: "refusal" } },
    ],
    [
      "the operation's own log refuses: rejected",
      standing({ status: "waiting" }),
      refused,
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
    expect(decided(known, { kind: "creation", creation })).toMatchObject(expected);
  });

  it("keeps the doubt about an operation as it was after a lost answer", () => {
    const creation = askAgain("operation", "TOLOKA_UNREACHABLE");
    expect(decided(silentFor(10_000, 5), { kind: "creation", creation })).not.toHaveProperty("set.doubt_since");
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
    expect(decided(known, { kind: "operation", refusal, outcome })).toMatchObject(expected);
  });
});

describe("the effect of an answer on sending", () => {
  it.each<[string, Sent, string | null | undefined]>([
    ["an accepted operation lets everything go on", { outcome: "accepted", operation }, null],
    ["a refused token pauses everything", sendAgain("TOLOKA_TOKEN_REFUSED"), "TOLOKA_TOKEN_REFUSED in words"],
    [
      "a refused token in synchronous mode does, too",
      { outcome: "in-doubt", error: error("TOLOKA_TOKEN_REFUSED") },
      "TOLOKA_TOKEN_REFUSED in words",
    ],
    ["a created task lets everything go on", created, null],
    ["a refusal lets everything go on", refused, null],
    ["an unreachable Toloka says nothing", sendAgain("TOLOKA_UNREACHABLE"), undefined],
    ["doubt says nothing", { outcome: "in-doubt", error: error("ANSWER_LOST") }, undefined],
  ])("%s", (_name, creation, expected) => {
    expect(decide(sent, { kind: "creation", creation }, moment).pause).toBe(expected);
  });
});
