import { describe, expect, it } from "vitest";
import { buildTask } from "./build-task.ts";
import { blankForm, type Specs, type TaskForm } from "./task-form.ts";
import { withAnswer } from "./use-answer.ts";

const specs: Specs = {
  input_spec: {},
  output_spec: { result: { type: "string" }, sure: { type: "boolean", required: false } },
};
const solutions = (form: TaskForm) => buildTask(form, "7", specs).known_solutions;

describe("an answer given in the worker's view", () => {
  it("makes a general task a control task with that solution, and infinite overlap", () => {
    const form = withAnswer(blankForm(specs, false), specs, { result: "OK", sure: true }, "first");
    expect([form.kind, form.overlap]).toEqual(["control", "infinite"]);
    expect(solutions(form)).toEqual([{ output_values: { result: "OK", sure: true } }]);
  });

  it("keeps an overlap that was chosen, and the type of a training task", () => {
    const chosen = { ...blankForm(specs, false), overlap: "number", overlap_number: "5" } as const;
    expect(withAnswer(chosen, specs, { result: "OK" }, "first")).toMatchObject({ overlap: "number", kind: "control" });
    expect(withAnswer(blankForm(specs, true), specs, { result: "OK" }, "first").kind).toBe("training");
  });

  it("replaces the first solution and keeps its weight, or is added behind the others", () => {
    const once = withAnswer(blankForm(specs, false), specs, { result: "OK", sure: true }, "first");
    const weighted: TaskForm = {
      ...once,
      solutions: { [once.known[0]!]: { ...once.solutions[once.known[0]!]!, weight: "0.7" } },
    };
    const replaced = withAnswer(weighted, specs, { result: "BAD" }, "first");
    expect(solutions(replaced)).toEqual([{ output_values: { result: "BAD" }, correctness_weight: 0.7 }]);
    expect(solutions(withAnswer(replaced, specs, { result: "404" }, "another"))).toEqual([
      { output_values: { result: "BAD" }, correctness_weight: 0.7 },
      { output_values: { result: "404" } },
    ]);
  });

  it("keeps values that no control can show", () => {
    const form = withAnswer(blankForm(specs, false), specs, { result: { a: 1 }, more: [1] }, "first");
    expect(solutions(form)).toEqual([{ output_values: { result: { a: 1 }, more: [1] } }]);
  });

  it("changes nothing in the form that it is given", () => {
    const form = blankForm(specs, false);
    const before = structuredClone(form);
    withAnswer(form, specs, { result: "OK" }, "another");
    expect(form).toEqual(before);
  });
});
