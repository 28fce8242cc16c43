import { describe, expect, it } from "vitest";
import { answerName, inputName, weightName } from "./field-names.ts";
import { placeOf } from "./paths.ts";
import { blankForm, type Specs } from "./task-form.ts";

const specs: Specs = {
  input_spec: { image: { type: "url" }, tags: { type: "array_string", required: false } },
  output_spec: { result: { type: "string" } },
};

describe("the place of a problem", () => {
  const form = blankForm(specs, false);
  const [key] = form.known as [string];
  it.each([
    ["input_values.image", { name: inputName("image"), item: null }],
    ["input_values.tags.2", { name: inputName("tags"), item: 2 }],
    ["known_solutions.0.output_values.result", { name: answerName(key, "result"), item: null }],
    ["known_solutions.0.correctness_weight", { name: weightName(key), item: null }],
    ["known_solutions", { name: answerName(key, "result"), item: null }],
    ["message_on_unknown_solution", { name: "hint", item: null }],
    ["infinite_overlap", { name: "overlap", item: null }],
    ["reserved_for.1", { name: "lists.reserved_for", item: null }],
    ["parameters.operation_id", { name: "operation_id", item: null }],
    ["input_values.unknown", null],
    ["somewhere", null],
  ])("%s is found", (path, place) => {
    expect(placeOf(path, form, specs)).toEqual(place);
  });
});
