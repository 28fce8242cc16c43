import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Json, parseJson, stringifyJson } from "../../../shared/values/json.ts";
import { createCutter, PART_BOUNDS, type Part } from "./cut-parts.ts";

/** A row: the size of its task's text; null: it is refused. */
type Row = number | null;
const error = { code: "VALIDATION_ERROR", message: "Invalid" };
const taskOf = (row: number, size: number): string => stringifyJson({ pool_id: "1", row, text: "é".repeat(size) });

function cutAll(rows: Row[]): Part[] {
  const cutter = createCutter();
  const parts = rows.map((size, index) =>
    size === null ? cutter.refuse(index + 1, error) : cutter.add(index + 1, taskOf(index + 1, size)),
  );
  return [...parts, cutter.rest()].filter((part) => part !== null);
}

const tasksOf = ({ tasks }: Part): Json[] => (tasks === null ? [] : (parseJson(tasks) as Json[]));
/** The body as it is sent. */
const bytesOf = (part: Part): number =>
  Buffer.byteLength(
    stringifyJson(tasksOf(part).map((task, index) => ({ ...(task as object), __item_idx: String(index) }))),
  );

describe("cutting rows into parts", () => {
  it("keeps every row once and in order, within both bounds, and cuts no earlier than they require", () => {
    const size = fc.oneof(
      { weight: 6, arbitrary: fc.nat(200) },
      { weight: 3, arbitrary: fc.nat(200_000) },
      { weight: 1, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.constant(700_000) },
    );
    fc.assert(
      fc.property(fc.array(size, { maxLength: 60 }), (rows) => {
        const parts = cutAll(rows);
        let row = 1;
        for (const part of parts) {
          expect(part.first_row).toBe(row);
          expect(part.task_count).toBe(tasksOf(part).length);
          expect(part.row_count).toBe(part.task_count + part.refused.length);
          row += part.row_count;
          if (part.task_count > 1) expect(bytesOf(part)).toBeLessThanOrEqual(PART_BOUNDS.bytes);
        }
        expect(row - 1).toBe(rows.length);
        expect(parts.flatMap(tasksOf)).toEqual(
          rows.flatMap((each, index) => (each === null ? [] : [parseJson(taskOf(index + 1, each))])),
        );
        expect(parts.flatMap(({ refused }) => refused.map((each) => each.row))).toEqual(
          rows.flatMap((each, index) => (each === null ? [index + 1] : [])),
        );
        for (const [index, part] of parts.slice(1).entries()) {
          const [next] = tasksOf(part);
          const both = bytesOf(parts[index]!) + Buffer.byteLength(stringifyJson(next ?? null)) + 30;
          expect(both).toBeGreaterThan(PART_BOUNDS.bytes);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("cuts after 5,000 tasks", () => {
    const parts = cutAll(Array.from({ length: 12_001 }, () => 0));
    expect(parts.map(({ task_count }) => task_count)).toEqual([5_000, 5_000, 2_001]);
  });

  it("sends a task alone that is larger than the bound, and cuts long runs of refused rows", () => {
    expect(cutAll([0, 700_000, 0]).map(({ task_count }) => task_count)).toEqual([1, 1, 1]);
    const parts = cutAll(Array.from({ length: 2_500 }, () => null));
    expect(parts.map(({ row_count, tasks }) => [row_count, tasks])).toEqual([
      [1_000, null],
      [1_000, null],
      [500, null],
    ]);
    expect(cutAll([])).toEqual([]);
  });
});
