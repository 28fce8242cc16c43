import { describe, expect, it } from "vitest";
import { contentKey } from "../../../../shared/task-content.ts";
import { createSheet, type Sheet } from "./sheet.ts";

const SPECS = {
  input_spec: { image: { type: "url" }, note: { type: "string", required: false } },
  output_spec: {},
};

/** A table with these titles and rows, checked. */
function sheetOf(header: string[], ...rows: string[][]): Sheet {
  const numbered = rows.map((cells, index) => ({ line: index + 2, cells }));
  const table = { kind: "table", encoding: "utf-8", delimiter: "\t", titled: true } as const;
  const sheet = createSheet({ ...table, header, rows: numbered }, SPECS);
  while (sheet.checkSome(1));
  return sheet;
}
const url = (index: number): string => `https://a.b/${index}`;
const keyOf = (image: string, note?: string): string =>
  contentKey({ input_values: note === undefined ? { image } : { note, image } });
const lines = (sheet: Sheet, filter: "duplicates" | "pool"): number[] =>
  sheet.window(filter, 0, 100).rows.map(({ line }) => line);

describe("the columns of a sheet", () => {
  it("can be chosen anew, and what was typed stays", () => {
    const sheet = sheetOf(["Picture", "INPUT:note"], [url(1), "a"], ["x", "b"]);
    expect(sheet.header().columnProblems.map(({ code }) => code)).toEqual(["COLUMN_NOT_USED", "MISSING_COLUMN"]);
    sheet.edit(1, 0, url(2));
    sheet.choose({ 0: "INPUT:image" });
    expect(sheet.header().columnProblems).toEqual([]);
    expect(sheet.counts()).toMatchObject({ rows: 2, checked: 0, bad: 0 });
    while (sheet.checkSome(1));
    expect(sheet.counts()).toMatchObject({ checked: 2, bad: 0 });
    expect(sheet.jsonLines({})).toEqual([
      `{"input_values":{"image":"${url(1)}","note":"a"}}`,
      `{"input_values":{"image":"${url(2)}","note":"b"}}`,
    ]);
    sheet.choose({ 0: "INPUT:image", 1: null });
    while (sheet.checkSome(1));
    expect(sheet.jsonLines({})).toEqual([1, 2].map((index) => `{"input_values":{"image":"${url(index)}"}}`));
    expect(sheet.cellLines()).toEqual([`["${url(1)}","a"]`, `["${url(2)}","b"]`]);
  });
});

describe("the rows of a sheet that the pool has", () => {
  const header = ["INPUT:image", "INPUT:note", "TASK:overlap"];

  it("are found whatever their overlap and the order of fields, and can be left out", () => {
    const sheet = sheetOf(header, [url(1), "a", "3"], [url(2)], [url(3), "c"]);
    sheet.addPoolContents([keyOf(url(1), "a"), keyOf(url(9))]);
    sheet.addPoolContents([keyOf(url(1), "a"), keyOf(url(3), "c")]);
    expect(sheet.counts().inPool).toBe(2);
    expect(lines(sheet, "pool")).toEqual([2, 4]);
    sheet.removeFiltered("pool");
    expect(sheet.counts()).toMatchObject({ rows: 1, inPool: 0 });
    expect(sheet.jsonLines({})).toEqual([`{"input_values":{"image":"${url(2)}"}}`]);
  });

  it("are counted also if they are checked or changed later", () => {
    const sheet = sheetOf(header, [url(1)], [url(1)], [url(2)]);
    sheet.addPoolContents([keyOf(url(1))]);
    sheet.choose({});
    expect(sheet.counts().inPool).toBe(0);
    while (sheet.checkSome(1));
    expect(sheet.counts()).toMatchObject({ inPool: 2, duplicates: 1 });
    sheet.edit(2, 0, url(1));
    expect(sheet.counts()).toMatchObject({ inPool: 3, duplicates: 2 });
    sheet.edit(0, 0, url(5));
    expect(sheet.counts()).toMatchObject({ inPool: 2, duplicates: 1 });
    expect(lines(sheet, "duplicates")).toEqual([4]);
    sheet.remove([1, 2]);
    expect(sheet.counts()).toMatchObject({ rows: 1, inPool: 0, duplicates: 0 });
  });
});
