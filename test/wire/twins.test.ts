import { expect, it } from "vitest";
import type { Submission } from "../../shared/submission.ts";
import { startDesk } from "../support/desk-in-process.ts";
import { startFaultyToloka } from "../support/faulty-toloka.ts";

it("two equal submissions whose operations Toloka has forgotten do not wait for each other for ever", async () => {
  const toloka = await startFaultyToloka();
  const desk = await startDesk({ toloka });
  try {
    let forgotten = 0;
    toloka.intercept((method) => (method === "POST" && forgotten++ < 2 ? { kind: "forgotten" } : null));
    const task = { pool_id: "1080020", input_values: { image: "https://example.com/twin.jpg" }, overlap: 1 };
    const answers = await Promise.all([1, 2].map(() => desk.call("POST", "/api/submissions?wait=60", { task })));
    const twins = answers.map(({ body }) => body as unknown as Extract<Submission, { task: unknown }>);
    expect(twins.map(({ status }) => status)).toEqual(["created", "created"]);
    expect(new Set(twins.map(({ created_task }) => created_task?.id)).size).toBe(2);
    expect(toloka.store.tasks).toHaveLength(2);
  } finally {
    await desk.remove();
    await toloka.close();
  }
}, 90_000);
