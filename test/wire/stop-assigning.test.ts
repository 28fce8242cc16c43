import { describe, expect, it } from "vitest";
import type { SingleSubmission } from "../../shared/submission.ts";
import type { Json, JsonObject } from "../../shared/values/json.ts";
import type { Desk } from "../support/desk/desk-in-process.ts";
import { deskOnBuiltInToloka } from "../support/desk/desk-on-built-in-toloka.ts";
import { deskOnFaultyToloka } from "../support/desk/desk-on-faulty-toloka.ts";
import { until } from "../support/until.ts";

/** Creates a task in the seed's pool. */
async function createOn(desk: Desk, more: JsonObject, replaces?: string): Promise<SingleSubmission> {
  const task = { pool_id: "1080020", input_values: { image: "https://example.com/stop.jpg" }, overlap: 3, ...more };
  const { status, body } = await desk.call("POST", "/api/submissions?wait=20", { task, replaces });
  expect(status).toBe(201);
  return body as unknown as SingleSubmission;
}
const readOn = async (desk: Desk, { operation_id }: SingleSubmission) =>
  (await desk.call("GET", `/api/submissions/${operation_id}`)).body as unknown as SingleSubmission;
const stepOn = (desk: Desk, { operation_id }: SingleSubmission, step: "stop" | "resume") =>
  desk.call("POST", `/api/submissions/${operation_id}/${step}`);

describe("on the built-in Toloka", () => {
  const server = deskOnBuiltInToloka();

  const take = ({ created_task }: SingleSubmission, count: number) =>
    fetch(`${server.desk.tolokaUrl}/_local/tasks/${created_task!.id}/take?count=${count}`, {
      method: "POST",
      headers: { authorization: "OAuth local" },
    });
  const taskOf = async ({ created_task }: SingleSubmission) =>
    ((await server.desk.call("GET", `/api/tasks/${created_task!.id}`)).body as { task: JsonObject }).task;

  it.each<[string, JsonObject, number, number]>([
    ["without taken assignments", {}, 0, 0],
    ["with two taken assignments", {}, 2, 2],
    ["with an infinite overlap", { overlap: null, infinite_overlap: true }, 1, 1],
  ])("a task %s is stopped and resumed, and its submission shows both", async (_what, more, taken, overlap) => {
    const submission = await createOn(server.desk, more);
    expect(submission.stopped).toBeNull();
    await take(submission, taken);
    const before = {
      overlap: submission.created_task!.overlap ?? null,
      infinite_overlap: submission.created_task!.infinite_overlap,
    };
    const answer = await stepOn(server.desk, submission, "stop");
    expect([answer.status, (answer.body as { taken: Json }).taken]).toEqual([200, taken]);
    const stopped = await readOn(server.desk, submission);
    expect(stopped.stopped).toEqual({ at: expect.any(String), by: "operator", overlap, before });
    expect(stopped.created_task).toEqual(submission.created_task);
    expect(await taskOf(submission)).toMatchObject({ overlap, infinite_overlap: false });

    expect((await stepOn(server.desk, submission, "resume")).status).toBe(200);
    expect((await readOn(server.desk, submission)).stopped).toBeNull();
    const resumed = await taskOf(submission);
    expect([resumed.overlap ?? null, resumed.infinite_overlap]).toEqual([before.overlap, before.infinite_overlap]);
  });

  it("a task is not resumed if it was not stopped or all its assignments are taken", async () => {
    const submission = await createOn(server.desk, {});
    const refused = await stepOn(server.desk, submission, "resume");
    expect([refused.status, (refused.body as JsonObject).code]).toEqual([409, "STEP_NOT_ALLOWED"]);
    expect(refused.headers.get("content-type")).toContain("application/problem+json");
    await take(submission, 3);
    expect((await stepOn(server.desk, submission, "stop")).status).toBe(200);
    expect((await readOn(server.desk, submission)).stopped?.overlap).toBe(3);
    expect((await stepOn(server.desk, submission, "resume")).status).toBe(409);
  });

  it("the list shows that a task is stopped, and the timeline who stopped and resumed it", async () => {
    const submission = await createOn(server.desk, {});
    await stepOn(server.desk, submission, "stop");
    const list = await server.desk.call("GET", `/api/submissions?q=${submission.operation_id}`);
    const [listed] = (list.body as unknown as { items: SingleSubmission[] }).items;
    expect(listed).toMatchObject({ status: "created", stopped: { by: "operator", overlap: 0 } });
    await stepOn(server.desk, submission, "resume");
    const attempts = await server.desk.call("GET", `/api/submissions/${submission.operation_id}/attempts`);
    const { items } = attempts.body as unknown as { items: { action: string; by: string | null }[] };
    expect(items.slice(-3).map(({ action, by }) => `${action} by ${by}`)).toEqual([
      "stop by operator",
      "stop by operator",
      "resume by operator",
    ]);
  });
});

describe("on a Toloka with faults", () => {
  const server = deskOnFaultyToloka("each");

  it("a stop with a lost answer keeps the previous overlap for resuming, also over a restart", async () => {
    const submission = await createOn(server.desk, { overlap: null, infinite_overlap: true });
    server.toloka.intercept((_method, path) => (path.endsWith("or-min") ? { kind: "reset", when: "after" } : null));
    expect((await stepOn(server.desk, submission, "stop")).status).toBe(503);
    server.toloka.intercept(null);
    await server.restart();
    const before = { overlap: null, infinite_overlap: true };
    expect((await readOn(server.desk, submission)).stopped).toMatchObject({ overlap: null, before });
    expect((await stepOn(server.desk, submission, "resume")).status).toBe(409);
    expect((await stepOn(server.desk, submission, "stop")).status).toBe(200);
    expect((await readOn(server.desk, submission)).stopped).toMatchObject({ overlap: 0, before });
    expect((await stepOn(server.desk, submission, "resume")).status).toBe(200);
    expect(server.toloka.store.tasks[0]).toMatchObject(before);
  });

  it("a stop that Toloka refuses changes nothing", async () => {
    const submission = await createOn(server.desk, {});
    server.toloka.intercept((method) =>
      method === "PATCH" ? { kind: "limit", retryAfter: null, payload: null } : null,
    );
    const refused = await stepOn(server.desk, submission, "stop");
    expect([refused.status, (refused.body as JsonObject).code]).toEqual([503, "TOO_MANY_REQUESTS"]);
    expect((await readOn(server.desk, submission)).stopped).toBeNull();
  });

  it("a replaced task is stopped, and is not resumed", async () => {
    const old = await createOn(server.desk, {});
    await createOn(server.desk, { overlap: 2 }, old.operation_id);
    const stopped = await until("the stop", async () => {
      const now = await readOn(server.desk, old);
      return now.stopped?.overlap === 0 && now.stopped;
    });
    expect(stopped).toMatchObject({ by: null, before: { overlap: 3, infinite_overlap: false } });
    expect((await stepOn(server.desk, old, "resume")).status).toBe(409);
  });
});
