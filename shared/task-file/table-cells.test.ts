import { describe, expect, it } from "vitest";
import { readTabbed } from "./table-cells.ts";

describe("rows of a table", () => {
  it("end at every kind of line break, and rows without content are left out", () => {
    expect(readTabbed("\uFEFFa\tb\rc\td\r\n\t\n\ne\tf\n")).toEqual([
      ["a", "b"],
      ["c", "d"],
      ["e", "f"],
    ]);
    expect(readTabbed("a\tb\nc")).toEqual([["a", "b"], ["c"]]);
  });

  it("keep quotation marks that do not enclose a cell", () => {
    expect(readTabbed('6" pipe\tthe "big" one\n"a"b\t')).toEqual([
      ['6" pipe', 'the "big" one'],
      ['"a"b', ""],
    ]);
    expect(readTabbed('a\t"never closed\nb\tc')).toEqual([
      ["a", '"never closed'],
      ["b", "c"],
    ]);
  });
});

describe("a row of a table", () => {
  it("is split into cells, without quotation marks", () => {
    expect(readTabbed("a\tb\t\t3")).toEqual([["a", "b", "", "3"]]);
    expect(readTabbed("\r\na\tb\r\nc\td\r\n")[0]).toEqual(["a", "b"]);
    expect(readTabbed('"say ""hi""\tto\nall"\tyes')[0]).toEqual(['say "hi"\tto\nall', "yes"]);
  });

  it("has one cell in plain text and in several lines", () => {
    expect(readTabbed("")).toEqual([]);
    for (const text of ["some words", "one\ntwo", '"one cell"']) expect(readTabbed(text)[0]).toHaveLength(1);
  });
});
