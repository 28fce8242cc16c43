import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../shared/values/json.ts";
import { type BuiltIn, CATS, cat, codesIn, IMAGE, itemsIn, objectIn, startBuiltIn, verdictOf } from "./built-in.ts";

let toloka: BuiltIn;
beforeAll(async () => {
  toloka = await startBuiltIn({ operationMs: 20 });
});
afterAll(() => toloka.stop());

const marked = (index: number, more: JsonObject = {}): JsonObject => cat({ __item_idx: String(index), ...more });
const faulty = (index: number): JsonObject => marked(index, { input_values: { foto: IMAGE } });

async function run(body: JsonObject | JsonObject[], query = "") {
  const asked = await toloka.ask("POST", `/tasks?async_mode=true${query}`, body);
  expect(asked.status).toBe(202);
  return toloka.ended(String(objectIn(asked).id));
}

describe("an operation", () => {
  it("has the requested id, in lower case", async () => {
    const id = randomUUID();
    const asked = await toloka.ask("POST", `/tasks?async_mode=true&operation_id=${id.toUpperCase()}`, cat());
    expect(asked.body).toMatchObject({ id });
    expect((await toloka.ended(id)).operation).toMatchObject({ id, status: "SUCCESS" });
  });

  it("is RUNNING without end, details and log until its time is over", async () => {
    const slow = await startBuiltIn({ operationMs: 600_000 });
    const { id } = objectIn(await slow.ask("POST", "/tasks?async_mode=true", cat()));
    const operation = objectIn(await slow.ask("GET", `/operations/${id}`));
    expect(operation).toMatchObject({
      id,
      status: "RUNNING",
      submitted: expect.any(String),
      started: expect.any(String),
    });
    expect(operation).not.toHaveProperty("finished");
    expect(operation).not.toHaveProperty("details");
    expect((await slow.ask("GET", `/operations/${id}/log`)).body).toEqual([]);
    expect(itemsIn(await slow.ask("GET", "/operations?status=RUNNING"))).toEqual([operation]);
    await slow.stop();
  });

  it("has its parameters and the number of tasks at its end", async () => {
    const { operation } = await run([cat(), cat()], "&allow_defaults=true&skip_invalid_items=true");
    expect(operation).toMatchObject({
      type: "TASK.BATCH_CREATE",
      status: "SUCCESS",
      progress: 100,
      finished: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+$/),
      parameters: { skip_invalid_items: true, allow_defaults: true, open_pool: false },
      details: { total_count: 2, valid_count: 2, not_valid_count: 0, success_count: 2, failed_count: 0 },
    });
  });

  it("fails as a whole for one invalid task, which alone is in its log", async () => {
    const before = await toloka.newest();
    const { operation, log } = await run([marked(0), faulty(1)]);
    expect(operation).toMatchObject({
      status: "FAIL",
      details: { total_count: 2, valid_count: 1, not_valid_count: 1, success_count: 0, failed_count: 2 },
    });
    expect(log).toEqual([{ type: "TASK_VALIDATE", success: false, input: faulty(1), output: expect.any(Object) }]);
    expect(codesIn(log[0]!.output as JsonObject)).toEqual({
      "input_values.image": "VALUE_REQUIRED",
      "input_values.foto": "VALUE_NOT_ALLOWED",
    });
    expect(await toloka.newest()).toEqual(before);
  });

  it("creates the valid tasks with skip_invalid_items", async () => {
    const { operation, log } = await run([marked(0), faulty(1), marked(2)], "&skip_invalid_items=true");
    expect(operation).toMatchObject({
      status: "SUCCESS",
      details: { total_count: 3, valid_count: 2, not_valid_count: 1, success_count: 2, failed_count: 1 },
    });
    expect(log.map(({ type, success }) => [type, success])).toEqual([
      ["TASK_VALIDATE", false],
      ["TASK_CREATE", true],
      ["TASK_CREATE", true],
    ]);
  });

  it("fails when no task is valid, also with skip_invalid_items", async () => {
    const { operation } = await run([faulty(0), faulty(1)], "&skip_invalid_items=true");
    expect(operation).toMatchObject({
      status: "FAIL",
      details: { valid_count: 0, not_valid_count: 2, failed_count: 2 },
    });
  });

  it("fails for a pool that takes no tasks, with the reason at its pool_id", async () => {
    const { operation, log } = await run(marked(0, { pool_id: "1080022" }));
    expect(operation).toMatchObject({ status: "FAIL" });
    expect(codesIn(log[0]!.output as JsonObject)).toEqual({ pool_id: "MIXER_CONFIG_REQUIRED" });
  });
});

