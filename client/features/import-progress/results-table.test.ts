import { describe, expect, it } from "vitest";
import type { RowResult } from "../../../shared/api/imports/import-routes.ts";
import { resultsTable } from "./results-table.ts";

const created: RowResult = { row: 1, status: "created", task_id: "t1", operation_id: "o", error: null };
const rejected: RowResult = {
  row: 2,
  status: "rejected",
  task_id: null,
  operation_id: null,
  error: {
    code: "VALIDATION_ERROR",
    message: "Invalid",
    fields: { "input_values.n": { code: "X", message: "Required" } },
  },
} as RowResult;
const rows = [["=1+1", 'a "b"'], ["-5"]];

describe("the original file with its results", () => {
  it("is exact for Toloka", () => {
    expect(resultsTable(["INPUT:f", "INPUT:s"], rows, [created, rejected], false)).toBe(
      'INPUT:f\tINPUT:s\tid\terror\n=1+1\t"a ""b"""\tt1\t\n-5\t\t\tinput_values.n: Required\n',
    );
  });

  it("has no formulas for spreadsheets", () => {
    expect(resultsTable(["INPUT:f", "INPUT:s"], rows, [created], true)).toBe(
      'INPUT:f\tINPUT:s\tid\terror\n\'=1+1\t"a ""b"""\tt1\t\n\'-5\t\t\t\n',
    );
  });
});
