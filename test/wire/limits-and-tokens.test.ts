import { describe, expect, it } from "vitest";
import type { Fault } from "../support/faults.ts";
import { along, id, placeOf } from "../support/submission-scenario.ts";
import { until } from "../support/until.ts";

describe("limits and tokens", () => {
  it.concurrent.each(["MIN", "HOUR", "DAY"])(
    "a quota for %s is waited for, visibly, and can be cancelled",
    (interval) =>
      along(async ({ desk, submit, stands, creations, intercept }) => {
        intercept("creation", { kind: "limit", retryAfter: null, payload: { interval } }, Number.POSITIVE_INFINITY);
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
      toloka.intercept((method, path) => {
        if (placeOf(method, path) !== "creation") return null;
        if (creations++ === 0) return { kind: "reset", when: "after" };
        return { kind: "limit", retryAfter: null, payload: { interval: "HOUR" } };
      });
      await submit(true);
      await until("the limit", async () => (await stands()).error?.code === "TOO_MANY_REQUESTS");
      const refused = await desk.call("POST", `/api/submissions/${id}/cancel`);
      expect([refused.status, (refused.body as { code?: string }).code]).toEqual([409, "MAY_HAVE_ARRIVED"]);
      toloka.intercept(null);
      expect((await desk.call("POST", `/api/submissions/${id}/retry`)).status).toBe(200);
      await become("created");
      expect(toloka.store.tasks).toHaveLength(1);
    }));

  it.concurrent("a refusal after a limit is believed after one more question, since nothing has arrived before", () =>
    along(async ({ toloka, submit, become, creations }) => {
      const answers: Fault[] = [
        { kind: "limit", retryAfter: null, payload: null },
        { kind: "status", status: 400, when: "before" },
      ];
      toloka.intercept((method, path) => (placeOf(method, path) === "creation" ? (answers.shift() ?? null) : null));
      await submit(true);
      await become("rejected", 10_000);
      expect(creations()).toHaveLength(2);
      expect(toloka.requests.filter(({ path }) => path.startsWith("/operations/"))).toHaveLength(1);
    }));

  it.concurrent("a revoked token pauses, says why, and work goes on when it is good again", () =>
    along(async ({ toloka, desk, submit, become }) => {
      await desk.call("GET", "/api/pools/1080020");
      toloka.acceptToken(false);
      await submit(true);
      await until("the pause to be visible", async () => {
        const { body: health } = await desk.call("GET", "/api/health");
        return (health as unknown as { queue: { paused: string | null } }).queue.paused !== null;
      });
      toloka.acceptToken(true);
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
