import { describe, expect, it } from "vitest";
import type { SubmissionError } from "../../shared/submission.ts";
import { type PartOutcome, taskOutcomes } from "./task-outcomes.ts";

const fault = { code: "VALUE_REQUIRED", message: "Required" };
const invalid = (...paths: string[]): SubmissionError => ({
  code: "VALIDATION_ERROR",
  message: "Invalid",
  fields: Object.fromEntries(paths.map((path) => [path, fault])),
});
const part = (given: Partial<PartOutcome>): PartOutcome => ({
  operation_id: "op",
  status: "created",
  error: null,
  created_tasks: null,
  ...given,
});
const short = (given: Partial<PartOutcome>, count: number) =>
  taskOutcomes(part(given), count).map(({ status, task_id, error }) => [status, task_id, error?.code ?? null]);

describe("what became of a part's tasks", () => {
  it("created: each has its id", () =>
    expect(short({ created_tasks: [{ id: "a" }, { id: "b" }] }, 2)).toEqual([
      ["created", "a", null],
      ["created", "b", null],
    ]));

  it("created, some of them refused: ids go to the others in order", () => {
    const error = invalid("0.input_values.image", "2", "10.input_values.note");
    const created_tasks = Array.from({ length: 9 }, (_task, index) => ({ id: `t${index}` }));
    const found = taskOutcomes(part({ error, created_tasks }), 12);
    expect(found.map(({ task_id }) => task_id)).toEqual([
      null,
      "t0",
      null,
      ...["t1", "t2", "t3", "t4", "t5", "t6", "t7"],
      null,
      "t8",
    ]);
    expect(found[0]!.error).toMatchObject({ code: "VALIDATION_ERROR", fields: { "input_values.image": fault } });
    expect(found[2]!.error).toMatchObject({ code: "VALUE_REQUIRED" });
  });

  it("refused because of some of them: those have their faults, the others say so", () =>
    expect(short({ status: "rejected", error: invalid("1.a", "1.b") }, 2)).toEqual([
      ["rejected", null, "OTHER_ROWS_REFUSED"],
      ["rejected", null, "VALIDATION_ERROR"],
    ]));

  it.each(["rejected", "uncertain", "queued", "cancelled"] as const)("%s as a whole: each has its error", (status) => {
    const error = { code: "POOL_INAPPROPRIATE_STATUS", message: "Archived", fields: { pool_id: fault } };
    expect(short({ status, error }, 2)).toEqual([
      [status, null, error.code],
      [status, null, error.code],
    ]);
  });

  it("a pool that could not be opened is no fault of a row", () =>
    expect(short({ error: { code: "EMPTY_POOL", message: "" }, created_tasks: [{ id: "a" }] }, 1)).toEqual([
      ["created", "a", null],
    ]));
});
