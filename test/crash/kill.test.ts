import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Submission } from "../../shared/submission.ts";
import { type SpawnedDesk, spawnDesk } from "../support/desk/spawned-desk.ts";
import type { Fault } from "../support/toloka/faults.ts";
import { type FaultyToloka, startFaultyToloka } from "../support/toloka/faulty-toloka.ts";
import { until } from "../support/until.ts";

let toloka: FaultyToloka;
let desk: SpawnedDesk;
beforeEach(async () => {
  toloka = await startFaultyToloka();
  desk = await spawnDesk({ toloka });
});
afterEach(async () => {
  await desk?.remove();
  await toloka?.close();
});

const id = "0d0e1a2b-3c4d-4e5f-8a9b-0c1d2e3f4a5b";
const body = (asynchronous: boolean) => ({
  task: { pool_id: "1080020", input_values: { image: "https://example.com/kill.jpg" }, overlap: 1 },
  parameters: { operation_id: id, async_mode: asynchronous },
});
const creations = () => toloka.requests.filter(({ method }) => method === "POST");
const read = async (): Promise<Submission> =>
  (await desk.call("GET", `/api/submissions/${id}`)).body as unknown as Submission;
const waitFor = (status: string) =>
  until(`the submission to be ${status}`, async () => (await read()).status === status);
/** Injects the fault into the first creation, and into no other request. */
const interceptFirstCreation = (fault: Fault): void => {
  let injected = false;
  toloka.intercept((method) => {
    if (method !== "POST" || injected) return null;
    injected = true;
    return fault;
  });
};

describe("kill -9 between acknowledgement and answer", () => {
  it("creates one task when Toloka has the request and the desk is killed before the answer", async () => {
    interceptFirstCreation({ kind: "slow", ms: 400 });
    expect((await desk.call("POST", "/api/submissions", body(true))).status).toBe(202);
    await until("the request to be at Toloka", () => creations().length === 1);
    await desk.kill9();
    await until("Toloka to create the task", () => toloka.store.tasks.length === 1);
    await desk.start();
    await waitFor("created");
    expect(toloka.store.tasks).toHaveLength(1);
  });

  it("creates one task when the desk is killed while the operation runs", async () => {
    interceptFirstCreation({ kind: "hangs" });
    expect((await desk.call("POST", "/api/submissions", body(true))).status).toBe(202);
    await waitFor("waiting");
    await desk.kill9();
    await desk.start();
    toloka.store.release();
    await waitFor("created");
    expect(creations()).toHaveLength(1);
    expect(toloka.store.tasks).toHaveLength(1);
  });

  it("finds a synchronous task by lookup, and sends nothing again", async () => {
    interceptFirstCreation({ kind: "slow", ms: 300 });
    expect((await desk.call("POST", "/api/submissions", body(false))).status).toBe(202);
    await until("the request to be at Toloka", () => creations().length === 1);
    await desk.kill9();
    await until("Toloka to create the task", () => toloka.store.tasks.length === 1);
    await desk.start();
    await waitFor("created");
    expect(creations()).toHaveLength(1);
    expect(toloka.store.tasks).toHaveLength(1);
  });

  it("creates a task that was acknowledged and not yet sent", async () => {
    await toloka.refuse();
    expect((await desk.call("POST", "/api/submissions", body(true))).status).toBe(202);
    await desk.kill9();
    await toloka.listen();
    await desk.start();
    await waitFor("created");
    expect(toloka.store.tasks).toHaveLength(1);
  });

  it("does not send a submission again that is repeated after a restart", async () => {
    expect((await desk.call("POST", "/api/submissions?wait=20", body(true))).status).toBe(201);
    await desk.kill9();
    await desk.start();
    const again = await desk.call("POST", "/api/submissions?wait=20", body(true));
    expect(again).toMatchObject({ status: 200, body: { operation_id: id, status: "created" } });
    expect(creations()).toHaveLength(1);
  });
});

describe("SIGTERM", () => {
  it("waits for the request under way and exits with 0", async () => {
    interceptFirstCreation({ kind: "slow", ms: 500 });
    expect((await desk.call("POST", "/api/submissions", body(false))).status).toBe(202);
    await until("the request to be at Toloka", () => creations().length === 1);
    expect(await desk.stop()).toBe(0);
    expect(toloka.store.tasks).toHaveLength(1);
    await desk.start();
    await waitFor("created");
    expect(creations()).toHaveLength(1);
  });
});
