import { describe, expect, it } from "vitest";
import { type Submission, tasksOf } from "../../shared/submission.ts";
import { deskOnFaultyToloka } from "../support/desk/desk-on-faulty-toloka.ts";
import { uuidFrom } from "../support/seeded-random.ts";
import { until } from "../support/until.ts";

const server = deskOnFaultyToloka("each");
const id = uuidFrom("to resubmit");
const task = { pool_id: "1080020", input_values: { image: "https://example.com/r.jpg" }, overlap: 1 };

const submit = (query: string, note?: string) =>
  server.desk.call("POST", `/api/submissions?${query}`, {
    task: note === undefined ? task : { ...task, input_values: { ...task.input_values, note } },
    parameters: { operation_id: id },
  });
const resubmit = async (operationId: string, query = "wait=20") => {
  const { status, body, headers } = await server.desk.call("POST", `/api/submissions/${operationId}/resubmit?${query}`);
  return {
    status,
    location: headers.get("location"),
    body: body as unknown as Submission & { code: string; submission: Submission },
  };
};
describe("resubmitting", () => {
  it("creates the task of a submission that was undone, once however often it is requested", async () => {
    await submit("delay=10");
    await server.desk.call("POST", `/api/submissions/${id}/cancel`);
    const answers = await Promise.all(Array.from({ length: 20 }, () => resubmit(id)));
    const again = await resubmit(id);
    const ids = new Set([...answers, again].map(({ body }) => body.operation_id));
    expect([ids.size, ids.has(id)]).toEqual([1, false]);
    expect([again.status, again.body.status, tasksOf(again.body)]).toMatchObject([200, "created", [task]]);
    const [first, ...others] = answers.filter(({ status }) => status === 201);
    expect([first?.location, others]).toEqual([`/api/submissions/${[...ids][0]}`, []]);
    expect(server.toloka.store.tasks).toHaveLength(1);
  });

  it("submits a rejected submission anew, and answers with Toloka's refusal if there is one again", async () => {
    expect((await submit("wait=20", "poison")).status).toBe(422);
    const { status, body } = await resubmit(id);
    const { operation_id } = body.submission;
    expect([status, body.submission.status, operation_id === id]).toEqual([422, "rejected", false]);
    expect(await resubmit(id)).toMatchObject({ status: 200, body: { operation_id, status: "rejected" } });
    expect(server.toloka.requests.filter(({ text }) => text.includes("poison")).length).toBe(2);
  });

  it("can be undone", async () => {
    await submit("delay=10");
    await server.desk.call("POST", `/api/submissions/${id}/cancel`);
    const { status, body } = await resubmit(id, "delay=10");
    expect([status, body.status]).toEqual([202, "queued"]);
    expect(body.undo_until).not.toBeNull();
  });

  it("takes none that may have a task, and none that is unknown", async () => {
    await server.toloka.refuse();
    await submit("wait=0");
    await until("a try", async () =>
      (await server.desk.call("GET", `/api/submissions/${id}`)).text.includes("UNREACHABLE"),
    );
    expect(await resubmit(id)).toMatchObject({ status: 409, body: { code: "STEP_NOT_ALLOWED" } });
    expect(await resubmit(uuidFrom("unknown"))).toMatchObject({ status: 404, body: { code: "NO_SUCH_SUBMISSION" } });
  });
});
