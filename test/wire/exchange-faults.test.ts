import { describe, expect, it } from "vitest";
import { type Endpoint, endpointOf, OPERATION_ID, runScenario } from "../support/desk/submission-scenario.ts";
import type { Fault } from "../support/toloka/faults.ts";
import type { FaultyToloka } from "../support/toloka/faulty-toloka.ts";
import { until } from "../support/until.ts";

const faults: [string, Fault][] = [
  ["a connection reset before the request is carried out", { kind: "reset", when: "before" }],
  ["a connection reset after the request is carried out", { kind: "reset", when: "after" }],
  ["half an answer", { kind: "half-body" }],
  ["an answer that is not JSON", { kind: "not-json", status: 200, when: "after" }],
  ["a load balancer's page", { kind: "not-json", status: 502, when: "before" }],
  ...[408, 500, 502, 503, 504].flatMap((status): [string, Fault][] => [
    [`${status} before the request is carried out`, { kind: "status", status, when: "before" }],
    [`${status} after the request is carried out`, { kind: "status", status, when: "after" }],
  ]),
  ["429", { kind: "limit", retryAfter: null, payload: null }],
  ["429 with Retry-After", { kind: "limit", retryAfter: "1", payload: null }],
];

describe.concurrent("an asynchronous creation", () => {
  it.each([...faults, ["a request carried out late", { kind: "late", ms: 300 }] as [string, Fault]])(
    "creates one task after %s",
    (_name, fault) =>
      runScenario(async ({ toloka, submit, waitFor, timeline, intercept }) => {
        intercept("creation", fault);
        expect((await submit(true)).status).toBe(202);
        const submission = await waitFor("created");
        expect(toloka.store.tasks).toHaveLength(1);
        expect(submission).toMatchObject({ error: null, created_task: { id: toloka.store.tasks[0]!.id } });
        expect((await timeline()).map(({ action }) => action)).toContain("send");
      }),
  );
});

describe.concurrent("polling an operation", () => {
  const endpoints: Endpoint[] = ["operation", "log", "task"];
  const kinds: Fault[] = [
    { kind: "reset", when: "before" },
    { kind: "half-body" },
    { kind: "status", status: 503, when: "before" },
    { kind: "not-found" },
    { kind: "limit", retryAfter: "1", payload: null },
  ];
  it.each(endpoints.flatMap((endpoint) => kinds.map((kind) => [kind.kind, endpoint, kind] as const)))(
    "ends in one task after two faults %s at endpoint %s",
    (_kind, endpoint, fault) =>
      runScenario(async ({ toloka, submit, waitFor, creations, intercept }) => {
        intercept(endpoint, fault, 2);
        await submit(true);
        await waitFor("created");
        expect(creations()).toHaveLength(1);
        expect(toloka.store.tasks).toHaveLength(1);
      }),
  );

  it("reads an empty log again", () =>
    runScenario(async ({ submit, waitFor, creations, intercept }) => {
      intercept("log", { kind: "log-empty" }, 2);
      await submit(true);
      await waitFor("created");
      expect(creations()).toHaveLength(1);
    }));

  it("finds the task by lookup when the log is archived", () =>
    runScenario(async ({ submit, waitFor, creations, intercept }) => {
      intercept("log", { kind: "log-archived" }, Number.POSITIVE_INFINITY);
      await submit(true);
      await waitFor("created");
      expect(creations()).toHaveLength(1);
    }));

  describe("when the log is archived and Toloka refused the requests that created the task", () => {
    /** The first four requests to create are carried out and refused. The log is never there. */
    const intercept = (toloka: FaultyToloka): void => {
      let refusals = 4;
      toloka.intercept((method, path) => {
        const endpoint = endpointOf(method, path);
        if (endpoint === "log") return { kind: "log-archived" };
        if (endpoint !== "creation" || refusals-- <= 0) return null;
        return { kind: "refused-after", status: 409, code: "REMOTE_SERVICE_UNAVAILABLE" };
      });
    };

    it("finds the task in the pool", () =>
      runScenario(async ({ toloka, submit, waitFor }) => {
        intercept(toloka);
        await submit(true);
        await waitFor("created");
        expect(toloka.store.tasks).toHaveLength(1);
      }));

    it("finds it at a later search if the first could not tell whose it was", () =>
      runScenario(async ({ toloka, desk, submit, waitFor }) => {
        intercept(toloka);
        await submit(true);
        const [own] = await until("the task", async () => toloka.store.tasks.length > 0 && toloka.store.tasks);
        toloka.store.tasks.push({ ...own!, id: `${own!.id}-of-somebody-else` });
        await waitFor("uncertain");
        toloka.store.tasks.pop();
        await desk.call("POST", `/api/submissions/${OPERATION_ID}/retry`);
        expect(await waitFor("created")).toMatchObject({ created_task: { id: own!.id } });
      }));
  });

  it("goes on until the operation ends", () =>
    runScenario(async ({ toloka, submit, waitFor, creations, intercept }) => {
      intercept("creation", { kind: "hangs" });
      await submit(true);
      await waitFor("waiting");
      toloka.store.release();
      await waitFor("created");
      expect(creations()).toHaveLength(1);
    }));

  it("sends the request again under the same id when Toloka does not know the operation", () =>
    runScenario(async ({ toloka, submit, waitFor, creations, intercept }) => {
      intercept("creation", { kind: "forgotten" });
      await submit(true);
      await waitFor("created");
      expect(new Set(creations().map(({ query }) => query.get("operation_id")))).toEqual(new Set([OPERATION_ID]));
      expect(toloka.store.tasks).toHaveLength(1);
    }));
});

