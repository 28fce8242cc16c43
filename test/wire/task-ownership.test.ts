import { describe, expect, it } from "vitest";
import type { Attempt } from "../../shared/submission.ts";
import { along, id, type Way } from "../support/submission-scenario.ts";
import { until } from "../support/until.ts";

const equal = { pool_id: "1080020", input_values: { image: "https://example.com/way.jpg" }, overlap: 1 };

/** Another tool makes an equal task, `agoMs` before now by the clock that stamps it. */
function madeElsewhere({ toloka }: Way, agoMs: number): string {
  toloka.store.create(equal, new URLSearchParams());
  const task = toloka.store.tasks.at(-1)!;
  task.created = new Date(Date.now() - agoMs).toISOString().slice(0, -1);
  return String(task.id);
}

describe("synchronous mode, the request never arrived: a task of another tool's is not claimed", () => {
  it.concurrent.each([
    ["an equal task made two seconds earlier", 2_000],
    ["Toloka's clock a day ahead of what its answers say", -86_400_000 + 2_000],
    ["Toloka's clock a day behind what its answers say", 86_400_000],
  ])("%s", (_name, agoMs) =>
    along(async (way) => {
      madeElsewhere(way, agoMs);
      way.intercept("creation", { kind: "reset", when: "before" });
      await way.submit(false);
      expect(await way.become("uncertain", 55_000)).toMatchObject({ created_task: null });
      const { body } = await way.desk.call("GET", `/api/submissions/${id}/candidates`);
      expect(body).toMatchObject({ items: [{ input_values: equal.input_values }] });
    }),
  );

  it.concurrent("more equal tasks than submissions: nobody can tell which is ours", () =>
    along(async (way) => {
      way.intercept("creation", { kind: "reset", when: "after" });
      await way.submit(false);
      await until("the creation", () => way.toloka.store.tasks.length === 1);
      madeElsewhere(way, 0);
      await way.become("uncertain", 55_000);
      expect(way.toloka.store.tasks).toHaveLength(2);
    }));

  it.concurrent("a task that differs in its overlap is not the one that was asked for", () =>
    along(async (way) => {
      way.intercept("creation", { kind: "reset", when: "before" });
      await way.submit(false);
      way.toloka.store.create({ ...equal, overlap: 5 }, new URLSearchParams());
      await way.become("uncertain", 55_000);
    }));
});

describe("a pool in which more tasks arrive than can be looked through", () => {
  it.concurrent("is left to an operator, with its choices", () =>
    along(async (way) => {
      way.intercept("creation", { kind: "reset", when: "before" });
      await way.submit(false);
      for (let index = 0; index < 6_500; index++)
        way.toloka.store.create(
          { ...equal, input_values: { image: `https://example.com/${index}.jpg` } },
          new URLSearchParams(),
        );
      await way.become("uncertain", 55_000);
      const timeline: Attempt[] = await way.timeline();
      expect(timeline.filter(({ action }) => action === "look").length).toBeGreaterThan(1);
      expect((await way.desk.call("POST", `/api/submissions/${id}/settle`, { send_again: true })).status).toBe(200);
      await way.become("created");
    }));

  it.concurrent("does not hide a task that was created", () =>
    along(async (way) => {
      way.intercept("creation", { kind: "reset", when: "after" });
      await way.submit(false);
      await until("the creation", () => way.toloka.store.tasks.length === 1);
      for (let index = 0; index < 6_500; index++)
        way.toloka.store.create(
          { ...equal, input_values: { image: `https://example.com/${index}.jpg` } },
          new URLSearchParams(),
        );
      await way.become("created", 55_000);
    }));
});
