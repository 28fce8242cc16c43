import { describe, expect, it } from "vitest";
import { fromFirstTag, tagName } from "./first-tag.ts";
import { sniff } from "./sniff.ts";

describe("the first tag of a text", () => {
  it.each([
    ["<svg>", "svg"],
    ["\uFEFF \n<!-- a --><!-- b -->\n<svg width='1'>", "svg"],
    ["<?xml version='1.0'?>\n<!-- a -->\n<!DOCTYPE svg PUBLIC 'x'>\n<SVG\n>", "svg"],
    ["<!-- a > b -- c --><html>", "html"],
    ["<!doctype html>", "!doctype"],
    ["<!-- never closed <svg>", null],
    ["<!---->x<svg>", null],
    ["<svgx>", "svgx"],
    ["plain", null],
    ["", null],
  ])("of %j is %j", (text, name) => expect(tagName(fromFirstTag(text))).toBe(name));

  it.each([
    ["empty comments", "<!---->"],
    ["comments that never close", "<!--"],
    ["XML declarations", "<?xml?>"],
    ["document types", "<!doctype svg>"],
    ["spaces", " "],
  ])("is found in 2 MB of %s at once", (_name, piece) => {
    const began = performance.now();
    fromFirstTag(piece.repeat(2_000_000 / piece.length));
    expect(performance.now() - began).toBeLessThan(500);
  });

  it("of 196 bytes of comments does not keep the thread", async () => {
    expect(await sniff(Buffer.from("<!---->".repeat(28)))).toMatchObject({ type: null });
  });
});
