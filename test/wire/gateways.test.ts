import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { type Fault, GATEWAY_STATUSES, TEMPORARY_ERRORS } from "../support/faults.ts";
import type { FaultyToloka } from "../support/faulty-toloka.ts";
import { along } from "../support/submission-scenario.ts";

const gateway = (status: number, when: "before" | "after"): Fault => ({ kind: "gateway", status, when });

describe("a gateway that answers in Toloka's place after the task was created", () => {
  const modes = [true, false].flatMap((async_mode) => GATEWAY_STATUSES.map((status) => [status, async_mode] as const));
  it.concurrent.each(modes)("%i, asynchronous: %s: the task is found, and there is one", (status, async_mode) =>
    along(async ({ toloka, submit, become, intercept }) => {
      intercept("creation", gateway(status, "after"));
      expect((await submit(async_mode)).status).toBe(202);
      expect(await become("created")).toMatchObject({ error: null, created_task: { id: toloka.store.tasks[0]!.id } });
      expect(toloka.store.tasks).toHaveLength(1);
    }),
  );
});

describe("a gateway that answers in Toloka's place before anything was created", () => {
  it.concurrent.each(GATEWAY_STATUSES)("%i: an asynchronous request is sent again", (status) =>
    along(async ({ toloka, submit, become, intercept }) => {
      intercept("creation", gateway(status, "before"));
      await submit(true);
      await become("created");
      expect(toloka.store.tasks).toHaveLength(1);
    }),
  );

  it.concurrent("a synchronous request is never sent again by itself", () =>
    along(async ({ toloka, submit, become, creations, intercept }) => {
      intercept("creation", gateway(403, "before"));
      await submit(false);
      await become("uncertain", 55_000);
      expect(creations()).toHaveLength(1);
      expect(toloka.store.tasks).toHaveLength(0);
    }));

  it.concurrent("answers about an operation are asked for again", () =>
    along(async ({ submit, become, creations, intercept }) => {
      intercept("operation", gateway(404, "before"), 3);
      await submit(true);
      await become("created");
      expect(creations()).toHaveLength(1);
    }));
});

describe("a synchronous request that a gateway repeats, so that a refusal follows the creation", () => {
  it.concurrent.each(TEMPORARY_ERRORS)("$status $code: the task is found, and there is one", ({ status, code }) =>
    along(async ({ toloka, submit, become, creations, intercept }) => {
      intercept("creation", { kind: "refused-after", status, code });
      await submit(false);
      await become("created");
      expect(creations()).toHaveLength(1);
      expect(toloka.store.tasks).toHaveLength(1);
    }),
  );

  it.concurrent("a refusal of the values: the task is found, and there is one", () =>
    along(async ({ toloka, submit, become, intercept }) => {
      intercept("creation", { kind: "refused-after", status: 400, code: "VALIDATION_ERROR" });
      await submit(false);
      await become("created");
      expect(toloka.store.tasks).toHaveLength(1);
    }));
});

/** Another tool creates a task through the same gateway, and reads what a client reads. */
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

describe("an answer that belongs to another request", () => {
  const places = ["creation", "operation", "log", "task"] as const;
  const asked = [...places.map((place) => [place, true] as const), ["creation", false] as const];
  it.concurrent.each(asked)("to the %s, asynchronous: %s: each submission gets its own task", (place, async_mode) =>
    along(async ({ toloka, submit, become, intercept }) => {
      await createElsewhere(toloka, async_mode);
      intercept(place, { kind: "misdirected" });
      await submit(async_mode);
      const { created_task } = (await become("created")) as { created_task?: { input_values?: unknown } };
      expect(created_task?.input_values).toEqual({ image: "https://example.com/way.jpg" });
      expect(toloka.store.tasks).toHaveLength(2);
    }),
  );
});