describe.concurrent("a synchronous creation", () => {
  const done = faults.filter(([, fault]) => !("when" in fault) || fault.when === "after");
  it.each(done.filter(([, fault]) => fault.kind !== "limit"))(
    "finds the task by lookup after %s, and sends nothing again",
    (_name, fault) =>
      runScenario(async ({ toloka, submit, waitFor, creations, intercept }) => {
        intercept("creation", fault);
        expect((await submit(false)).status).toBe(202);
        await waitFor("created");
        expect(creations()).toHaveLength(1);
        expect(toloka.store.tasks).toHaveLength(1);
      }),
  );

  it("is sent again after 429 once the lookup has found no task", () =>
    runScenario(async ({ toloka, submit, waitFor, creations, intercept }) => {
      intercept("creation", { kind: "limit", retryAfter: "1", payload: null });
      await submit(false);
      await waitFor("created");
      expect(creations()).toHaveLength(2);
      expect(toloka.store.tasks).toHaveLength(1);
    }));

  it("is sent again after a refused connection", () =>
    runScenario(async ({ toloka, desk, submit, read, waitFor }) => {
      await desk.call("GET", "/api/pools/1080020");
      await toloka.refuse();
      expect((await submit(false)).status).toBe(202);
      expect((await read()).status).not.toBe("uncertain");
      await toloka.listen();
      await waitFor("created");
      expect(toloka.store.tasks).toHaveLength(1);
    }));

  it("becomes uncertain when the lookup finds no task, until an operator sends it again", () =>
    runScenario(async ({ toloka, desk, submit, waitFor, creations, intercept }) => {
      intercept("creation", { kind: "reset", when: "before" });
      await submit(false);
      const { error } = await waitFor("uncertain");
      expect(error?.code).toBe("UNCERTAIN");
      expect(creations()).toHaveLength(1);
      expect((await desk.call("GET", `/api/submissions/${OPERATION_ID}/candidates`)).body).toEqual({ items: [] });
      expect((await desk.call("POST", `/api/submissions/${OPERATION_ID}/settle`, { send_again: true })).status).toBe(
        200,
      );
      await waitFor("created");
      expect(toloka.store.tasks).toHaveLength(1);
    }));
});
