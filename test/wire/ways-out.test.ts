import { describe, expect, it } from "vitest";
import type { Attempt, Submission } from "../../shared/submission.ts";
import type { Answered } from "../support/calls.ts";
import { type Desk, startDesk } from "../support/desk-in-process.ts";
import { uuidOf } from "../support/dice.ts";
import type { Fault } from "../support/faults.ts";
import { type FaultyToloka, type Recorded, startFaultyToloka } from "../support/faulty-toloka.ts";
import { until } from "../support/until.ts";

const id = uuidOf("ways out");

/** A small Toloka and a desk of its own for each test, which can then run side by side: most of their time is waiting. */
interface Way {
  toloka: FaultyToloka;
  desk: Desk;
  submit(async_mode: boolean, wait?: number): Promise<Answered>;
  stands(): Promise<Submission>;
  become(status: string, ms?: number): Promise<Submission>;
  creations(): Recorded[];
  timeline(): Promise<Attempt[]>;
  /** Lets the first so many requests to one place meet a fault; everything else goes well. */
  meet(where: Where, fault: Fault, times?: number): void;
}

async function openWay(): Promise<Way> {
  const toloka = await startFaultyToloka();
  const desk = await startDesk({ toloka });
  const stands = async () => (await desk.call("GET", `/api/submissions/${id}`)).body as unknown as Submission;
  return {
    toloka,
    desk,
    stands,
    submit: (async_mode, wait = 0) =>
      desk.call("POST", `/api/submissions?wait=${wait}`, {
        task: { pool_id: "1080020", input_values: { image: "https://example.com/way.jpg" }, overlap: 1 },
        parameters: { operation_id: id, async_mode },
      }),
    become: (status, ms = 40_000) =>
      until(`the submission to be ${status}`, async () => (await stands()).status === status && stands(), ms),
    creations: () => toloka.requests.filter(({ method }) => method === "POST"),
    timeline: async () =>
      ((await desk.call("GET", `/api/submissions/${id}/attempts`)).body as unknown as { items: Attempt[] }).items,
    meet(where, fault, times = 1) {
      let left = times;
      toloka.meet((method, path) => (placeOf(method, path) === where && left-- > 0 ? fault : null));
    },
  };
}

async function along(walk: (way: Way) => Promise<void>): Promise<void> {
  const way = await openWay();
  try {
    await walk(way);
  } finally {
    await way.desk.remove();
    await way.toloka.close();
  }
}

