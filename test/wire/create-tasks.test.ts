import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../shared/values/json.ts";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { finished, importIn, LINES, linesOf, resultsOf } from "../support/desk/import-call.ts";
import { uuidFrom } from "../support/seeded-random.ts";
import { KitValidationError, kitCreateTasks } from "../support/toloka/kit-create-tasks.ts";

/** The built-in Toloka's pool of cats and dogs, and another one. */
const [CATS, OTHER] = ["1080020", "1080032"];
const good = (name: string | number, more: JsonObject = {}): JsonObject => ({
  ...{ pool_id: CATS, input_values: { image: `https://example.com/${name}.jpg` }, overlap: 2 },
  ...more,
});
const bad = (more: JsonObject = {}): JsonObject => good("bad", { input_values: { foto: "x" }, ...more });

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk({});
});
afterAll(() => desk?.remove());

const kit = (tasks: JsonObject[], name: string, query: Record<string, string> = {}) =>
  kitCreateTasks(desk.tolokaUrl, tasks, { operation_id: uuidFrom(name), ...query });
const call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
  desk.call(method, path, body, headers);
/** A task without what Toloka sets. */
const asked = ({ id: _id, created: _created, remaining_overlap: _rest, ...task }: JsonObject): JsonObject => task;
const codes = (faults: unknown) =>
  Object.fromEntries(
    Object.entries(faults as Record<string, { code: string }>).map(([path, { code }]) => [path, code]),
  );

describe("create_tasks, as toloka-kit asks the built-in Toloka", () => {
  it("gets all tasks by their position, of several pools and in several pages", async () => {
    const tasks = Array.from({ length: 130 }, (_task, index) =>
      good(`kit-${index}`, { pool_id: index % 2 === 0 ? CATS : OTHER }),
    );
    const { items, validation_errors } = await kit(tasks, "all");
    expect(validation_errors).toEqual({});
    expect(Object.keys(items)).toHaveLength(130);
    for (const [index, task] of tasks.entries()) expect(asked(items[index]!)).toMatchObject(task);
  });

  it("gets the valid tasks and the errors of the others with skip_invalid_items", async () => {
    const tasks = [good("kit-a"), bad(), good("kit-b", { overlap: 0 }), good("kit-c")];
    const { items, validation_errors } = await kit(tasks, "some", { skip_invalid_items: "true" });
    expect(Object.keys(items)).toEqual(["0", "3"]);
    expect(Object.keys(validation_errors)).toEqual(["1", "2"]);
    expect(codes(validation_errors[1])).toEqual({
      "input_values.image": "VALUE_REQUIRED",
      "input_values.foto": "VALUE_NOT_ALLOWED",
    });
  });

  it("gets an error with the invalid tasks if nothing is created", async () => {
    const failed = kit([good("kit-d"), bad()], "none");
    await expect(failed).rejects.toBeInstanceOf(KitValidationError);
    await expect(failed).rejects.toMatchObject({
      payload: { 1: { "input_values.image": { code: "VALUE_REQUIRED" } } },
    });
  });

  it("gets the first creation's tasks for an operation id that is used again", async () => {
    const first = await kit([good("kit-e"), good("kit-f")], "twice");
    expect(await kit([good("kit-e"), good("kit-f")], "twice")).toEqual(first);
  });
});

describe("an import", () => {
  it("comes to what create_tasks of toloka-kit comes to", async () => {
    const tasks = [
      good("both-1", { known_solutions: [{ output_values: { result: "cat" }, correctness_weight: 0.5 }] }),
      bad(),
      good("both-2", { overlap: null, infinite_overlap: true }),
      good("both-3", { input_values: { image: "no address" } }),
      good("both-4"),
    ];
    const byKit = await kit(tasks, "compared", { skip_invalid_items: "true" });
    const upload = await call("POST", `/api/imports?pool_id=${CATS}&mode=skip`, linesOf(tasks), LINES);
    const { import_id } = importIn(upload);
    await finished(call, import_id);
    const rows = await resultsOf(call, import_id);
    expect(rows.map(({ status }) => status)).toEqual(
      tasks.map((_t, index) => (byKit.items[index] ? "created" : "rejected")),
    );
    for (const [index, { task_id, error }] of rows.entries()) {
      const created = byKit.items[index];
      if (created === undefined) {
        expect(codes(error?.fields)).toEqual(codes(byKit.validation_errors[index]));
        continue;
      }
      const { body } = await call("GET", `/api/tasks/${task_id}`);
      expect(asked((body as { task: JsonObject }).task)).toEqual(asked(created));
    }
  });
});
