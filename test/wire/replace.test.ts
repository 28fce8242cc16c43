import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openDb } from "../../server/db/db.ts";
import type { Submission } from "../../shared/submission.ts";
import type { JsonObject } from "../../shared/values/json.ts";
import { deskOnFaultyToloka } from "../support/desk/desk-on-faulty-toloka.ts";
import { until } from "../support/until.ts";

const server = deskOnFaultyToloka("each");

async function create(image: string, more: JsonObject = {}, replaces?: string): Promise<Submission> {
  const task = { pool_id: "1080020", input_values: { image: `https://example.com/${image}` }, overlap: 2, ...more };
  const { status, body } = await server.desk.call("POST", "/api/submissions?wait=20", {
    task,
    ...(replaces ? { replaces } : {}),
  });
  expect(status).toBe(201);
  return body as unknown as Submission;
}
const read = async (id: string) =>
  (await server.desk.call("GET", `/api/submissions/${id}`)).body as unknown as Submission;
const patches = () => server.toloka.requests.filter(({ method }) => method === "PATCH");
const overlapOf = (index: number) => server.toloka.store.tasks[index]?.overlap;

describe("correct and replace", () => {
  it("creates the new task, then stops the old one, and links both submissions", async () => {
    const old = await create("wrong.jpg");
    const corrected = await create("right.jpg", {}, old.operation_id);
    const done = await until("the old task to be stopped", async () => {
      const now = await read(corrected.operation_id);
      return now.replaces?.stopped && now;
    });
    expect(done.replaces).toEqual({ operation_id: old.operation_id, stopped: true });
    expect((await read(old.operation_id)).replaced_by).toBe(corrected.operation_id);
    expect([overlapOf(0), overlapOf(1)]).toEqual([0, 2]);
  });

  it("stops the old task also after faults and a restart in between", async () => {
    const old = await create("wrong.jpg");
    let faults = 3;
    server.toloka.intercept((method) =>
      method === "PATCH" && faults-- > 0 ? { kind: "reset", when: "before" } : null,
    );
    const corrected = await create("right.jpg", {}, old.operation_id);
    await server.restart();
    await until("the old task to be stopped", async () => (await read(corrected.operation_id)).replaces?.stopped);
    expect([overlapOf(0), overlapOf(1)]).toEqual([0, 2]);
    expect(server.toloka.store.tasks).toHaveLength(2);
  });

  it("stops the old task also when an operator has resolved the new submission", async () => {
    const old = await create("wrong.jpg");
    // The answer is lost, and Toloka refuses lookups.
    server.toloka.intercept((method, path) =>
      path !== "/tasks"
        ? null
        : method === "POST"
          ? { kind: "reset", when: "after" }
          : { kind: "limit", retryAfter: "1", payload: null },
    );
    const task = { pool_id: "1080020", input_values: { image: "https://example.com/right.jpg" }, overlap: 2 };
    const parameters = { operation_id: "2ed92b7f-75c0-4771-ae2f-3911232d6d4e", async_mode: false };
    await server.desk.call("POST", "/api/submissions", { task, parameters, replaces: old.operation_id });
    await until("the task", () => server.toloka.store.tasks.length === 2);
    await server.restart(async () => {
      const db = await openDb(`file:${join(server.desk.dataDir, "journal.sqlite")}`);
      await db.execute(
        "update submissions set status = 'uncertain', next_at = null, claim = null where operation_id = $1",
        [parameters.operation_id],
      );
      await db.close();
    });
    const settle = (task_id: unknown) =>
      server.desk.call("POST", `/api/submissions/${parameters.operation_id}/settle`, { task_id });
    const [oldTask, newTask] = server.toloka.store.tasks;
    expect((await settle(oldTask!.id)).status).toBe(422);
    expect((await settle(newTask!.id)).status).toBe(200);
    server.toloka.intercept(null);
    await until("the old task to be stopped", async () => (await read(parameters.operation_id)).replaces?.stopped);
    expect([overlapOf(0), overlapOf(1)]).toEqual([0, 2]);
  });

  it("makes an infinite overlap finite first", async () => {
    const old = await create("wrong.jpg", { overlap: null, infinite_overlap: true });
    const corrected = await create("right.jpg", {}, old.operation_id);
    await until("the old task to be stopped", async () => (await read(corrected.operation_id)).replaces?.stopped);
    expect(patches().map(({ path }) => path.endsWith("/set-overlap-or-min"))).toEqual([false, true]);
    expect(overlapOf(0)).toBe(0);
  });

  it("is refused, and nothing is sent, for an unknown submission", async () => {
    const task = { pool_id: "1080020", input_values: { image: "https://example.com/x.jpg" }, overlap: 1 };
    const { status, body } = await server.desk.call("POST", "/api/submissions", {
      task,
      replaces: "2ed92b7f-75c0-4771-ae2f-3911232d6d4e",
    });
    expect([status, (body as JsonObject).code]).toEqual([422, "VALIDATION_ERROR"]);
    expect(server.toloka.store.tasks).toHaveLength(0);
  });
});

describe("stop assigning", () => {
  it("sets the overlap to 0 and adds timeline entries with the operator", async () => {
    const { operation_id } = await create("stopped.jpg");
    const { status, body } = await server.desk.call("POST", `/api/submissions/${operation_id}/stop`);
    expect([status, (body as { taken: unknown }).taken]).toEqual([200, 0]);
    expect(overlapOf(0)).toBe(0);
    const { items } = (await server.desk.call("GET", `/api/submissions/${operation_id}/attempts`)).body as unknown as {
      items: { action: string; by: string | null }[];
    };
    expect(items.filter(({ action }) => action === "stop").map(({ by }) => by)).toEqual(["operator", "operator"]);
  });
});
