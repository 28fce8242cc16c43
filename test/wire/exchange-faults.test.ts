import { describe, expect, it } from "vitest";
import type { Fault } from "../support/faults.ts";
import { along, id, type Where } from "../support/submission-scenario.ts";

const answers: [string, Fault][] = [
  ["reset before delivery", { kind: "reset", when: "before" }],
  ["reset after delivery", { kind: "reset", when: "after" }],
  ["half a body", { kind: "half-body" }],
  ["an answer that is not JSON", { kind: "not-json", status: 200, when: "after" }],
  ["a balancer's page", { kind: "not-json", status: 502, when: "before" }],
  ...[408, 500, 502, 503, 504].flatMap((status): [string, Fault][] => [
    [`${status}, nothing done`, { kind: "status", status, when: "before" }],
    [`${status}, but done`, { kind: "status", status, when: "after" }],
  ]),
  ["429", { kind: "limit", retryAfter: null, payload: null }],
  ["429 with Retry-After", { kind: "limit", retryAfter: "1", payload: null }],
];

describe("asynchronous mode: every fault of a creation ends in one task", () => {
  it.concurrent.each([...answers, ["carried out late", { kind: "late", ms: 300 }] as [string, Fault]])(
    "%s",
    (_name, fault) =>
      along(async ({ toloka, submit, become, timeline, intercept }) => {
        intercept("creation", fault);
        expect((await submit(true)).status).toBe(202);
        const submission = await become("created");
        expect(toloka.store.tasks).toHaveLength(1);
        expect(submission).toMatchObject({ error: null, created_task: { id: toloka.store.tasks[0]!.id } });
        expect((await timeline()).map(({ action }) => action)).toContain("send");
      }),
  );
});

describe("asynchronous mode: faults while the operation is followed", () => {
  const places: Where[] = ["operation", "log", "task"];
  const kinds: Fault[] = [
    { kind: "reset", when: "before" },
    { kind: "half-body" },
    { kind: "status", status: 503, when: "before" },
    { kind: "not-found" },
    { kind: "limit", retryAfter: "1", payload: null },
  ];
  it.concurrent.each(places.flatMap((place) => kinds.map((kind) => [kind.kind, place, kind] as const)))(
    "%s at the %s",
    (_kind, place, fault) =>
      along(async ({ toloka, submit, become, creations, intercept }) => {
        intercept(place, fault, 2);
        await submit(true);
        await become("created");
        expect(creations()).toHaveLength(1);
        expect(toloka.store.tasks).toHaveLength(1);
      }),
  );

  it.concurrent("a log that is not there yet is asked for again", () =>
    along(async ({ submit, become, creations, intercept }) => {
      intercept("log", { kind: "log-empty" }, 2);
      await submit(true);
      await become("created");
      expect(creations()).toHaveLength(1);
    }));

  it.concurrent("a log that has been archived: the task is found by looking", () =>
    along(async ({ submit, become, creations, intercept }) => {
      intercept("log", { kind: "log-archived" }, Number.POSITIVE_INFINITY);
      await submit(true);
      await become("created");
      expect(creations()).toHaveLength(1);
    }));

  it.concurrent("an operation that does not end is watched until it does", () =>
    along(async ({ toloka, submit, become, creations, intercept }) => {
      intercept("creation", { kind: "hangs" });
      await submit(true);
      await become("waiting");
      toloka.store.release();
      await become("created");
      expect(creations()).toHaveLength(1);
    }));

  it.concurrent("an operation that Toloka has forgotten is sent again under its id", () =>
    along(async ({ toloka, submit, become, creations, intercept }) => {
      intercept("creation", { kind: "forgotten" });
      await submit(true);
      await become("created", 55_000);
      expect(new Set(creations().map(({ query }) => query.get("operation_id")))).toEqual(new Set([id]));
      expect(toloka.store.tasks).toHaveLength(1);
    }));
});

describe("synchronous mode: nothing is sent again unless nothing can have happened", () => {
  const done = answers.filter(([, fault]) => !("when" in fault) || fault.when === "after");
  it.concurrent.each(done.filter(([, fault]) => fault.kind !== "limit"))(
    "%s: the task is found by looking",
    (_name, fault) =>
      along(async ({ toloka, submit, become, creations, intercept }) => {
        intercept("creation", fault);
        expect((await submit(false)).status).toBe(202);
        await become("created");
        expect(creations()).toHaveLength(1);
        expect(toloka.store.tasks).toHaveLength(1);
      }),
  );

  it.concurrent("429: refused, so it is sent again by itself", () =>
    along(async ({ toloka, submit, become, creations, intercept }) => {
      intercept("creation", { kind: "limit", retryAfter: "1", payload: null });
      await submit(false);
      await become("created");
      expect(creations()).toHaveLength(2);
      expect(toloka.store.tasks).toHaveLength(1);
    }));

  it.concurrent("refused connections: never left, so it is sent again by itself", () =>
    along(async ({ toloka, desk, submit, stands, become }) => {
      await desk.call("GET", "/api/pools/1080020");
      await toloka.refuse();
      expect((await submit(false)).status).toBe(202);
      expect((await stands()).status).not.toBe("uncertain");
      await toloka.listen();
      await become("created");
      expect(toloka.store.tasks).toHaveLength(1);
    }));

  it.concurrent("what looking cannot settle is uncertain, and an operator sends it again", () =>
    along(async ({ toloka, desk, submit, become, creations, intercept }) => {
      intercept("creation", { kind: "reset", when: "before" });
      await submit(false);
      const { error } = await become("uncertain", 55_000);
      expect(error?.code).toBe("UNCERTAIN");
      expect(creations()).toHaveLength(1);
      expect((await desk.call("GET", `/api/submissions/${id}/candidates`)).body).toEqual({ items: [] });
      expect((await desk.call("POST", `/api/submissions/${id}/settle`, { send_again: true })).status).toBe(200);
      await become("created");
      expect(toloka.store.tasks).toHaveLength(1);
    }));
});
