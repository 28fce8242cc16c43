import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../shared/values/json.ts";
import { type BuiltIn, CATS, cat, objectIn, startBuiltIn, verdictOf } from "./built-in.ts";

let toloka: BuiltIn;
beforeAll(async () => {
  const text = { type: "string", required: false, hidden: false };
  toloka = await startBuiltIn({}, [
    { id: "501", input_spec: { text }, output_spec: { text } },
    { id: "502", input_spec: { text }, pool: { defaults: { default_overlap_for_new_task_suites: 7 } } },
  ]);
});
afterAll(() => toloka.stop());

const create = (body: JsonObject | JsonObject[], query = "") => toloka.ask("POST", `/tasks${query}`, body);
const { overlap: _overlap, ...bare } = cat();

describe("the answer to a creation", () => {
  it("is 201 and the task for one object", async () => {
    const answer = await create(cat({ overlap: 2 }));
    expect(answer.status).toBe(201);
    const body = objectIn(answer);
    expect(body).toEqual({
      id: expect.stringMatching(/^0000107ad4--[0-9a-f]{24}$/),
      created: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$/),
      pool_id: CATS,
      input_values: cat().input_values,
      overlap: 2,
      infinite_overlap: false,
      remaining_overlap: 2,
      reserved_for: [],
      unavailable_for: [],
    });
    expect((await toloka.ask("GET", `/tasks/${body.id}`)).body).toEqual(body);
    // The id's 24 digits begin with the second of creation.
    const second = Number.parseInt(String(body.id).slice(12, 20), 16);
    expect(second).toBe(Math.floor(Date.parse(`${body.created}Z`) / 1_000));
  });

  it("is 201 and the items by position for a list", async () => {
    const { status, body } = await create([cat()]);
    expect([status, body]).toEqual([201, { items: { "0": expect.objectContaining({ pool_id: CATS }) } }]);
  });

  it.each([
    ["an object", cat()],
    ["a list", [cat()]],
  ])("is 202 and an operation for %s in asynchronous mode", async (_form, body) => {
    expect(await create(body, "?async_mode=true&allow_defaults=true")).toMatchObject({
      status: 202,
      body: {
        type: "TASK.BATCH_CREATE",
        status: "RUNNING",
        progress: 0,
        parameters: { open_pool: false, allow_defaults: true, skip_invalid_items: false },
      },
    });
  });
});

describe("the overlap of a new task", () => {
  it.each<[string, string, JsonObject, JsonObject]>([
    ["its own", "", { overlap: 5 }, { overlap: 5, infinite_overlap: false, remaining_overlap: 5 }],
    ["its own before the pool's default", "?allow_defaults=true", { overlap: 5 }, { overlap: 5 }],
    ["the largest", "", { overlap: 30_000 }, { overlap: 30_000 }],
    ["infinite, the number null", "", { overlap: null, infinite_overlap: true }, { infinite_overlap: true }],
    ["infinite, without a number", "", { infinite_overlap: true }, { infinite_overlap: true }],
    ["infinite before the default", "?allow_defaults=true", { infinite_overlap: true }, { infinite_overlap: true }],
    ["the pool's default for tasks", "?allow_defaults=true", {}, { overlap: 3, infinite_overlap: false }],
    [
      "the pool's default for suites where it has none for tasks",
      "?allow_defaults=true",
      { pool_id: "502", input_values: {} },
      { overlap: 7 },
    ],
  ])("is %s", async (_what, query, more, expected) => {
    const answer = await create({ ...bare, ...more }, query);
    expect([answer.status, answer.body]).toEqual([201, expect.objectContaining(expected)]);
    const body = objectIn(answer);
    if (expected.infinite_overlap) expect(body.overlap ?? body.remaining_overlap).toBeUndefined();
  });

  it.each<[string, string, JsonObject, string]>([
    ["missing, and defaults are not allowed", "", {}, "VALUE_REQUIRED"],
    ["missing, and the pool has no default", "?allow_defaults=true", { pool_id: "1080031" }, "VALUE_REQUIRED"],
    ["called finite without a number", "?allow_defaults=true", { infinite_overlap: false }, "VALUE_REQUIRED"],
    ["a number and infinite", "", { overlap: 3, infinite_overlap: true }, "VALUE_NOT_ALLOWED"],
    ["zero", "", { overlap: 0 }, "VALUE_LESS_THAN_MIN"],
    ["over 30,000", "", { overlap: 30_001 }, "VALUE_GREATER_THAN_MAX"],
    ["text", "", { overlap: "3" }, "INTEGER_EXPECTED"],
    ["a fraction", "", { overlap: 1.5 }, "INTEGER_EXPECTED"],
  ])("is refused when it is %s", async (_what, query, more, code) => {
    expect(verdictOf(await create({ ...bare, ...more }, query))).toEqual({ overlap: code });
  });

  it("is refused with the violated limit", async () => {
    expect((await create(cat({ overlap: 30_001 }))).body).toMatchObject({ payload: { overlap: { params: [30_000] } } });
    expect((await create(cat({ overlap: 0 }))).body).toMatchObject({ payload: { overlap: { params: [1] } } });
  });
});

const solution = (result: string, more: JsonObject = {}): JsonObject => ({ output_values: { result }, ...more });

