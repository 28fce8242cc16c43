import { describe, expect, it } from "vitest";
import { fieldsOf, readLog } from "./operation-log.ts";

const required = { code: "VALUE_REQUIRED", message: "Value must be present and not equal to null" };

describe("an operation's log", () => {
  it("is mapped back by __item_idx, whatever the order of its lines", () => {
    const log = readLog([
      { type: "TASK_VALIDATE", success: false, input: { __item_idx: "2" }, output: { "input_values.photo": required } },
      { type: "TASK_CREATE", success: true, input: { __item_idx: "0" }, output: { task_id: "t-0" } },
      { type: "TASK_CREATE", success: true, input: { __item_idx: "1" }, output: { task_id: "t-1" } },
    ]);
    expect([...log.created]).toEqual([
      [0, "t-0"],
      [1, "t-1"],
    ]);
    expect(log.faults.get(2)).toEqual({ "input_values.photo": required });
  });

  it("holds several faults of one task, a misspelt field's two among them", () => {
    const output = {
      "input_values.photo": required,
      "input_values.foto": { code: "VALUE_NOT_ALLOWED", message: "Unknown field name" },
    };
    const log = readLog([{ type: "TASK_VALIDATE", success: false, input: { __item_idx: "0" }, output }]);
    expect(Object.keys(log.faults.get(0) ?? {})).toEqual(["input_values.photo", "input_values.foto"]);
  });

  it("tells a refusal from a map of faults by its code", () => {
    const output = { code: "TASKS_CREATION_DOES_NOT_FIT_QUOTA", message: "no", request_id: "ao_1" };
    const log = readLog([{ type: "TASK_CREATE", success: false, input: {}, output }]);
    expect(log.refusals).toEqual([output]);
    expect(log.faults.size).toBe(0);
  });

  it("unwraps a validation error that comes with a payload", () => {
    const output = { code: "VALIDATION_ERROR", message: "Validation failed", payload: { "input_values.a": required } };
    const log = readLog([{ type: "TASK_VALIDATE", success: false, input: { __item_idx: "0" }, output }]);
    expect(log.faults.get(0)).toEqual({ "input_values.a": required });
  });

  it("keeps a failed opening apart from the creation", () => {
    const log = readLog([
      { type: "TASK_CREATE", success: true, input: { __item_idx: "0" }, output: { task_id: "t" } },
      {
        type: "POOL_OPEN",
        success: false,
        input: { pool_id: 22 },
        output: { code: "EMPTY_POOL", message: "no tasks" },
      },
    ]);
    expect(log.created.get(0)).toBe("t");
    expect(log.opening).toEqual({ code: "EMPTY_POOL", message: "no tasks" });
    expect(log.refusals).toEqual([]);
  });

  it("reads a log without lines, and lines without output", () => {
    expect(readLog([]).created.size).toBe(0);
    expect(readLog([{ type: "TASK_CREATE", success: false, input: null, output: null }]).faults.get(0)).toEqual({});
  });

  it("leaves out of a payload what is no fault", () => {
    expect(fieldsOf({ a: { code: "X", message: "y", params: [1] }, b: 3, c: { message: "no code" } })).toEqual({
      a: { code: "X", message: "y", params: [1] },
    });
  });
});
