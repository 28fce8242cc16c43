import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../shared/values/json.ts";
import { type BuiltIn, cat, IMAGE, startBuiltIn, verdictOf } from "./built-in.ts";

let toloka: BuiltIn;
beforeAll(async () => {
  toloka = await startBuiltIn();
});
afterAll(() => toloka.stop());

const create = (body: JsonObject | JsonObject[], query = "") => toloka.ask("POST", `/tasks${query}`, body);
const faulty = cat({ input_values: {} });

describe("a list with an invalid task", () => {
  it("creates nothing, and names the invalid task and its errors", async () => {
    const before = await toloka.newest();
    const answer = await create([cat(), faulty]);
    expect([answer.status, answer.body]).toEqual([
      400,
      expect.objectContaining({
        code: "VALIDATION_ERROR",
        payload: { "1": { "input_values.image": expect.objectContaining({ code: "VALUE_REQUIRED" }) } },
      }),
    ]);
    expect(await toloka.newest()).toEqual(before);
  });

  it("creates the valid tasks with skip_invalid_items", async () => {
    const { status, body } = await create([faulty, cat(), faulty, cat()], "?skip_invalid_items=true");
    expect(status).toBe(201);
    expect(body).toEqual({
      items: { "1": expect.objectContaining({ overlap: 2 }), "3": expect.objectContaining({ overlap: 2 }) },
      validation_errors: {
        "0": { "input_values.image": expect.objectContaining({ code: "VALUE_REQUIRED" }) },
        "2": { "input_values.image": expect.objectContaining({ code: "VALUE_REQUIRED" }) },
      },
    });
  });

  it("is an error when no task is valid, also with skip_invalid_items", async () => {
    expect((await create([faulty], "?skip_invalid_items=true")).body).toMatchObject({
      code: "VALIDATION_ERROR",
      payload: { "0": { "input_values.image": { code: "VALUE_REQUIRED" } } },
    });
  });
});

const control = { known_solutions: [{ output_values: { result: "cat" } }] };
const training = { ...control, message_on_unknown_solution: "Look at the ears" };

describe("a pool", () => {
  it.each<[string, JsonObject, string]>([
    ["that is archived", { pool_id: "1080023" }, "POOL_INAPPROPRIATE_STATUS"],
    ["without smart mixing", { pool_id: "1080022" }, "MIXER_CONFIG_REQUIRED"],
    ["that another operation holds", { pool_id: "1080028" }, "POOL_LOCKED_BY_ANOTHER_OPERATION"],
    ["of an archived project", { pool_id: "1080045", input_values: { question: "?" } }, "PROJECT_INAPPROPRIATE_STATUS"],
    ["of field tasks", { pool_id: "1080044", input_values: { point: "1,2", name: "x" } }, "MIXER_CONFIG_REQUIRED"],
    ["that is a training takes no general task", { pool_id: "1080024" }, "POOL_TASK_TYPE_CONFLICT"],
    ["that is a training takes no control task", { pool_id: "1080024", ...control }, "POOL_TASK_TYPE_CONFLICT"],
    ["without a price takes no general task", { pool_id: "1080030" }, "POOL_TASK_TYPE_CONFLICT"],
  ])("%s: 409 and nothing created", async (_what, more, code) => {
    const answer = await create(cat(more));
    expect([answer.status, verdictOf(answer)]).toEqual([409, code]);
    expect(await toloka.newest(String(more.pool_id))).toBeUndefined();
  });

  it("that is archived names the statuses that accept tasks", async () => {
    expect((await create(cat({ pool_id: "1080023" }))).body).toMatchObject({
      payload: { appropriate_statuses: ["OPEN", "CLOSED"] },
    });
  });

  it("takes tasks while it is open and while it is closed", async () => {
    expect((await create(cat({ pool_id: "1080029" }))).status).toBe(201);
    expect((await create(cat({ pool_id: "1080021" }))).status).toBe(201);
  });

  it("without a price takes control tasks and training tasks", async () => {
    expect((await create(cat({ pool_id: "1080030", ...control }))).status).toBe(201);
    expect((await create(cat({ pool_id: "1080030", ...training }))).status).toBe(201);
  });

  it("that is a training gives its tasks infinite overlap", async () => {
    const { overlap: _overlap, ...task } = cat({ pool_id: "1080024", ...training });
    expect(await create(task)).toMatchObject({ status: 201, body: { infinite_overlap: true } });
  });

  it("takes its id as a number as well", async () => {
    expect(await create({ ...cat(), pool_id: 1_080_020 })).toMatchObject({ status: 201, body: { pool_id: "1080020" } });
  });
});

describe("a request for creation", () => {
  it.each([
    ["async_mode=True", { async_mode: "BOOLEAN_EXPECTED" }],
    ["open_pool=1", { open_pool: "BOOLEAN_EXPECTED" }],
    ["async_mode=true&operation_id=not-a-uuid", { operation_id: "UUID_EXPECTED" }],
  ])("is refused with the parameters %s", async (query, expected) => {
    expect(verdictOf(await create(cat(), `?${query}`))).toEqual(expected);
  });

  it("opens the pool afterwards when asked to", async () => {
    const task = cat({ pool_id: "1080032" });
    expect((await create(task)).status).toBe(201);
    expect((await toloka.ask("GET", "/pools/1080032")).body).toMatchObject({ status: "CLOSED" });
    expect((await create(task, "?open_pool=true")).status).toBe(201);
    expect((await toloka.ask("GET", "/pools/1080032")).body).toMatchObject({ status: "OPEN" });
  });

  it("is refused without a body, with one that is no JSON, and with one of another type", async () => {
    expect(verdictOf(await toloka.ask("POST", "/tasks"))).toEqual({ body: "NOT_NULL_BODY" });
    expect((await toloka.ask("POST", "/tasks", "{no json")).status).toBe(400);
    const text = await toloka.ask("POST", "/tasks", `{"pool_id":"${IMAGE}"}`, { "content-type": "text/plain" });
    expect([text.status, verdictOf(text)]).toEqual([415, "UNSUPPORTED_MEDIA_TYPE"]);
  });
});