describe("the members of a task", () => {
  it("are returned: answers with weights, hint, workers, traits, languages", async () => {
    const carried = {
      known_solutions: [solution("cat", { correctness_weight: 1 }), solution("dog", { correctness_weight: 0.25 })],
      message_on_unknown_solution: "Look at the ears",
      baseline_solutions: [solution("cat", { confidence_weight: 0.5 })],
      reserved_for: ["worker-1"],
      unavailable_for: ["worker-2", "worker-3"],
      traits_all_of: ["a"],
      traits_any_of: ["b"],
      traits_none_of_any: ["c"],
      localization_config: { default_language: "EN", additional_languages: [] },
    };
    expect((await create(cat(carried))).body).toMatchObject(carried);
  });

  it("are ignored if Toloka sets them itself or does not know them", async () => {
    const own = { id: "mine", created: "2001-01-01T00:00:00", remaining_overlap: 9 };
    const body = objectIn(await create(cat({ ...own, __item_idx: "0", colour: "red" })));
    expect(body).toMatchObject({ id: expect.stringMatching(/^0000107ad4--/), remaining_overlap: 2 });
    expect(body.created).not.toMatch(/^2001/);
    expect(body).not.toHaveProperty("__item_idx");
    expect(body).not.toHaveProperty("colour");
  });

  it.each<[string, JsonObject, JsonObject]>([
    [
      "an answer that is not allowed",
      { known_solutions: [solution("fox")] },
      { "known_solutions.0.output_values.result": "VALUE_NOT_ALLOWED" },
    ],
    [
      "an answer without a required field",
      { known_solutions: [solution("cat"), { output_values: {} }] },
      { "known_solutions.1.output_values.result": "VALUE_REQUIRED" },
    ],
    [
      "an answer to no question",
      { baseline_solutions: [{ output_values: { result: "cat", size: 3 } }] },
      { "baseline_solutions.0.output_values.size": "VALUE_NOT_ALLOWED" },
    ],
    ["an answer without values", { known_solutions: [{}] }, { "known_solutions.0.output_values": "VALUE_REQUIRED" }],
    [
      "a weight over 1",
      { known_solutions: [solution("cat", { correctness_weight: 1.01 })] },
      { "known_solutions.0.correctness_weight": "VALUE_GREATER_THAN_MAX" },
    ],
    [
      "a weight under 0",
      { baseline_solutions: [solution("cat", { confidence_weight: -0.1 })] },
      { "baseline_solutions.0.confidence_weight": "VALUE_LESS_THAN_MIN" },
    ],
    ["a worker named twice", { reserved_for: ["w", "w"] }, { reserved_for: "DUPLICATE_VALUE_IN_ARRAY" }],
    ["a hint that is no text", { message_on_unknown_solution: 5 }, { message_on_unknown_solution: "STRING_EXPECTED" }],
    ["no pool", { pool_id: null }, { pool_id: "VALUE_REQUIRED" }],
    ["a pool that does not exist", { pool_id: "5" }, { pool_id: "ENTITY_DOES_NOT_EXIST" }],
    ["no values at all", { input_values: null }, { "input_values.image": "VALUE_REQUIRED" }],
  ])("are refused with %s", async (_what, more, expected) => {
    expect(verdictOf(await create(cat(more)))).toEqual(expected);
  });

  it("are refused with the messages of Toloka, for a missing and an unknown field together", async () => {
    const { status, body } = await create(cat({ input_values: { foto: "https://example.com/1.jpg" } }));
    expect(status).toBe(400);
    expect(body).toEqual({
      request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      code: "VALIDATION_ERROR",
      message: "Validation failed",
      payload: {
        "input_values.image": { code: "VALUE_REQUIRED", message: "Value must be present and not equal to null" },
        "input_values.foto": { code: "VALUE_NOT_ALLOWED", message: "Unknown field name" },
      },
    });
  });
});

describe("the limits of one request", () => {
  // `{"text":"…"}` takes eleven bytes besides the text.
  const text = (bytes: number): JsonObject => ({ text: "x".repeat(bytes - 11) });
  const wide = (more: JsonObject): JsonObject => ({ pool_id: "501", overlap: 1, ...more });

  it("are 1,048,576 bytes of input values", async () => {
    expect((await create(wide({ input_values: text(1_048_576) }))).status).toBe(201);
    const answer = await create(wide({ input_values: text(1_048_577) }));
    expect(verdictOf(answer)).toEqual({ input_values: "OBJECT_SIZE_BYTES_GREATER_THAN_MAX" });
    expect(answer.body).toMatchObject({ payload: { input_values: { params: [1_048_576] } } });
  });

  it("count bytes, not characters, and all tasks together", async () => {
    const half = wide({ input_values: { text: "é".repeat(300_000) } });
    expect((await create([half])).status).toBe(201);
    expect(verdictOf(await create([half, half]))).toEqual({ input_values: "OBJECT_SIZE_BYTES_GREATER_THAN_MAX" });
  });

  it("are 4,194,304 bytes of answers", async () => {
    const answers = (bytes: number) => wide({ known_solutions: [{ output_values: text(bytes) }] });
    expect((await create(answers(4_194_304))).status).toBe(201);
    expect(verdictOf(await create(answers(4_194_305)))).toEqual({
      known_solutions: "OBJECT_SIZE_BYTES_GREATER_THAN_MAX",
    });
  });

  it("are 5,000 tasks in synchronous mode only", async () => {
    const many = Array.from({ length: 5_001 }, () => cat());
    const answer = await create(many);
    expect([answer.status, verdictOf(answer)]).toEqual([413, "ENTITY_TOO_LARGE"]);
    const { id } = objectIn(await create(many, "?async_mode=true"));
    const { operation } = await toloka.ended(String(id));
    expect(operation).toMatchObject({ status: "SUCCESS", details: { success_count: 5_001 } });
  });
});
