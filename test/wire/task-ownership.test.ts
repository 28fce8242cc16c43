import { describe, expect, it } from "vitest";
import type { Attempt, SingleSubmission } from "../../shared/submission.ts";
import { OPERATION_ID, runScenario, type Scenario, TASK } from "../support/desk/submission-scenario.ts";
import { until } from "../support/until.ts";

/** Creates an equal task as another client, with a creation time `agoMs` before now. */
function createElsewhere({ toloka }: Scenario, agoMs: number): void {
  toloka.store.create(TASK, new URLSearchParams());
  const task = toloka.store.tasks.at(-1)!;
  task.created = new Date(Date.now() - agoMs).toISOString().slice(0, -1);
}

function createMoreThanLookupReads({ toloka }: Scenario): void {
  for (let index = 0; index < 6_500; index++)
    toloka.store.create(
      { ...TASK, input_values: { image: `https://example.com/${index}.jpg` } },
      new URLSearchParams(),
    );
}

describe.concurrent("a synchronous submission does not take the task of another client", () => {
  it.each([
    ["an equal task created two seconds earlier", 2_000],
    ["creation times a day ahead of the Date header", -86_400_000 + 2_000],
    ["creation times a day behind the Date header", 86_400_000],
  ])("%s", (_name, agoMs) =>
    runScenario(async (scenario) => {
      createElsewhere(scenario, agoMs);
      scenario.intercept("creation", { kind: "reset", when: "before" });
      await scenario.submit(false);
      expect(await scenario.waitFor("uncertain")).toMatchObject({ created_task: null });
      const { body } = await scenario.desk.call("GET", `/api/submissions/${OPERATION_ID}/candidates`);
      expect(body).toMatchObject({ items: [{ input_values: TASK.input_values }] });
    }),
  );

  it("more equal tasks than submissions", () =>
    runScenario(async (scenario) => {
      scenario.intercept("creation", { kind: "reset", when: "after" });
      await scenario.submit(false);
      await until("the creation", () => scenario.toloka.store.tasks.length === 1);
      createElsewhere(scenario, 0);
      await scenario.waitFor("uncertain");
      expect(scenario.toloka.store.tasks).toHaveLength(2);
    }));

  it("a task with another overlap", () =>
    runScenario(async (scenario) => {
      scenario.intercept("creation", { kind: "reset", when: "before" });
      await scenario.submit(false);
      scenario.toloka.store.create({ ...TASK, overlap: 5 }, new URLSearchParams());
      await scenario.waitFor("uncertain");
    }));
});

describe.concurrent("a synchronous submission in a pool with more new tasks than a lookup reads", () => {
  it("becomes uncertain when its task was not created", () =>
    runScenario(async (scenario) => {
      scenario.intercept("creation", { kind: "reset", when: "before" });
      await scenario.submit(false);
      createMoreThanLookupReads(scenario);
      await scenario.waitFor("uncertain");
      const timeline: Attempt[] = await scenario.timeline();
      expect(timeline.filter(({ action }) => action === "look").length).toBeGreaterThan(1);
      expect(
        (await scenario.desk.call("POST", `/api/submissions/${OPERATION_ID}/settle`, { send_again: true })).status,
      ).toBe(200);
      await scenario.waitFor("created");
    }));

  it("finds its task when it was created", () =>
    runScenario(async (scenario) => {
      scenario.intercept("creation", { kind: "reset", when: "after" });
      await scenario.submit(false);
      await until("the creation", () => scenario.toloka.store.tasks.length === 1);
      createMoreThanLookupReads(scenario);
      await scenario.waitFor("created");
    }));
});

describe.concurrent("two equal submissions", () => {
  it("both get a task when Toloka knows neither operation", () =>
    runScenario(async ({ toloka, desk, intercept }) => {
      intercept("creation", { kind: "forgotten" }, 2);
      const answers = await Promise.all(
        [1, 2].map(() => desk.call("POST", "/api/submissions?wait=60", { task: TASK })),
      );
      const submissions = answers.map(({ body }) => body as unknown as SingleSubmission);
      expect(submissions.map(({ status }) => status)).toEqual(["created", "created"]);
      expect(new Set(submissions.map(({ created_task }) => created_task?.id)).size).toBe(2);
      expect(toloka.store.tasks).toHaveLength(2);
    }));
});
