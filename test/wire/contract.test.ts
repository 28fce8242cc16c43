import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../shared/values/json.ts";
import { codesOf, expectProblem, fieldsOf, POOL, task } from "../support/desk/contract-requests.ts";
import { deskOnBuiltInToloka } from "../support/desk/desk-on-built-in-toloka.ts";
import { uuidFrom } from "../support/seeded-random.ts";
import { until } from "../support/until.ts";

/** The API as scripts and load tests use it, over HTTP on the built-in Toloka. */
const server = deskOnBuiltInToloka();
const { create } = server;

describe("health", () => {
  it("names the Toloka in use", async () => {
    const { status, body } = await server.desk.call("GET", "/api/health");
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: "ok", toloka: { environment: "built-in", url: server.desk.tolokaUrl } });
    expect(server.desk.tolokaUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });
});

describe("creating one task", () => {
  it.each([true, false])("answers 201 with the submission once the task exists (async_mode %s)", async (async_mode) => {
    const asked = task();
    const operation_id = uuidFrom(`contract ${async_mode}`);
    const { status, body, headers } = await create({ task: asked, parameters: { operation_id, async_mode } });
    expect(status).toBe(201);
    expect(headers.get("content-type")).toMatch(/^application\/json/);
    expect(body).toMatchObject({
      operation_id,
      status: "created",
      environment: "built-in",
      task: asked,
      parameters: { operation_id, async_mode, allow_defaults: false, open_pool: false },
      created_task: { ...asked, id: expect.stringMatching(/^[0-9a-f]{10}--[0-9a-f]{24}$/) },
      error: null,
      attempts: 1,
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      created_by: expect.stringMatching(/\w/),
    });
    const operation = (body as JsonObject).operation;
    if (async_mode) expect(operation).toMatchObject({ id: operation_id, type: "TASK.BATCH_CREATE", status: "SUCCESS" });
    else expect(operation).toBeNull();
  });

  it("answers 202 at once without a wait, and the submission is created later", async () => {
    const { status, body } = await create({ task: task() }, 0);
    expect(status).toBe(202);
    const { operation_id } = body as { operation_id: string };
    await until("the task to exist", async () => {
      const read = await server.desk.call("GET", `/api/submissions/${operation_id}`);
      return (read.body as JsonObject).status === "created";
    });
  });

  it("uses the default parameters when there are none", async () => {
    const { status, body } = await create({ task: task() });
    expect(status).toBe(201);
    expect(body).toMatchObject({ parameters: { async_mode: true, allow_defaults: false, open_pool: false } });
  });

  it("answers 200 for the same id and content, sending nothing twice", async () => {
    const body = { task: task(), parameters: { operation_id: uuidFrom("same") } };
    const first = await create(body);
    const second = await create(body);
    expect([first.status, second.status]).toEqual([201, 200]);
    expect((second.body as JsonObject).created_task).toEqual((first.body as JsonObject).created_task);
    expect(second.body).toMatchObject({ attempts: 1 });
  });

  it("answers 409 for the same id with other content", async () => {
    const parameters = { operation_id: uuidFrom("reused") };
    await create({ task: task(), parameters });
    expectProblem(await create({ task: task(), parameters }), 409, "OPERATION_ID_REUSED");
    const same = task();
    await create({ task: same, parameters: { operation_id: uuidFrom("reused 2") } });
    const other = { task: same, parameters: { operation_id: uuidFrom("reused 2"), async_mode: false } };
    expectProblem(await create(other), 409, "OPERATION_ID_REUSED");
  });

  it("answers 422 with the fields that violate the task schema", async () => {
    const answer = await create({ task: task({ overlap: 0, infinite_overlap: null, reserved_for: ["a", "a"] }) });
    expectProblem(answer, 422, "VALIDATION_ERROR");
    expect(Object.keys(fieldsOf(answer)).join(" ")).toMatch(/overlap|reserved_for/);
  });

  it("answers 422 with Toloka's code at the fields that violate the pool's input_spec", async () => {
    const broken = await create({ task: task({ input_values: { image: "dog.jpg" } }) });
    expectProblem(broken, 422, "VALIDATION_ERROR");
    expect(codesOf(broken)).toEqual({ "input_values.image": "INVALID_URL_SYNTAX" });
    const misspelt = await create({ task: task({ input_values: { imagge: "https://example.com/a.jpg" } }) });
    expect(codesOf(misspelt)).toEqual({
      "input_values.image": "VALUE_REQUIRED",
      "input_values.imagge": "VALUE_NOT_ALLOWED",
    });
    const message = (fieldsOf(broken)["input_values.image"] as JsonObject).message;
    expect(message).toMatch(/^[A-Z]\w{2}/);
  });

  it("answers 422 with the errors from Toloka, and with the rejected submission", async () => {
    const { overlap: _overlap, ...without } = task();
    const answer = await create({ task: without, parameters: { operation_id: uuidFrom("verdict") } });
    expectProblem(answer, 422, "VALIDATION_ERROR");
    expect(codesOf(answer)).toEqual({ overlap: "VALUE_REQUIRED" });
    expect(answer.body).toMatchObject({ submission: { operation_id: uuidFrom("verdict"), status: "rejected" } });
  });

  it("answers 422 for a pool that Toloka does not have", async () => {
    const answer = await create({ task: task({ pool_id: "999999" }) });
    expect(answer.status).toBe(422);
    expect(Object.keys(fieldsOf(answer))).toEqual(["pool_id"]);
  });

  it("takes another order of keys and another notation of numbers for the same content", async () => {
    const operation_id = uuidFrom("order");
    const first = await create(
      `{"task":{"pool_id":"${POOL}","overlap":1,"input_values":{"image":"https://example.com/order.jpg"}},"parameters":{"operation_id":"${operation_id}"}}`,
    );
    const again = await create(
      `{"parameters":{"operation_id":"${operation_id.toUpperCase()}"},"task":{"input_values":{"image":"https://example.com/order.jpg"},"overlap":1.0,"pool_id":"${POOL}"}}`,
    );
    expect([first.status, again.status]).toEqual([201, 200]);
  });

  it("creates one task for many simultaneous requests with one id", async () => {
    const body = { task: task(), parameters: { operation_id: uuidFrom("at once") } };
    const answers = await Promise.all(Array.from({ length: 12 }, () => create(body)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(11);
    const ids = answers.map((answer) => ((answer.body as JsonObject).created_task as JsonObject | null)?.id);
    expect(new Set(ids.filter(Boolean)).size).toBe(1);
  });
});

describe("the list of submissions", () => {
  it("is newest first, and its pages together hold every submission once", async () => {
    const asked: string[] = [];
    for (let index = 0; index < 7; index++) {
      const operation_id = uuidFrom(`list ${index}`);
      await create({ task: task(), parameters: { operation_id } });
      asked.unshift(operation_id);
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = `limit=3${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`;
      const { status, body } = await server.desk.call("GET", `/api/submissions?${query}`);
      expect(status).toBe(200);
      const page = body as unknown as { items: { operation_id: string }[]; next_cursor: string | null };
      expect(page.items.length).toBeLessThanOrEqual(3);
      seen.push(...page.items.map((item) => item.operation_id));
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(seen.slice(0, 7)).toEqual(asked);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it("filters by status, pool and text", async () => {
    await create({ task: task({ input_values: { image: "https://example.com/needle.jpg" } }) });
    const count = async (query: string): Promise<number> =>
      ((await server.desk.call("GET", `/api/submissions?limit=200&${query}`)).body as { items: unknown[] } | null)
        ?.items.length ?? -1;
    expect(await count("q=needle")).toBe(1);
    expect(await count("status=rejected&q=needle")).toBe(0);
    expect(await count(`pool_id=${POOL}&q=needle`)).toBe(1);
    expect(await count("pool_id=1&q=needle")).toBe(0);
    expect(await count("status=rejected")).toBeGreaterThan(0);
  });

  it.each(["limit=0", "limit=201", "limit=x", "status=lost", "cursor=%00nonsense"])("refuses %s", async (query) => {
    const answer = await server.desk.call("GET", `/api/submissions?${query}`);
    expect([400, 422]).toContain(answer.status);
    expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  });
});

describe("reading pools and projects", () => {
  it("gives a pool with its project, and the lists for the pickers", async () => {
    const one = await server.desk.call("GET", `/api/pools/${POOL}`);
    expect(one.body).toMatchObject({
      pool: { id: POOL },
      project: { task_spec: { input_spec: { image: { type: "url" } } } },
    });
    const pools = await server.desk.call("GET", "/api/pools?q=cats");
    expect((pools.body as unknown as { items: unknown[] }).items).toContainEqual(
      expect.objectContaining({ pool: expect.objectContaining({ id: POOL }) }),
    );
    const projects = await server.desk.call("GET", "/api/projects");
    expect((projects.body as unknown as { items: unknown[] }).items.length).toBeGreaterThan(1);
    expect((await server.desk.call("GET", "/api/pools/999999")).status).toBe(404);
  });
});

describe("the documentation of the API", () => {
  it("lists the routes", async () => {
    const { body } = await server.desk.call("GET", "/api/openapi.json");
    const { paths } = body as unknown as { paths: Record<string, unknown> };
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(["/api/submissions", "/api/submissions/{operation_id}"]));
    expect((await server.desk.call("GET", "/api/docs")).status).toBe(200);
  });
});