type Where = "creation" | "operation" | "log" | "task" | "list";
const placeOf = (method: string, path: string): Where | null => {
  if (method === "POST") return "creation";
  if (path.endsWith("/log")) return "log";
  if (path.startsWith("/operations/")) return "operation";
  if (path.startsWith("/tasks/")) return "task";
  return path === "/tasks" ? "list" : null;
};
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
      along(async ({ toloka, submit, become, timeline, meet }) => {
        meet("creation", fault);
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
      along(async ({ toloka, submit, become, creations, meet }) => {
        meet(place, fault, 2);
        await submit(true);
        await become("created");
        expect(creations()).toHaveLength(1);
        expect(toloka.store.tasks).toHaveLength(1);
      }),
  );

  it.concurrent("a log that is not there yet is asked for again", () =>
    along(async ({ submit, become, creations, meet }) => {
      meet("log", { kind: "log-empty" }, 2);
      await submit(true);
      await become("created");
      expect(creations()).toHaveLength(1);
    }));

  it.concurrent("a log that has been archived: the task is found by looking", () =>
    along(async ({ submit, become, creations, meet }) => {
      meet("log", { kind: "log-archived" }, Number.POSITIVE_INFINITY);
      await submit(true);
      await become("created");
      expect(creations()).toHaveLength(1);
    }));

  it.concurrent("an operation that does not end is watched until it does", () =>
    along(async ({ toloka, submit, become, creations, meet }) => {
      meet("creation", { kind: "hangs" });
      await submit(true);
      await become("waiting");
      toloka.store.release();
      await become("created");
      expect(creations()).toHaveLength(1);
    }));

  it.concurrent("an operation that Toloka has forgotten is sent again under its id", () =>
    along(async ({ toloka, submit, become, creations, meet }) => {
      meet("creation", { kind: "forgotten" });
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
      along(async ({ toloka, submit, become, creations, meet }) => {
        meet("creation", fault);
        expect((await submit(false)).status).toBe(202);
        await become("created");
        expect(creations()).toHaveLength(1);
        expect(toloka.store.tasks).toHaveLength(1);
      }),
  );

  it.concurrent("429: refused, so it is sent again by itself", () =>
    along(async ({ toloka, submit, become, creations, meet }) => {
      meet("creation", { kind: "limit", retryAfter: "1", payload: null });
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
    along(async ({ toloka, desk, submit, become, creations, meet }) => {
      meet("creation", { kind: "reset", when: "before" });
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

describe("limits and tokens", () => {
  it.concurrent.each(["MIN", "HOUR", "DAY"])(
    "a quota for %s is waited for, visibly, and can be cancelled",
    (interval) =>
      along(async ({ desk, submit, stands, creations, meet }) => {
        meet("creation", { kind: "limit", retryAfter: null, payload: { interval } }, Number.POSITIVE_INFINITY);
        await submit(true);
        const waiting = await until("the wait to be planned", async () => {
          const now = await stands();
          return now.status === "queued" && now.error?.code === "TOO_MANY_REQUESTS" && now.next_at !== null && now;
        });
        expect(Date.parse(waiting.next_at!) - Date.now()).toBeGreaterThan(4_000);
        const cancelled = await desk.call("POST", `/api/submissions/${id}/cancel`);
        expect([cancelled.status, (cancelled.body as { status?: string }).status]).toEqual([200, "cancelled"]);
        expect(creations()).toHaveLength(1);
      }),
  );

  it.concurrent("one whose answer was lost once cannot be given up, whatever was refused after it", () =>
    along(async ({ toloka, desk, submit, stands, become }) => {
      let creations = 0;
      toloka.meet((method, path) => {
        if (placeOf(method, path) !== "creation") return null;
        if (creations++ === 0) return { kind: "reset", when: "after" };
        return { kind: "limit", retryAfter: null, payload: { interval: "HOUR" } };
      });
      await submit(true);
      await until("the limit", async () => (await stands()).error?.code === "TOO_MANY_REQUESTS");
      const refused = await desk.call("POST", `/api/submissions/${id}/cancel`);
      expect([refused.status, (refused.body as { code?: string }).code]).toEqual([409, "MAY_HAVE_ARRIVED"]);
      toloka.meet(null);
      expect((await desk.call("POST", `/api/submissions/${id}/retry`)).status).toBe(200);
      await become("created");
      expect(toloka.store.tasks).toHaveLength(1);
    }));

  it.concurrent("a refusal after a limit is believed at once, since nothing has arrived before", () =>
    along(async ({ toloka, submit, become, creations }) => {
      const answers: Fault[] = [
        { kind: "limit", retryAfter: null, payload: null },
        { kind: "status", status: 400, when: "before" },
      ];
      toloka.meet((method, path) => (placeOf(method, path) === "creation" ? (answers.shift() ?? null) : null));
      await submit(true);
      await become("rejected", 10_000);
      expect(creations()).toHaveLength(2);
      expect(toloka.requests.some(({ path }) => path.startsWith("/operations/"))).toBe(false);
    }));

  it.concurrent("a revoked token pauses, says why, and work goes on when it is good again", () =>
    along(async ({ toloka, desk, submit, become }) => {
      await desk.call("GET", "/api/pools/1080020");
      toloka.trust(false);
      await submit(true);
      await until("the pause to be visible", async () => {
        const { body: health } = await desk.call("GET", "/api/health");
        return (health as unknown as { queue: { paused: string | null } }).queue.paused !== null;
      });
      toloka.trust(true);
      await become("created");
      expect(toloka.store.tasks).toHaveLength(1);
    }));

  it.concurrent("an accepted submission never ends in 502, 503 or 504: it stays visible", () =>
    along(async ({ toloka, desk, submit, stands, become }) => {
      await toloka.refuse();
      const answer = await submit(true, 1);
      expect(answer.status).toBe(202);
      expect((await stands()).operation_id).toBe(id);
      const { next_at, error } = await until("the next try to be planned", async () => {
        const now = await stands();
        return now.next_at !== null && now.error !== null && now;
      });
      expect([error?.code, Number.isNaN(Date.parse(next_at!))]).toEqual(["TOLOKA_UNREACHABLE", false]);
      await toloka.listen();
      await desk.call("POST", `/api/submissions/${id}/retry`);
      await become("created");
    }));
});
