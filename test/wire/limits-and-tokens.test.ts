import { describe, expect, it } from "vitest";
import { endpointOf, OPERATION_ID, runScenario } from "../support/desk/submission-scenario.ts";
import type { Fault } from "../support/toloka/faults.ts";
import { until } from "../support/until.ts";

describe.concurrent("limits and tokens", () => {
  it.each(["MIN", "HOUR", "DAY"])(
    "a quota for %s: the submission shows when it is sent next, and can be cancelled",
    (interval) =>
      runScenario(async ({ desk, submit, read, creations, intercept }) => {
        intercept("creation", { kind: "limit", retryAfter: null, payload: { interval } }, Number.POSITIVE_INFINITY);
        await submit(true);
        const waiting = await until("the wait to be planned", async () => {
          const now = await read();
          return now.status === "queued" && now.error?.code === "TOO_MANY_REQUESTS" && now.next_at !== null && now;
        });
        expect(Date.parse(waiting.next_at!) - Date.now()).toBeGreaterThan(4_000);
        const cancelled = await desk.call("POST", `/api/submissions/${OPERATION_ID}/cancel`);
        expect([cancelled.status, (cancelled.body as { status?: string }).status]).toEqual([200, "cancelled"]);
        expect(creations()).toHaveLength(1);
      }),
  );

  it("a submission with a lost answer cannot be cancelled, even after a later refusal", () =>
    runScenario(async ({ toloka, desk, submit, read, waitFor }) => {
      let creations = 0;
      toloka.intercept((method, path) => {
        if (endpointOf(method, path) !== "creation") return null;
        if (creations++ === 0) return { kind: "reset", when: "after" };
        return { kind: "limit", retryAfter: null, payload: { interval: "HOUR" } };
      });
      await submit(true);
      await until("the limit", async () => (await read()).error?.code === "TOO_MANY_REQUESTS");
      const refused = await desk.call("POST", `/api/submissions/${OPERATION_ID}/cancel`);
      expect([refused.status, (refused.body as { code?: string }).code]).toEqual([409, "MAY_HAVE_ARRIVED"]);
      toloka.intercept(null);
      expect((await desk.call("POST", `/api/submissions/${OPERATION_ID}/retry`)).status).toBe(200);
      await waitFor("created");
      expect(toloka.store.tasks).toHaveLength(1);
    }));

  it("400 after 429: the submission is rejected once the operation is known not to exist", () =>
    runScenario(async ({ toloka, submit, waitFor, creations }) => {
      const answers: Fault[] = [
        { kind: "limit", retryAfter: null, payload: null },
        { kind: "status", status: 400, when: "before" },
      ];
      toloka.intercept((method, path) => (endpointOf(method, path) === "creation" ? (answers.shift() ?? null) : null));
      await submit(true);
      await waitFor("rejected");
      expect(creations()).toHaveLength(2);
      expect(toloka.requests.filter(({ path }) => path.startsWith("/operations/"))).toHaveLength(1);
    }));

  it("a revoked token pauses sending until it is accepted again; health gives the reason", () =>
    runScenario(async ({ toloka, desk, submit, waitFor }) => {
      await desk.call("GET", "/api/pools/1080020");
      toloka.acceptToken(false);
      await submit(true);
      await until("the pause to be visible", async () => {
        const { body: health } = await desk.call("GET", "/api/health");
        return (health as unknown as { queue: { paused: string | null } }).queue.paused !== null;
      });
      toloka.acceptToken(true);
      await waitFor("created");
      expect(toloka.store.tasks).toHaveLength(1);
    }));

  it("an accepted submission is answered 202 while Toloka is unreachable, and can be read", () =>
    runScenario(async ({ toloka, desk, submit, read, waitFor }) => {
      await toloka.refuse();
      const answer = await submit(true, 1);
      expect(answer.status).toBe(202);
      expect((await read()).operation_id).toBe(OPERATION_ID);
      const { next_at, error } = await until("the next try to be planned", async () => {
        const now = await read();
        return now.next_at !== null && now.error !== null && now;
      });
      expect([error?.code, Number.isNaN(Date.parse(next_at!))]).toEqual(["TOLOKA_UNREACHABLE", false]);
      await toloka.listen();
      await desk.call("POST", `/api/submissions/${OPERATION_ID}/retry`);
      await waitFor("created");
    }));
});
