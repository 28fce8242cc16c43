import { describe, expect, it } from "vitest";
import { labelled, piecesOf, segmentsIn, toJson, wholeWords, without } from "./segments.ts";

const TEXT = "Big cats run";
const big = { offset: 0, length: 3 };
const cats = { offset: 4, length: 4 };

describe("labels on a text", () => {
  it("are sorted, with the text they stand on", () => {
    const segments = labelled(labelled([], cats, "noun"), big, "adj");
    expect(toJson(segments, TEXT)).toEqual([
      { label: "adj", offset: 0, length: 3, segment: "Big" },
      { label: "noun", offset: 4, length: 4, segment: "cats" },
    ]);
    expect(toJson([], TEXT)).toBeUndefined();
  });

  it("a later label cuts those it overlaps", () => {
    const whole = labelled([], { offset: 0, length: 12 }, "all");
    expect(labelled(whole, cats, "noun")).toEqual([
      { label: "all", offset: 0, length: 4 },
      { label: "noun", ...cats },
      { label: "all", offset: 8, length: 4 },
    ]);
  });

  it("neighbours of one label become one", () => {
    expect(labelled(labelled([], big, "adj"), { offset: 3, length: 2 }, "adj")).toEqual([
      { label: "adj", offset: 0, length: 5 },
    ]);
  });

  it("the label that covers the selection already is taken off it", () => {
    expect(labelled([{ label: "all", offset: 0, length: 8 }], cats, "all")).toEqual([
      { label: "all", offset: 0, length: 4 },
    ]);
    expect(without([{ label: "all", offset: 4, length: 4 }], cats)).toEqual([]);
  });

  it.each([
    ["Big cats run", { offset: 5, length: 1 }, { offset: 4, length: 4 }],
    ["Big cats run", { offset: 1, length: 5 }, { offset: 0, length: 8 }],
    ["большие коты", { offset: 9, length: 1 }, { offset: 8, length: 4 }],
    ["a, b", { offset: 1, length: 1 }, { offset: 1, length: 1 }],
  ])("in %j a selection grows to whole words", (text, range, expected) => {
    expect(wholeWords(text, range)).toEqual(expected);
  });

  it("a value of another kind, and segments outside the text, are passed over", () => {
    expect(segmentsIn("noun", TEXT)).toEqual([]);
    expect(segmentsIn([{ label: "noun", offset: 8, length: 9 }, "x", { label: "noun", ...cats }], TEXT)).toEqual([
      { label: "noun", ...cats },
    ]);
  });

  it("the pieces are the whole text", () => {
    const pieces = piecesOf(TEXT, [{ label: "noun", ...cats }]);
    expect(pieces.map(({ text }) => text)).toEqual(["Big ", "cats", " run"]);
    expect(pieces.map(({ label }) => label)).toEqual([undefined, "noun", undefined]);
  });
});
