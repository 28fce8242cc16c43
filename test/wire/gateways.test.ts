import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { runScenario, TASK } from "../support/desk/submission-scenario.ts";
import { type Fault, GATEWAY_STATUSES, TEMPORARY_ERRORS } from "../support/toloka/faults.ts";
import type { FaultyToloka } from "../support/toloka/faulty-toloka.ts";

const gateway = (status: number, when: "before" | "after"): Fault => ({ kind: "gateway", status, when });

describe.concurrent("a gateway answers after the task was created", () => {
  const modes = [true, false].flatMap((async_mode) => GATEWAY_STATUSES.map((status) => [status, async_mode] as const));
  it.each(modes)("%i, async_mode %s: the only task is found", (status, async_mode) =>
    runScenario(async ({ toloka, submit, waitFor, intercept }) => {
      intercept("creation", gateway(status, "after"));
      expect((await submit(async_mode)).status).toBe(202);
      expect(await waitFor("created")).toMatchObject({ error: null, created_task: { id: toloka.store.tasks[0]!.id } });
      expect(toloka.store.tasks).toHaveLength(1);
    }),
  );
});

describe.concurrent("a gateway answers before the task is created", () => {
  it.each(GATEWAY_STATUSES)("%i: the asynchronous request is sent again", (status) =>
    runScenario(async ({ toloka, submit, waitFor, intercept }) => {
      intercept("creation", gateway(status, "before"));
      await submit(true);
      await waitFor("created");
      expect(toloka.store.tasks).toHaveLength(1);
    }),
  );

  it("403: the synchronous request is not sent again automatically", () =>
    runScenario(async ({ toloka, submit, waitFor, creations, intercept }) => {
      intercept("creation", gateway(403, "before"));
      await submit(false);
      await waitFor("uncertain");
      expect(creations()).toHaveLength(1);
      expect(toloka.store.tasks).toHaveLength(0);
    }));

  it("404 to a poll of the operation: the operation is polled again", () =>
    runScenario(async ({ submit, waitFor, creations, intercept }) => {
      intercept("operation", gateway(404, "before"), 3);
      await submit(true);
      await waitFor("created");
      expect(creations()).toHaveLength(1);
    }));
});

describe.concurrent("a gateway repeats a synchronous request, so that an error follows the creation", () => {
  it.each(TEMPORARY_ERRORS)("$status $code: the only task is found", ({ status, code }) =>
    runScenario(async ({ toloka, submit, waitFor, creations, intercept }) => {
      intercept("creation", { kind: "refused-after", status, code });
      await submit(false);
      await waitFor("created");
      expect(creations()).toHaveLength(1);
      expect(toloka.store.tasks).toHaveLength(1);
    }),
  );

  it("400 VALIDATION_ERROR: the only task is found", () =>
    runScenario(async ({ toloka, submit, waitFor, intercept }) => {
      intercept("creation", { kind: "refused-after", status: 400, code: "VALIDATION_ERROR" });
      await submit(false);
      await waitFor("created");
      expect(toloka.store.tasks).toHaveLength(1);
    }));
});

/** Creates a task as another client of the same gateway, with the requests that a client sends. */
async function createElsewhere({ url, token, store }: FaultyToloka, async_mode: boolean): Promise<void> {
  const ask = async (method: string, path: string, body?: object): Promise<void> => {
    const headers = { authorization: `OAuth ${token}`, "content-type": "application/json" };
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    expect(answer.ok).toBe(true);
    await answer.arrayBuffer();
  };
  const other = { pool_id: "1080020", input_values: { image: "https://example.com/other.jpg" }, __item_idx: "0" };
  await ask("POST", `/tasks?operation_id=other&async_mode=${async_mode}`, other);
  if (async_mode) {
    await sleep(20);
    await ask("GET", "/operations/other");
    await ask("GET", "/operations/other/log");
  }
  await ask("GET", `/tasks/${store.tasks[0]!.id}`);
}

describe.concurrent("Toloka answers another request", () => {
  const endpoints = ["creation", "operation", "log", "task"] as const;
  const asked = [...endpoints.map((endpoint) => [endpoint, true] as const), ["creation", false] as const];
  it.each(asked)("%s, async_mode %s: each submission gets its own task", (endpoint, async_mode) =>
    runScenario(async ({ toloka, submit, waitFor, intercept }) => {
      await createElsewhere(toloka, async_mode);
      intercept(endpoint, { kind: "misdirected" });
      await submit(async_mode);
      const { created_task } = (await waitFor("created")) as { created_task?: { input_values?: unknown } };
      expect(created_task?.input_values).toEqual(TASK.input_values);
      expect(toloka.store.tasks).toHaveLength(2);
    }),
  );
});
