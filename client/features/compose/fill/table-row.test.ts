import { describe, expect, it } from "vitest";
import { readRow } from "./table-row.ts";

describe("a row of a table", () => {
  it("is split into cells, without quotation marks", () => {
    expect(readRow("a\tb\t\t3")).toEqual(["a", "b", "", "3"]);
    expect(readRow("\r\na\tb\r\nc\td\r\n")).toEqual(["a", "b"]);
    expect(readRow('"say ""hi""\tto\nall"\tyes')).toEqual(['say "hi"\tto\nall', "yes"]);
  });

  it("is not plain text, several lines or a single cell", () => {
    for (const text of ["", "some words", "one\ntwo", '"one cell"']) expect(readRow(text)).toBeNull();
  });
});
