import { expect, it } from "vitest";
import { fieldName } from "./field-name.ts";

it.each([
  ["input_values.title", "title"],
  ["input_values.a.b", "a.b"],
  ["input_values.tags.2", "tags.2"],
  ["parameters.operation_id", "operation_id"],
  ["known_solutions.0.output_values.result", "result"],
  ["baseline_solutions.1.confidence_weight", "confidence_weight"],
  ["known_solutions", "known_solutions"],
  ["message_on_unknown_solution", "message_on_unknown_solution"],
])("the path %s is shown as %s", (path, name) => {
  expect(fieldName(path)).toBe(name);
});
