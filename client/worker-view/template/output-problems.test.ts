import { expect, it } from "vitest";
import type { FieldSpecs } from "../../../shared/toloka.ts";
import { outputProblems } from "./output-problems.ts";

const specs: FieldSpecs = {
  shapes: { type: "json", required: true },
  result: { type: "string", required: true, allowed_values: ["OK"] },
  note: { type: "string", required: false },
};

it("says which output fields are missing, wrong or unknown; annotations are lists in a field of type json", () => {
  const paths = (answer: Parameters<typeof outputProblems>[1]) => outputProblems(specs, answer).map(({ path }) => path);
  expect(paths({ shapes: [{ shape: "point", left: 0, top: 0 }], result: "OK" })).toEqual([]);
  expect(paths({ shapes: "verb", result: "BAD", other: 1 })).toEqual(["shapes", "result", "other"]);
  expect(paths({ result: "OK" })).toEqual(["shapes"]);
  expect(outputProblems(specs, {}).map(({ from }) => from)).toEqual(["output_spec", "output_spec"]);
});
