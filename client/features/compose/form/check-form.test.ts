import { describe, expect, it } from "vitest";
import { newItem } from "../../../parts/controls/typed.ts";
import { buildTask } from "./build-task.ts";
import { checkForm } from "./check-form.ts";
import { stepOf } from "./field-names.ts";
import { blankForm, type Specs, type TaskForm } from "./task-form.ts";

const specs: Specs = {
  input_spec: {
    image: { type: "url" },
    tags: { type: "array_string", required: false },
    more: { type: "json", required: false },
  },
  output_spec: { result: { type: "string" } },
};
const ID = "2ed92b7f-75c0-4771-ae2f-3911232d6d4e";
function check(more: Partial<TaskForm>, id = ID) {
  const blank = blankForm(specs, false);
  const form = { ...blank, ...more, input: { ...blank.input, ...more.input } };
  return checkForm(form, buildTask(form, "7", specs), specs, id);
}
const image = { [stepOf("image")]: "https://a.b/c.jpg" };

describe("the errors of a form", () => {
  it("are none once it is filled in", () => {
    expect(check({ input: image })).toMatchObject({ problems: {}, task: { pool_id: "7" } });
  });

  it("have a path and a message", () => {
    expect(check({}).problems).toEqual({
      "input_values.image": { code: "VALUE_REQUIRED", message: "Required" },
    });
    const tags = { items: [newItem("x"), newItem("")] };
    expect(check({ input: { ...image, [stepOf("tags")]: tags } }).problems).toHaveProperty(["input_values.tags.1"]);
    expect(check({ input: { ...image, [stepOf("more")]: "{" } }).problems).toMatchObject({
      "input_values.more": { code: "JSON_EXPECTED" },
    });
  });

  it("includes an answer that a control task lacks, a training task's hint, the overlap and the id", () => {
    expect(check({ input: image, kind: "control", known: [] }).problems).toHaveProperty("known_solutions");
    expect(Object.keys(check({ input: image, kind: "training" }).problems)).toEqual([
      "known_solutions.0.output_values.result",
      "message_on_unknown_solution",
    ]);
    const unclear = { input: image, overlap: "number", overlap_number: "many" } as const;
    expect(check(unclear).problems.overlap?.code).toBe("INTEGER_EXPECTED");
    expect(check({ ...unclear, overlap_number: "0" }).problems.overlap?.code).toBe("VALUE_LESS_THAN_MIN");
    expect(check({ input: image }, "mine").problems).toMatchObject({
      "parameters.operation_id": { code: "UUID_EXPECTED" },
    });
  });
});