describe("an operation's log", () => {
  it("has the request with its unknown keys and the resulting overlap, and the task's id", async () => {
    const { overlap: _overlap, ...sent } = marked(0, { colour: "red" });
    const { log } = await run([sent, marked(1, { overlap: null, infinite_overlap: true })], "&allow_defaults=true");
    expect(log).toEqual([
      {
        type: "TASK_CREATE",
        success: true,
        input: { ...sent, overlap: 3, infinite_overlap: false },
        output: { task_id: expect.stringMatching(/^0000107ad4--[0-9a-f]{24}$/) },
      },
      expect.objectContaining({ input: marked(1, { overlap: null, infinite_overlap: true }) }),
    ]);
    const id = (log[0]!.output as JsonObject).task_id;
    expect((await toloka.ask("GET", `/tasks/${id}`)).body).toMatchObject({ id, overlap: 3, pool_id: CATS });
  });

  it("has an entry for the opening of the pool", async () => {
    const { log } = await run(cat({ pool_id: "1080032" }), "&open_pool=true");
    expect(log[1]).toMatchObject({ type: "POOL_OPEN", success: true, input: { pool_id: 1_080_032 } });
    expect((await toloka.ask("GET", "/pools/1080032")).body).toMatchObject({ status: "OPEN" });
  });

  it("has a failed entry for an opening that failed, while the operation succeeds", async () => {
    const { operation, log } = await run(cat({ pool_id: "1080025" }), "&open_pool=true");
    expect(operation).toMatchObject({ status: "SUCCESS", details: { success_count: 1 } });
    expect(log[1]).toEqual({
      type: "POOL_OPEN",
      success: false,
      input: { pool_id: 1_080_025 },
      output: { code: "NOT_ENOUGH_BALANCE", message: expect.any(String), request_id: expect.any(String) },
    });
  });

  it("says that an empty pool cannot be opened", async () => {
    const { log } = await run(cat({ pool_id: "1080026", input_values: {} }), "&open_pool=true");
    expect(log.find(({ type }) => type === "POOL_OPEN")).toMatchObject({
      success: false,
      output: { code: "EMPTY_POOL", message: "Pool contains no tasks. Operation is not allowed" },
    });
  });
});

describe("an operation's id that is used again", () => {
  it("is refused and creates nothing, also with other content", async () => {
    const id = randomUUID();
    const first = await toloka.ask("POST", `/tasks?async_mode=true&operation_id=${id}`, cat());
    expect(first.status).toBe(202);
    const { log } = await toloka.ended(id);
    const created = (log[0]!.output as JsonObject).task_id;
    for (const body of [cat(), cat({ overlap: 9 })]) {
      const again = await toloka.ask("POST", `/tasks?async_mode=true&operation_id=${id}`, body);
      expect([again.status, verdictOf(again)]).toEqual([409, "OPERATION_ALREADY_EXISTS"]);
    }
    expect((await toloka.newest())!.id).toBe(created);
  });

  it("is refused while the first is running; one of many simultaneous requests is accepted", async () => {
    const id = randomUUID();
    const before = (await toloka.newest())!.id;
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => toloka.ask("POST", `/tasks?async_mode=true&operation_id=${id}`, cat())),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409, 409, 409, 409, 409]);
    const { items } = objectIn(await toloka.ask("GET", `/tasks?pool_id=${CATS}&id_gt=${before}`));
    expect(items).toHaveLength(1);
  });

  it("is refused when the first has failed", async () => {
    const id = randomUUID();
    await toloka.ask("POST", `/tasks?async_mode=true&operation_id=${id}`, faulty(0));
    expect((await toloka.ended(id)).operation.status).toBe("FAIL");
    expect(verdictOf(await toloka.ask("POST", `/tasks?async_mode=true&operation_id=${id}`, cat()))).toBe(
      "OPERATION_ALREADY_EXISTS",
    );
  });

  it("has no effect in synchronous mode", async () => {
    const query = `/tasks?async_mode=false&operation_id=${randomUUID()}`;
    expect((await toloka.ask("POST", query, cat())).status).toBe(201);
    expect((await toloka.ask("POST", query, cat())).status).toBe(201);
  });
});

describe("the list of operations", () => {
  it("is filtered by type and time, sorted and paged", async () => {
    await run(cat());
    await run(cat());
    const newest = itemsIn(await toloka.ask("GET", "/operations?type=TASK.BATCH_CREATE&sort=-submitted&limit=2"));
    expect(newest).toHaveLength(2);
    expect(String(newest[0]!.submitted) >= String(newest[1]!.submitted)).toBe(true);
    const later = itemsIn(await toloka.ask("GET", `/operations?submitted_gt=${newest[0]!.submitted}`));
    expect(later).toEqual([]);
    expect(itemsIn(await toloka.ask("GET", "/operations?type=POOL.ARCHIVE"))).toEqual([]);
    expect(verdictOf(await toloka.ask("GET", "/operations?limit=501"))).toEqual({ limit: "VALUE_GREATER_THAN_MAX" });
  });

  it("has no unknown operation: 404", async () => {
    for (const path of [`/operations/${randomUUID()}`, `/operations/${randomUUID()}/log`]) {
      const answer = await toloka.ask("GET", path);
      expect([answer.status, verdictOf(answer)]).toEqual([404, "DOES_NOT_EXIST"]);
    }
  });
});
