import { expect, it } from "vitest";
import { FieldSpecs } from "../toloka.ts";
import { specDifferences } from "./spec-differences.ts";

const specs = (fields: Record<string, object>) => FieldSpecs.parse(fields);

it("names fields that one side lacks and fields with other rules, in order", () => {
  const here = specs({
    image: { type: "url", required: true },
    count: { type: "integer", required: false, min_value: 1 },
    note: { type: "string", required: false },
  });
  const there = specs({
    extra: { type: "string", required: false },
    image: { required: true, type: "url" },
    count: { type: "integer", required: true, min_value: 1 },
  });
  expect(specDifferences(here, there)).toEqual([
    { field: "count", only: null },
    { field: "note", only: "here" },
    { field: "extra", only: "there" },
  ]);
  expect(specDifferences(here, here)).toEqual([]);
});

it("takes names of an object's own members for fields", () => {
  const field = { type: "string", required: false };
  expect(specDifferences(specs({ constructor: field }), specs({}))).toEqual([{ field: "constructor", only: "here" }]);
  expect(specDifferences(specs({}), specs({ constructor: field }))).toEqual([{ field: "constructor", only: "there" }]);
});
