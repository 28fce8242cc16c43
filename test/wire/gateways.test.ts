import { describe, expect, it } from "vitest";
import { type Fault, GATEWAY_STATUSES, PASSING_REFUSALS } from "../support/faults.ts";
import { along } from "../support/way.ts";

const gateway = (status: number, when: "before" | "after"): Fault => ({ kind: "gateway", status, when });

describe("a gateway that answers in Toloka's place after the task was created", () => {
  const modes = [true, false].flatMap((async_mode) => GATEWAY_STATUSES.map((status) => [status, async_mode] as const));
  it.concurrent.each(modes)("%i, asynchronous: %s: the task is found, and there is one", (status, async_mode) =>
    along(async ({ toloka, submit, become, meet }) => {
      meet("creation", gateway(status, "after"));
      expect((await submit(async_mode)).status).toBe(202);
      expect(await become("created")).toMatchObject({ error: null, created_task: { id: toloka.store.tasks[0]!.id } });
      expect(toloka.store.tasks).toHaveLength(1);
    }),
  );
});

describe("a gateway that answers in Toloka's place before anything was created", () => {
  it.concurrent.each(GATEWAY_STATUSES)("%i: an asynchronous request is sent again", (status) =>
    along(async ({ toloka, submit, become, meet }) => {
      meet("creation", gateway(status, "before"));
      await submit(true);
      await become("created");
      expect(toloka.store.tasks).toHaveLength(1);
    }),
  );

  it.concurrent("a synchronous request is never sent again by itself", () =>
    along(async ({ toloka, submit, become, creations, meet }) => {
      meet("creation", gateway(403, "before"));
      await submit(false);
      await become("uncertain", 55_000);
      expect(creations()).toHaveLength(1);
      expect(toloka.store.tasks).toHaveLength(0);
    }));

  it.concurrent("answers about an operation are asked for again", () =>
    along(async ({ submit, become, creations, meet }) => {
      meet("operation", gateway(404, "before"), 3);
      await submit(true);
      await become("created");
      expect(creations()).toHaveLength(1);
    }));
});

describe("a synchronous request that a gateway repeats, so that a refusal follows the creation", () => {
  it.concurrent.each(PASSING_REFUSALS)("$status $code: the task is found, and there is one", ({ status, code }) =>
    along(async ({ toloka, submit, become, creations, meet }) => {
      meet("creation", { kind: "refused-after", status, code });
      await submit(false);
      await become("created");
      expect(creations()).toHaveLength(1);
      expect(toloka.store.tasks).toHaveLength(1);
    }),
  );

  it.concurrent("a refusal of the values: the task is found, and there is one", () =>
    along(async ({ toloka, submit, become, meet }) => {
      meet("creation", { kind: "refused-after", status: 400, code: "VALIDATION_ERROR" });
      await submit(false);
      await become("created");
      expect(toloka.store.tasks).toHaveLength(1);
    }));
});

describe("an answer that belongs to another request", () => {
  const places = ["creation", "operation", "log", "task"] as const;
  it.concurrent.each(places.flatMap((place) => [true, false].map((async_mode) => [place, async_mode] as const)))(
    "to the %s, asynchronous: %s: each submission gets its own task",
    (place, async_mode) =>
      along(async ({ toloka, desk, submit, become, meet }) => {
        const other = { pool_id: "1080020", input_values: { image: "https://example.com/other.jpg" }, overlap: 1 };
        const first = await desk.call("POST", "/api/submissions?wait=30", { task: other, parameters: { async_mode } });
        expect(first.status).toBe(201);
        meet(place, { kind: "misdirected" });
        await submit(async_mode);
        const { created_task } = (await become("created")) as { created_task?: { input_values?: unknown } };
        expect(created_task?.input_values).toEqual({ image: "https://example.com/way.jpg" });
        expect(toloka.store.tasks).toHaveLength(2);
      }),
  );
});
